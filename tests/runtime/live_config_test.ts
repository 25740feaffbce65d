import { assertEquals } from "@std/assert";
import { DEFAULTS, SETTING_KEYS } from "../../lib/runtime/config.ts";
import { LIVE_KEYS, LiveConfig } from "../../lib/runtime/live_config.ts";
import { nameOf } from "../../lib/runtime/setting.ts";
import { text } from "../support/samples.ts";

Deno.test("LiveConfig.change() puts in force what may change, in the object everybody reads, and names the rest", () => {
  const live = new LiveConfig(DEFAULTS, []);
  const { inForce } = live;
  const next = { ...DEFAULTS, maxGuests: 5, logLevel: "debug", port: 1, data: "none" } as const;
  assertEquals(live.change(next, []), { changed: ["maxGuests", "logLevel"], waiting: ["port", "data"] });
  assertEquals([inForce.maxGuests, inForce.logLevel, inForce.port, inForce.data], [
    5,
    "debug",
    8080,
    "./data",
  ]);
  assertEquals(live.change(next, []), { changed: [], waiting: ["port", "data"] });
  assertEquals(live.change(DEFAULTS, []), { changed: ["maxGuests", "logLevel"], waiting: [] });
  assertEquals(inForce, { ...DEFAULTS, motdLines: [] });
});

Deno.test("LiveConfig.change() tells of a message of the day that changed in the same file", () => {
  const config = { ...DEFAULTS, motd: "motd.txt" };
  const live = new LiveConfig(config, [text("one")]);
  assertEquals(live.change(config, [text("one")]), { changed: [], waiting: [] });
  assertEquals(live.change(config, [text("two")]), { changed: ["motd"], waiting: [] });
  assertEquals(live.inForce.motdLines, [text("two")]);
});

Deno.test("LiveConfig leaves what the server was started with as it was", () => {
  const config = { ...DEFAULTS };
  new LiveConfig(config, []).change({ ...DEFAULTS, maxGuests: 5 }, []);
  assertEquals(config, DEFAULTS);
});

Deno.test("what is built once at the start is not said to change while the server runs", () => {
  const atStart = ["host", "port", "data", "memoryLines", "outboxLines", "outboxBytes", "flushMs"] as const;
  const admin = ["admin", "adminToken", "retainMs", "retainTasks", "logFormat"] as const;
  for (const key of [...atStart, ...admin]) assertEquals(LIVE_KEYS.includes(key), false, key);
  assertEquals(LIVE_KEYS.filter((key) => !SETTING_KEYS.includes(key)), []);
  assertEquals(new Set(LIVE_KEYS).size, LIVE_KEYS.length);
});

Deno.test("docs/operations.md names all settings that change while the server runs, and no others", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/operations.md", import.meta.url));
  const [, table = ""] = /\| in force at once .*\n\|[ -|]*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const named = [...table.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!);
  assertEquals(named.sort(), LIVE_KEYS.map(nameOf).sort());
});
