import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "smol-toml";
import { configText, fileValues } from "../../../lib/console/settings/config_file.ts";
import { consoleOptions } from "../../../lib/console/settings/options.ts";
import { CONSOLE_DEFAULTS, WARNING_NAMES } from "../../../lib/console/settings/settings.ts";
import {
  type EnvironmentDefaults,
  environmentDefaults,
} from "../../../lib/console/settings/environment_defaults.ts";
import type { Flags } from "../../../lib/runtime/setting.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import { durationOf } from "../../../lib/console/settings/values.ts";

const GOOD: EnvironmentDefaults = { language: "en", isAscii: false, palette: "all" };

const settingsOf = (flags: Flags, environment = GOOD, toml = "") =>
  consoleOptions({ flags }, environment, fileValues(parse(toml), "c.toml")).settings;

const thresholdsOf = (flags: Flags, toml = "") => settingsOf(flags, GOOD, toml).thresholds;

const refusal = (work: () => unknown) => assertThrows(work, StartRefused).message;

Deno.test("consoleOptions() takes the defaults and the environment where nobody says anything", () => {
  assertEquals(consoleOptions({ flags: {} }, GOOD), {
    settings: CONSOLE_DEFAULTS,
    address: undefined,
    log: undefined,
  });
  const poor: EnvironmentDefaults = { language: "zh", isAscii: true, palette: "8" };
  assertEquals(consoleOptions({ flags: {} }, poor).settings, { ...CONSOLE_DEFAULTS, ...poor });
});

Deno.test("configText() can be read, and says what holds anyhow", () => {
  const poor: EnvironmentDefaults = { language: "zh", isAscii: true, palette: "8" };
  for (const environment of [GOOD, poor]) {
    const file = fileValues(parse(configText()), "c.toml");
    assertEquals(
      consoleOptions({ flags: {} }, environment, file),
      consoleOptions({ flags: {} }, environment),
    );
  }
});

Deno.test("consoleOptions() lets flags win over the file, and the file over the environment", () => {
  const toml = `lang = "zh"\nascii-only = true\npalette = "16"\nretain-for = "1m"\nduration-colors = false\n`;
  const poor: EnvironmentDefaults = { language: "en", isAscii: false, palette: "off" };
  assertEquals(settingsOf({}, poor, toml), {
    ...CONSOLE_DEFAULTS,
    ...{ language: "zh", isAscii: true, palette: "16", retainMs: 60_000, hasDurationColors: false },
  });
  const flags = { lang: "en", palette: "256", "retain-for": "500ms", "no-terminated-colors": "true" };
  assertEquals(settingsOf(flags, poor, toml), {
    ...CONSOLE_DEFAULTS,
    ...{ language: "en", isAscii: true, palette: "256", retainMs: 500, hasDurationColors: false },
    hasTerminatedColors: false,
  });
  assertEquals(settingsOf({ "no-colors": "true" }, GOOD, toml).palette, "off");
  assertEquals(settingsOf({ palette: "all" }, poor).palette, "all");
  const named = consoleOptions({ flags: { log: "l" }, address: ":1" }, GOOD, {
    address: ":2",
    log: "m",
    thresholds: {},
  });
  assertEquals([named.address, named.log], [":1", "l"]);
});

Deno.test("consoleOptions() turns warnings on and off, and sets thresholds", () => {
  const all = CONSOLE_DEFAULTS.thresholds;
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
  assertEquals(thresholdsOf({ warn: "never-yielded=20,large" }), { ...all, "never-yielded": 20 });
  assertEquals(thresholdsOf({ allow: "large, loop-lag" }), without("large", "loop-lag"));
  assertEquals(thresholdsOf({ allow: "all" }), {});
  assertEquals(thresholdsOf({ allow: "all", warn: "slow-reader=0.5" }), { "slow-reader": 0.5 });
  const toml = "[warnings]\nlarge = 80\nself-wakes = false\nloop-lag = true\n";
  assertEquals(thresholdsOf({}, toml), { ...without("self-wakes"), large: 80 });
  assertEquals(thresholdsOf({ warn: "self-wakes,large" }, toml), { ...all, large: 80 });
});

Deno.test("what is wrong is refused with the value and where it came from", () => {
  assertEquals(
    refusal(() => settingsOf({ lang: "de" })),
    'Cannot use "de" for lang: it takes en, zh, or auto for what the environment says (from flag --lang)',
  );
  assertEquals(
    refusal(() => settingsOf({}, GOOD, "colour = 1")),
    'Cannot use the setting "colour": there is no such setting (from file c.toml)',
  );
  assertEquals(
    refusal(() => settingsOf({ warn: "never-yielded=fast" })),
    'Cannot use "fast" for never-yielded: it takes a number of milliseconds (from flag --warn)',
  );
  assertEquals(
    refusal(() => settingsOf({ allow: "sleepy" })),
    `Cannot use the warning "sleepy": there are ${WARNING_NAMES.join(", ")} (from flag --allow)`,
  );
  const wrongFlags: Flags[] = [
    { palette: "7" },
    { "retain-for": "6" },
    { "retain-for": "8d" },
    { warn: "large=-1" },
    { warn: "all" },
    { "no-colors": "true", palette: "8" },
    { log: "a\nb" },
  ];
  for (const flags of wrongFlags) refusal(() => settingsOf(flags));
  refusal(() => consoleOptions({ flags: {}, address: "8081" }, GOOD));
  for (
    const toml of [
      "lang = 1",
      "warnings = 1",
      "[warnings]\nlarge = 'x'",
      "ascii-only = 'yes'",
      "palette = 7",
      "palette = { a = 8 }",
    ]
  ) {
    refusal(() => settingsOf({}, GOOD, toml));
  }
});

Deno.test("a palette may be a number in the file", () => {
  assertEquals(settingsOf({}, GOOD, "palette = 8").palette, "8");
});

Deno.test("durationOf() reads durations up to a week", () => {
  const read = ["500ms", "6s", "1.5m", "2h", "168h", "169h", "6", "s", "-1s", "1d", ""].map(durationOf);
  const none = undefined;
  assertEquals(read, [500, 6000, 90_000, 7_200_000, 604_800_000, none, none, none, none, none, none]);
});

Deno.test("environmentDefaults() reads language and letters as POSIX has them", () => {
  const languageAndLetters = (environment: Record<string, string>) => {
    const { language, isAscii } = environmentDefaults((name) => environment[name]);
    return `${language}${isAscii ? " ascii" : ""}`;
  };
  assertEquals(languageAndLetters({}), "en");
  assertEquals(languageAndLetters({ LANG: "zh_CN.UTF-8" }), "zh");
  assertEquals(languageAndLetters({ LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_GB.utf8" }), "en");
  assertEquals(languageAndLetters({ LANG: "zh_CN.UTF-8", LC_ALL: "C" }), "en ascii");
  assertEquals(languageAndLetters({ LANG: "C.UTF-8", LC_ALL: "" }), "en");
  assertEquals(languageAndLetters({ LANG: "zh_CN.GBK" }), "zh ascii");
  assertEquals(languageAndLetters({ LANG: "POSIX", LC_CTYPE: "en_US.UTF-8" }), "en");
});

Deno.test("environmentDefaults() finds out how many colours there are", () => {
  const palette = (environment: Record<string, string>) =>
    environmentDefaults((name) => environment[name]).palette;
  assertEquals(palette({ TERM: "xterm", COLORTERM: "truecolor" }), "all");
  assertEquals(palette({ TERM: "screen-256color" }), "256");
  assertEquals([palette({ TERM: "xterm" }), palette({ TERM: "linux" })], ["16", "8"]);
  assertEquals(palette({ TERM: "xterm-256color", NO_COLOR: "1" }), "off");
  assertEquals(palette({ TERM: "xterm-256color", NO_COLOR: "" }), "256");
  assertEquals([palette({}), palette({ TERM: "dumb" }), palette({ TERM: "vt100" })], ["off", "off", "off"]);
});
