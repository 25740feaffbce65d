import { assert, assertEquals } from "@std/assert";
import { wordsOf } from "../../../lib/console/words/words.ts";
import { RESOURCE_COLUMNS, TASK_COLUMNS } from "../../../lib/console/table/table_columns.ts";
import { widthOf } from "../../../lib/text/width.ts";

const EN = wordsOf({ language: "en", isAscii: false }), ZH = wordsOf({ language: "zh", isAscii: false });

/** Every text in a catalogue; sentences with what they are told in it. */
function textsIn(part: unknown): string[] {
  if (typeof part === "string") return [part];
  if (typeof part === "function") return [String(part("1", "2", "3", "4"))];
  return Object.values(part as object).flatMap(textsIn);
}

Deno.test("wordsOf() gives English where only ASCII can be drawn, and English is ASCII", () => {
  assertEquals(wordsOf({ language: "zh", isAscii: true }), EN);
  assertEquals(textsIn(EN).filter((text) => !/^[\x20-\x7e]+$/.test(text)), []);
});

Deno.test("wordsOf() gives Chinese for everything that is not a key", () => {
  const { keys: _, ...help } = ZH.help;
  const same = textsIn({ ...ZH, help, problems: {} }).filter((text) => !/\p{Script=Han}/u.test(text));
  assertEquals(same, ["CPU 1", "/1"]);
  assertEquals(ZH.help.keys.length, EN.help.keys.length);
});

Deno.test("wordsOf() has titles that fit their columns, and states too", () => {
  for (const words of [EN, ZH]) {
    for (const { name, width } of [...TASK_COLUMNS, ...RESOURCE_COLUMNS]) {
      assert(widthOf(words.columns[name]) <= width, name);
    }
    assert(Object.values(words.states).every((state) => widthOf(state) <= 5));
  }
});
