import { assertEquals, assertNotEquals } from "@std/assert";
import { lookAlikeKeys } from "../../lib/text/look_alike.ts";
import { checkName } from "../../lib/model/name.ts";
import { standInFor } from "../../lib/model/stand_in.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

const FORMER: readonly (readonly [former: string, today: string])[] = [
  ["Server.", "guest-Server."],
  ["Servér", "guest-Servér"],
  ["5erver", "guest-5erver"],
  ["-r00t-", "guest--r00t-"],
  ["系统1", "访客-系统1"],
  ["係統", "访客-係統"],
  ["Админ1", "гость-Админ1"],
  ["ΣΕΡΒΕΡ", "ξένος-ΣΕΡΒΕΡ"],
];

Deno.test("standInFor() has a name for everybody whose name is reserved today, and names they can be called", () => {
  for (const [former, today] of FORMER) {
    assertEquals<string | undefined>(standInFor(former), today);
    assertEquals<unknown>(checkName(cleanText(today)), { kind: "name", name: today });
    assertEquals(standInFor(today), undefined, "a stand-in needs none");
  }
});

Deno.test("standInFor() has a short name for long ones and for rare scripts, the same every time", () => {
  const names = ["administrator..........1", "administrator..........2", "ꓢꓰꓣꓦꓰꓣ1"].map(standInFor);
  for (const name of names) assertEquals<unknown>(checkName(name!), { kind: "name", name });
  assertEquals(new Set(names).size, 3);
  assertEquals(standInFor("Administrator..........1"), names[0]);
});

Deno.test("standInFor() leaves alone who may be called so, and the words that nobody ever could", () => {
  for (const name of ["anna", "Observer", "小明", "Server", "SYSTEM", "系统", "Ｓｅｒｖｅｒ"]) {
    assertEquals(standInFor(name), undefined, name);
  }
});

Deno.test("standInFor() finds from the key of a name the key of its stand-in", () => {
  for (
    const name of [
      "Server.",
      "Servér",
      "5erver",
      "系统1",
      "RÖÖT",
      "-Admin-",
      "Øperator",
      "administrator..........1",
    ]
  ) {
    const [key] = lookAlikeKeys(name);
    const [wanted] = lookAlikeKeys(standInFor(name)!);
    assertEquals(lookAlikeKeys(standInFor(key!)!)[0], wanted, name);
    assertNotEquals(key, wanted);
  }
});
