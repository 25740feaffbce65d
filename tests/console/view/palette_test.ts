import { assertEquals } from "@std/assert";
import stringWidth from "string-width";
import { codesOf, frameOf, styledLine } from "../../../lib/console/view/palette.ts";
import type { ScreenLine, Tone } from "../../../lib/console/words/lines.ts";
import type { Size } from "../../../lib/terminal/screen.ts";
import { PALETTES } from "../../../lib/console/settings/settings.ts";

const TONES: readonly Tone[] = [
  ...(["plain", "dim", "strong", "title", "good", "warn", "bad", "accent", "gone", "selected"] as const),
  ...(["micros", "millis", "seconds", "minutes", "hours"] as const),
];

Deno.test("codesOf() uses no colour where there is none, and says the same by weight", () => {
  const weights = TONES.map((tone) => codesOf(tone, "off"));
  assertEquals(weights.filter((codes) => !/^(|[147](;[147])*)$/.test(codes)), []);
  for (const tone of ["strong", "title", "warn", "bad", "selected"] as const) {
    assertEquals([tone, codesOf(tone, "off") === ""], [tone, false]);
  }
});

Deno.test("codesOf() uses only the codes that a palette has", () => {
  const allowed = {
    "8": /^(([147]|3[0-7])(;|$))*$/,
    "16": /^(([147]|3[0-7]|9[0-7])(;|$))*$/,
    "256": /^([147];?)*(38;5;\d+)?$/,
    "all": /^([147];?)*(38;2;\d+;\d+;\d+)?$/,
    "off": /^([147];?)*$/,
  };
  for (const palette of PALETTES) {
    for (const tone of TONES) {
      const codes = codesOf(tone, palette);
      assertEquals([palette, tone, codes, allowed[palette].test(codes)], [palette, tone, codes, true]);
    }
  }
});

Deno.test("styledLine() ends every piece as it began", () => {
  const line = [{ text: "a", tone: "good" }, { text: "b", tone: "plain" }, {
    text: "",
    tone: "bad",
  }] as const;
  assertEquals(styledLine(line, "16"), "\x1b[92ma\x1b[0mb");
  assertEquals(styledLine(line, "off"), "ab");
});

Deno.test("styledLine() says once how neighbours look that look the same", () => {
  const green = [{ text: "a", tone: "good" }, { text: "b", tone: "micros" }] as const;
  assertEquals(styledLine(green, "16"), "\x1b[92mab\x1b[0m");
  assertEquals(
    styledLine([...green, { text: "c", tone: "gone" }], "16"),
    "\x1b[92mab\x1b[0m\x1b[90mc\x1b[0m",
  );
});

const plain = (text: string): ScreenLine => [{ text, tone: "plain" }];

/** A frame without colours. */
const drawn = (lines: readonly ScreenLine[], size: Size) => frameOf(lines, size, "off");

Deno.test("frameOf() gives every line of the screen, as it was", () => {
  const lines = [plain("one"), plain("  two"), [], plain("你好 ⚠ é")];
  assertEquals(drawn(lines, { columns: 20, rows: 5 }), ["one", "  two", "", "你好 ⚠ é", ""]);
});

Deno.test("frameOf() takes a line that fills the screen, and as many as go on it", () => {
  const size = { columns: 200, rows: 50 };
  const frame = drawn(Array.from({ length: 60 }, () => plain("好".repeat(100))), size);
  assertEquals([frame.length, ...new Set(frame.map((line) => stringWidth(line)))], [50, 200]);
});

Deno.test("frameOf() keeps blanks at the end where they are to be seen", () => {
  const [line = ""] = drawn([[{ text: "a  ", tone: "selected" }]], { columns: 10, rows: 1 });
  // deno-lint-ignore no-control-regex
  assertEquals([line.replaceAll(/\x1b\[[\d;]*m/g, ""), line.startsWith("\x1b[7m")], ["a  ", true]);
});

Deno.test("frameOf() colours by the palette, and a line does not colour the next one", () => {
  const lines: ScreenLine[] = [[{ text: "x", tone: "bad" }, { text: "y", tone: "plain" }], plain("z")];
  const [first = "", second] = frameOf(lines, { columns: 10, rows: 2 }, "all");
  assertEquals([first.includes("38;2;240;100;90"), first.endsWith("y"), second], [true, true, "z"]);
});
