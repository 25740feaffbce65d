import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { checkName } from "../../lib/model/name.ts";
import { checkRoomName, LOBBY } from "../../lib/model/room_name.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

/** What the rules say of a word: the room's name, or the problem in brackets. */
function checked(word: string): string {
  const check = checkRoomName(cleanText(word));
  return check.kind === "room_name" ? check.name : `<${check.problem}>`;
}

Deno.test("LOBBY is a good name itself", () => assertEquals<string>(checked(LOBBY), LOBBY));

Deno.test("checkRoomName() puts the # in front where it was left out, and keeps one", () => {
  assertEquals(["#ops", "ops", " #ops ", "OPS"].map(checked), ["#ops", "#ops", "#ops", "#OPS"]);
});

Deno.test("checkRoomName() takes names of one script, in composed form", () => {
  for (
    const name of ["#聊天室", "#カフェ", "#Кухня", "#café", "#2026", "#a_b-c.d", "#x", "#" + "x".repeat(24)]
  ) {
    assertEquals(checked(name), name);
  }
  assertEquals(checked("#cafe\u0301"), "#café");
});

Deno.test("checkRoomName() takes names that people may not have: a room cannot be mistaken for the server", () => {
  assertEquals(["#admin", "#server", "#系统"].map(checked), ["#admin", "#server", "#系统"]);
});

Deno.test("checkRoomName() refuses the names people are refused for their spelling", () => {
  assertEquals(["", "#", " # ", "#-", "#._"].map(checked), Array(5).fill("<blank>"));
  assertEquals(
    ["##ops", "#a b", "#a/b", "a#b", "#ops!", "#😃", "#[x]"].map(checked),
    Array(7).fill("<bad_character>"),
  );
  assertEquals(checked("#" + "x".repeat(25)), "<too_long>");
  assertEquals(checked("#" + "x".repeat(4096)), "<too_long>");
  assertEquals(checked("#lоbby"), "<mixed_scripts>"); // Cyrillic о
});

Deno.test("checkRoomName() gives names that stay as they are, and that no person can have (property)", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (typed) => {
    const check = checkRoomName(cleanText(typed));
    if (check.kind === "problem") return;
    assertEquals(checked(check.name), check.name);
    assert(/^#[^#\s:[\]]+$/.test(check.name));
    assertEquals(checkName(check.name).kind, "problem");
  }));
});
