import { assertEquals } from "@std/assert";
import { codesOf, styledLine } from "../../../lib/console/view/palette.ts";
import type { Tone } from "../../../lib/console/words/screen_types.ts";
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
