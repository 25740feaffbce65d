import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { hasSecret, withoutSecret } from "../../lib/commands/secret.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

const shown = (line: string) => withoutSecret(cleanText(line));

Deno.test("withoutSecret() hides the password of a room, with all that was typed behind it", () => {
  assertEquals(shown("/join #ops sesame"), "/join #ops ***");
  assertEquals(shown("/join ops open sesame please"), "/join ops ***");
  assertEquals(shown("/JOIN  #ops  sesame"), "/JOIN  #ops  ***");
  assertEquals(shown("/room password sesame"), "/room password ***");
  assertEquals(shown("/Room PASSWORD sesame"), "/Room PASSWORD ***");
});

Deno.test("withoutSecret() hides it where the command is only nearly right", () => {
  for (
    const front of [
      ...[
        "／join #ops ",
        "／ｊｏｉｎ　＃ops　",
        "⁄join #ops ",
        "∕join ops ",
        "/ join #ops ",
        "/join\u00a0#ops\u00a0",
      ],
      ...[" /join #ops ", "、join #ops ", "\\join #ops ", "・room password ", "  ／room ｐａｓｓｗｏｒｄ "],
      ...["/jion #ops ", "/joi #ops ", "/jn #ops ", "/j #ops ", "/enter #ops ", "/join#ops ", "/jion ops "],
      ...[
        "/rom password ",
        "/room pasword ",
        "/room pass ",
        "/room key ",
        "/rooms password ",
        "/roo pasword ",
      ],
      ...["/password ", "/pass ", "/passwort ", "/set-room password "],
    ]
  ) {
    assertEquals(shown(`${front}sesame`), `${front}***`, front);
    assert(hasSecret(cleanText(`${front}sesame street`)), front);
  }
});

Deno.test("withoutSecret() leaves alone what has no password in it", () => {
  for (
    const line of [
      ...[
        "",
        " ",
        "/",
        "hello",
        "join #ops sesame",
        "/join",
        "/join #ops",
        "/join #ops ",
        "/room",
        "/room private",
      ],
      ...["/room password", "/room history on", "/room history off", "/who #ops", "/topic password is tea"],
      ...[
        "//join #ops sesame",
        " //join #ops sesame",
        "/msg ben #ops sesame",
        "/r password sesame",
        "/me joins #ops",
      ],
      ...["/history 5 #ops", "/search password sesame", "/nick joe", "/xyzzy plugh magic", "/password"],
      ...["/room public please", "/room announce now"],
    ]
  ) {
    assertEquals(shown(line), cleanText(line), line);
    assertEquals(hasSecret(cleanText(line)), false, line);
  }
});

Deno.test("withoutSecret() shows no password of /join and /room, whatever it is (property)", () => {
  const password = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => cleanText(text).trim())
    .filter((text) => text !== "");
  const front = fc.constantFrom("/join #ops ", "/room password ", "／join　ops　", "/jion #ops ");
  fc.assert(fc.property(front, password, (front, password) => {
    assertEquals(shown(front + password), `${front}***`);
  }));
});
