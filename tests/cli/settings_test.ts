import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { settingsFrom, settingsTable } from "../../lib/cli/settings.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { readConfigFile } from "../../lib/cli/config_file.ts";
import { DEFAULTS, environmentNameOf, flagOf, SETTING_KEYS, SETTINGS } from "../../lib/runtime/config.ts";

const nothing = () => undefined;

Deno.test("settingsFrom() gives the defaults where nothing is said", () => {
  const { config, sources } = settingsFrom({ flags: {}, environment: nothing });
  assertEquals(config, DEFAULTS);
  assertEquals(new Set(Object.values(sources)), new Set(["default"]));
});

Deno.test("settingsFrom() lets flags win over the environment and the environment over the file", () => {
  const environment = (name: string) => ({ CHAT_PORT: "2", CHAT_LANG: "zh" } as Record<string, string>)[name];
  const file = { path: "chat.toml", values: { port: 3, lang: "en", "max-guests": 500, "log-chat": true } };
  const { config, sources } = settingsFrom({ flags: { port: "1" }, environment, file });
  assertEquals([config.port, config.language, config.maxGuests, config.logChat], [1, "zh", 500, true]);
  assertEquals(sources.port, "flag --port");
  assertEquals(sources.language, "environment CHAT_LANG");
  assertEquals(sources.maxGuests, "file chat.toml");
});

Deno.test("settingsFrom() refuses a wrong value with its setting, value, range and source", () => {
  const refused = (flags: Record<string, string>) =>
    assertThrows(() => settingsFrom({ flags, environment: nothing }), StartRefused).message;
  assertEquals(
    refused({ port: "70000" }),
    'Cannot use "70000" for port: it takes 0 to 65535 (port; from flag --port)',
  );
  for (const port of ["-1", "1.5", "", "0x50", "8080 ", "１"]) assertMatch(refused({ port }), /0 to 65535/);
  assertMatch(refused({ color: "sometimes" }), /auto, always, never/);
  assertMatch(refused({ "trusted-networks": "everybody" }), /address/);
  assertThrows(
    () => settingsFrom({ flags: {}, environment: nothing, file: { path: "x.toml", values: { prot: 1 } } }),
    StartRefused,
    'Cannot use the setting "prot": there is no such setting (from x.toml); did you mean port?',
  );
});

Deno.test("settingsFrom() names the nearest key of a file, and says that there are no tables", () => {
  const refused = (values: Record<string, unknown>) => {
    const file = { path: "x.toml", values };
    return assertThrows(() => settingsFrom({ flags: {}, environment: nothing, file }), StartRefused).message;
  };
  for (const key of ["max_guests", "maxGuests", "max-guest", "MAX-GUESTS"]) {
    assertMatch(
      refused({ [key]: 1 }),
      /there is no such setting \(from x\.toml\); did you mean max-guests\?$/,
    );
  }
  assertMatch(refused({ language: "en" }), /did you mean lang\?$/);
  assertMatch(refused({ animal: "en" }), /; chat-server config lists all of them$/);
  assertEquals(
    refused({ server: { port: 1 } }),
    'Cannot use the table "server": settings stand outside of tables, such as port = 8080 (from x.toml)',
  );
  assertMatch(refused({ port: "" }), /^Cannot use "" for port: it takes 0 to 65535/); // a blank in a file is no accident
});

Deno.test("every setting has a flag, an environment name, a finite range and a default inside it", () => {
  for (const key of SETTING_KEYS) {
    assertMatch(flagOf(key), /^--[a-z-]+$/);
    assertMatch(environmentNameOf(key), /^CHAT_[A-Z_]+$/);
    const setting = SETTINGS[key];
    assertEquals(setting.read(String(setting.default)), setting.default, key);
  }
  assertEquals(flagOf("maxLineBytes"), "--max-line-bytes");
  assertEquals(environmentNameOf("language"), "CHAT_LANG");
});

Deno.test("settingsTable() shows every setting with where it comes from", () => {
  const lines = settingsTable(settingsFrom({ flags: { port: "1" }, environment: nothing })).split("\n");
  assertEquals(lines.length, SETTING_KEYS.length + 1);
  assertMatch(lines[2]!, /^port +1 +port +0 to 65535 +8080 +flag --port$/);
});

Deno.test("settingsFrom() takes no table for a value, and quotes what it refuses on one harmless line", () => {
  const refused = (values: Record<string, unknown>) => {
    const file = { path: "x.toml", values };
    return assertThrows(() => settingsFrom({ flags: {}, environment: nothing, file }), StartRefused).message;
  };
  const table = "Cannot use a list or a table for data: write one value (from x.toml)";
  assertEquals([refused({ data: { toString: 1 } }), refused({ data: [[{}]] })], [table, table]);
  assertMatch(
    refused({ port: "\x1b[2J\n\u202e" }),
    /^Cannot use "\\u001b\[2J\\n" for port: it takes 0 to 65535/,
  );
  assertMatch(refused({ data: "a\nb" }), /for data: it takes a folder, or none/);
  assertMatch(refused({ ["a\nb"]: 1 }), /^Cannot use the setting "a\\nb": there is no such setting/);
  assertEquals(refused({ port: "9".repeat(9999) }).length < 150, true);
});

Deno.test("settingsFrom() takes a number in a file for the offset of a time zone, east and west alike", async () => {
  const zoneOf = async (toml: string) => {
    const { parse } = await import("smol-toml");
    const file = { path: "x.toml", values: parse(`time-zone = ${toml}`) };
    return settingsFrom({ flags: {}, environment: nothing, file }).config.timeZone;
  };
  const zones: Record<string, string> = {
    ...{
      "+8": "+08:00",
      "8": "+08:00",
      "-3": "-03:00",
      "0": "+00:00",
      '"+05:45"': "+05:45",
      '"-3"': "-03:00",
    },
    ...{ "+1130": "+11:30", "-330": "-03:30", '"Europe/Kyiv"': "Europe/Kyiv", '"system"': "system" },
  };
  for (const [toml, zone] of Object.entries(zones)) assertEquals(await zoneOf(toml), zone, toml);
  for (const toml of ["15", "-99", "5.5", "nan", "inf", '"8"']) {
    await assertRejects(() => zoneOf(toml), StartRefused, "for time-zone: it takes an IANA name");
  }
});

Deno.test("settingsFrom() says which zones a short name may mean", () => {
  const refused = (timeZone: string) =>
    assertThrows(() => settingsFrom({ flags: { "time-zone": timeZone }, environment: nothing }), StartRefused)
      .message;
  assertEquals(
    refused("BST"),
    'Cannot use "BST" for time-zone: it takes an IANA name, an offset such as +8, or system ' +
      "(time zone; from flag --time-zone); a short name may mean several places, use Europe/London or Asia/Dhaka",
  );
  assertEquals(refused("Mars/Phobos").endsWith("(time zone; from flag --time-zone)"), true);
});

Deno.test("settingsTable() shows an empty list as such, and every setting on a line of its own", () => {
  const flags = { "trusted-networks": "" };
  assertMatch(settingsTable(settingsFrom({ flags, environment: nothing })), /^trusted-networks +"" /m);
  const file = { path: "x.toml", values: { "trusted-networks": "loopback,\n10.0.0.0/8", "log-chat": false } };
  const table = settingsTable(settingsFrom({ flags: {}, environment: nothing, file }));
  assertEquals(table.split("\n").length, SETTING_KEYS.length + 1);
});

Deno.test("settingsFrom() shows a date as it was written, and knows keys written as flags and variables", async () => {
  const refused = async (text: string) => {
    const path = await Deno.makeTempFile({ suffix: ".toml" });
    try {
      await Deno.writeTextFile(path, text);
      const file = { path: "x.toml", values: await readConfigFile(path) };
      return assertThrows(() => settingsFrom({ flags: {}, environment: nothing, file }), StartRefused)
        .message;
    } finally {
      await Deno.remove(path);
    }
  };
  assertMatch(await refused("keep-days = 1979-05-27"), /^Cannot use "1979-05-27" for keep-days/);
  assertMatch(await refused("CHAT_MAX_GUESTS = 5"), /did you mean max-guests\?$/);
  assertMatch(await refused("help = true"), /chat-server config lists all of them$/);
});

Deno.test("settingsFrom() takes names and addresses as host, and says where the port goes", () => {
  const host = (host: string) => settingsFrom({ flags: { host }, environment: nothing }).config.host;
  for (
    const one of [
      "::",
      "::1",
      "fe80::1%eth0",
      "::ffff:10.0.0.1",
      "2001:db8::a.b",
      "chat_1.example",
      "10.0.0.1",
    ]
  ) {
    assertEquals(host(one), one);
  }
  const told = (wrong: string) => assertThrows(() => host(wrong), StartRefused).message;
  assertMatch(told("localhost:8080"), /; the port is a separate setting$/);
  assertMatch(told("[::1]:8080"), /; the port is a separate setting$/);
  assertMatch(told("[::1]"), /; leave out the brackets$/);
  assertMatch(told("http://chat.example"), /from flag --host\)$/);
});
