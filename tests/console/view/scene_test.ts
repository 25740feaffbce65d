import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "../../support/fast_check.ts";
import stringWidth from "string-width";
import { wordsOf } from "../../../lib/console/words/words.ts";
import { LEAST } from "../../../lib/console/view/layout.ts";
import { sceneOf } from "../../../lib/console/view/scene.ts";
import type { Size } from "../../../lib/terminal/screen.ts";
import { CONSOLE_DEFAULTS, type ConsoleSettings } from "../../../lib/console/settings/settings.ts";
import type { ConsoleState } from "../../../lib/console/state/console_state.ts";
import { beginning, onDump, onLine, onLink, onNotice } from "../../../lib/console/state/transitions.ts";
import {
  busyServer,
  consoleWith,
  figures,
  filling,
  keyed,
  LARGE,
  LOCAL,
  NOW,
  resource,
  screenOf,
  SMALL,
  task,
  textOf,
  update,
} from "../made_up_inside.ts";

const CHINESE = { language: "zh" } as const, ASCII = { isAscii: true };
const VIEWS = ["t", "r", "enter", "r enter", "?", "/ a", "K", "w"];

/** As many lines as the screen has, none too wide, nothing that disturbs a terminal. */
function assertFits(state: ConsoleState, size: Size): void {
  const lines = textOf(state, size);
  assertEquals(lines.length, size.rows);
  for (const line of lines) {
    assert(stringWidth(line) <= size.columns, `${stringWidth(line)} of ${size.columns}: ${line}`);
    assert(!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line), JSON.stringify(line));
    assert(!state.settings.isAscii || /^[\x20-\x7e]*$/.test(line), line);
  }
}

for (const [name, settings] of Object.entries({ English: {}, Chinese: CHINESE, ASCII })) {
  Deno.test(`sceneOf() fits every view in ${name} on small and large screens`, () => {
    for (const size of [SMALL, LARGE, { columns: 40, rows: 10 }, { columns: 81, rows: 25 }]) {
      for (const keys of VIEWS) assertFits(keyed(consoleWith(busyServer(), settings), keys, size), size);
    }
  });
}

Deno.test("sceneOf() shows at 80x24 how the server is and what each task does", () => {
  const lines = textOf(onLine(
    consoleWith(busyServer()),
    update({ now: NOW + 1000, figures: figures({ cpuMs: 1100, linesIn: 12, linesOut: 240 }), dropped: 3 }),
    LOCAL,
  ));
  assertEquals(lines[0], "chat-server LIVE 127.0.0.1:8081  0.3.0 up 1m41s  dropped 3  CPU 10 %  45.1 MB");
  assertEquals(lines[1], "tasks 6: 1 run, 4 idle, 1 done  resources 4  people 2  in 12/s out 240/s");
  assertMatch(lines.join("\n"), /▶⚠1 {7}2 idle {3}anna +1m41s {2}2.10s 12.0ms {2}1m39s {3}1200 reader/);
  assertMatch(lines.join("\n"), / 6 done {3}bob +1m39s/);
});

Deno.test("sceneOf() uses the room of 200x50: every column", () => {
  const screen = screenOf(consoleWith(busyServer()), LARGE);
  assertMatch(screen, /Warn▼ .*Polls Kind +Location +Fields/);
  assertMatch(screen, /reader +lib\/doors\/tcp_door.ts:57 +peer=127.0.0.1:4242 person=anna rooms=2/);
  assertMatch(screenOf(keyed(consoleWith(busyServer()), "r"), LARGE), /Outbox +Type +Location +Attributes/);
});

Deno.test("sceneOf() names the slow reader and shows how full its outbox is, first of all", () => {
  const state = keyed(consoleWith(busyServer()), "r l l l l l l");
  assertStringIncludes(screenOf(state), "by Outbox");
  assertMatch(screenOf(state), /▶⚠1 {6}12 {5}11 outbox {2}1m40s anna +81% {2}812 kB skip 120/);
  assertStringIncludes(
    screenOf(state),
    "anna reads too slowly: the outbox is over half full for 12 s (812 kB of 1 MB)",
  );
});

Deno.test("sceneOf() tells everything about a task, percentiles and histograms too", () => {
  const state = keyed(consoleWith(busyServer()), "enter", LARGE);
  const screen = screenOf(state, LARGE);
  for (
    const part of [
      ...["reader idle", "spawned at lib/doors/tcp_door.ts:57", "waits for: a line", "Busy 2.10s (2.1 %)"],
      ...["Self-wakes 40 (3.3 %)", "last woken 1.20s ago", "longest turn 213ms, 5.00s ago"],
      ...["retains 12.0 kB of 64.0 kB (19 %)", "Fields: peer=127.0.0.1:4242 person=anna rooms=2"],
      ...["had a turn of 213 ms", "Turns 221  from 1.41µs to 64.0µs", "p50 4.00µs", "p99 11.3µs"],
      ...["Lags 16", "████", "Of the same peer"],
    ]
  ) assertStringIncludes(screen, part);
  assertMatch(screen, /resource outbox +anna +81% +812 kB skip 120/);
  const turns = textOf(state, LARGE).findIndex((line) => line.startsWith("Turns"));
  assertMatch(textOf(state, LARGE)[turns]!, /^Turns .* Lags /); // side by side
  const narrow = { columns: 60, rows: 50 };
  assertMatch(screenOf(keyed(consoleWith(busyServer()), "enter", narrow), narrow), /^Turns[^L]*$/m);
});

Deno.test("sceneOf() tells everything about an outbox and who uses it", () => {
  const screen = screenOf(keyed(consoleWith(busyServer()), "r enter"));
  for (
    const part of [
      ...["BoundedChannel made at lib/delivery/fan_out.ts:116", "belongs to 11 socket anna", "█░", "81%"],
      ...["400 of 1000 lines", "812 kB of 1.00 MB", "most ever 900 kB", "being written 65.0 kB"],
      ...["skipped 120 lines", "over half full for 12.0s", "person=anna"],
    ]
  ) assertStringIncludes(screen, part);
  assertMatch(screen, /▶ {2}22 3 pump anna +takeAll +1m40s 3.00ms +1m40s +40 waiting/);
});

Deno.test("sceneOf() shows help with every warning and its threshold on one screen of 80x24", () => {
  const settings = { thresholds: { ...CONSOLE_DEFAULTS.thresholds, "never-yielded": 30 } };
  const { "loop-lag": _, ...others } = settings.thresholds;
  const screen = screenOf(keyed(consoleWith({}, { thresholds: others }), "?"));
  for (const name of Object.keys(CONSOLE_DEFAULTS.thresholds)) assertStringIncludes(screen, `\n${name} `);
  assertStringIncludes(screen, "a turn took more than 30 ms");
  assertMatch(screen, /loop-lag +off/);
  for (const keys of ["t, r", "gg, G", "Space", "q, Ctrl-C", "filter: word -word kind:pump"]) {
    assertStringIncludes(screen, keys);
  }
});

Deno.test("sceneOf() tells all keys on the least screen too, page by page", () => {
  let state = keyed(consoleWith(), "?", LEAST);
  const seen = new Set<string>();
  for (let page = 0; page < 10; page++) {
    for (const line of textOf(state, LEAST)) seen.add(line.trim());
    state = keyed(state, "pagedown", LEAST);
  }
  const all = [...seen].join(" ");
  for (const part of ["kind:pump", "everybody waited", ...Object.keys(CONSOLE_DEFAULTS.thresholds)]) {
    assertStringIncludes(all, part);
  }
  for (const [names] of wordsOf(CONSOLE_DEFAULTS).help.keys) assertStringIncludes(all, names);
});

Deno.test("sceneOf() says once what is wrong with the row in view, and still what is with others", () => {
  const screen = screenOf(keyed(consoleWith(busyServer()), "r / a n n enter enter"));
  assertEquals(screen.match(/slow-reader|reads too slowly/g)?.length, 1, screen);
  assertStringIncludes(screen, "never-yielded");
});

Deno.test("sceneOf() counts warnings by kind where there are more than fit", () => {
  const tasks = Array.from({ length: 9 }, (_, id) => task(id, { longestMs: 100 + id }));
  const troubles = ["store: the disk is full"];
  const lines = textOf(consoleWith({ tasks, figures: figures({ troubles }) }));
  assertStringIncludes(lines.join("\n"), "⚠ store: the disk is full");
  assertStringIncludes(lines.join("\n"), "⚠ never-yielded (9), the worst: the reader of guest8");
  const narrow = { columns: 40, rows: 10 };
  const many = busyServer();
  const few = screenOf(consoleWith({ ...many, figures: figures({ troubles }) }), narrow);
  assertStringIncludes(few, "⚠ and never-yielded (1), slow-reader (1…");
});

Deno.test("sceneOf() says when a live server is silent, and not while paused or before the first update after it", () => {
  const state = consoleWith({ tasks: [task(1)] });
  assertEquals(screenOf(state, SMALL, LOCAL + 2000).includes("silent"), false);
  assertStringIncludes(screenOf(state, SMALL, LOCAL + 3200), "server silent for 3.2 s");
  assertEquals(screenOf(keyed(state, "space"), SMALL, LOCAL + 9000).includes("silent"), false);
  assertEquals(screenOf(keyed(state, "space space"), SMALL, LOCAL + 9000).includes("silent"), false);
});

Deno.test("sceneOf() lets totals go on with the clock between updates", () => {
  const state = consoleWith({ tasks: [task(1)] });
  assertMatch(screenOf(state, SMALL, LOCAL + 1500), /guest1 +1m42s/);
  assertMatch(screenOf(keyed(state, "space"), SMALL, LOCAL + 1500), /guest1 +1m40s/);
});

Deno.test("sceneOf() tones rows by what they are, as far as settings want it", () => {
  const state = (settings: Partial<ConsoleSettings>) => consoleWith(busyServer(), settings);
  const tones = (settings: Partial<ConsoleSettings>, text: string) =>
    sceneOf(state(settings), SMALL, LOCAL).find((line) => line.some((span) => span.text.startsWith(text)))!
      .map(({ tone }) => tone);
  assert(tones({}, "anna").every((tone) => tone === "selected"));
  assert(tones({}, "bob").slice(1).every((tone) => tone === "gone"));
  assert(!tones({ hasTerminatedColors: false }, "bob").includes("gone"));
  assert(tones({}, "upkeep").includes("micros") && tones({}, "upkeep").includes("minutes"));
  assert(!tones({ hasDurationColors: false }, "upkeep").includes("micros"));
});

Deno.test("sceneOf() marks the selected row without any colour", () => {
  assertMatch(screenOf(consoleWith(busyServer(), ASCII)), /^>!1 +2 idle/m);
});

Deno.test("sceneOf() keeps wide names in their columns", () => {
  const lines = textOf(consoleWith({ tasks: [task(1, { name: "你好" }), task(2, { name: "anna" })] }));
  const end = (name: string) => {
    const line = lines.find((line) => line.includes(name))!;
    return stringWidth(line.slice(0, line.indexOf("1m40s")));
  };
  assertEquals(end("你好"), end("anna"));
});

Deno.test("sceneOf() speaks Chinese, and English where only ASCII can be drawn", () => {
  assertMatch(screenOf(consoleWith(busyServer(), CHINESE)), /警告▼ 编号 状态/);
  assertStringIncludes(
    screenOf(consoleWith(busyServer(), CHINESE)),
    "anna 读得太慢：发件箱超过一半已有 12 s",
  );
  assertStringIncludes(screenOf(keyed(consoleWith({ tasks: [task(1)] }, CHINESE), "enter")), "在等：一行");
  const unknown = consoleWith({ tasks: [task(1, { waitsFor: "constructor" })] }, CHINESE);
  assertStringIncludes(screenOf(keyed(unknown, "enter")), "在等：constructor");
  assertMatch(screenOf(consoleWith(busyServer(), { ...CHINESE, ...ASCII })), /Warnv {3}ID State/);
});

Deno.test("sceneOf() asks for more room where there is too little, in as many lines as there are", () => {
  for (
    const size of [{ columns: 39, rows: 24 }, { columns: 80, rows: 9 }, { columns: 3, rows: 1 }, {
      columns: 0,
      rows: 0,
    }]
  ) {
    const lines = textOf(consoleWith(busyServer()), size);
    assertEquals(lines.length, size.rows);
    assert(lines.every((line) => stringWidth(line) <= size.columns));
  }
  assertEquals(textOf(consoleWith(), { columns: 39, rows: 3 })[0], "More room, please: 40x10");
});

Deno.test("sceneOf() never gives a line without a span, nor a span without text", () => {
  for (const line of sceneOf(consoleWith(busyServer()), LARGE, LOCAL)) {
    assert(line.length > 0 && line.every(({ text }) => text.length > 0));
  }
});

Deno.test("sceneOf() fits whatever rows, keys, sizes and sentences there are", () => {
  const text = fc.string({ unit: "binary", maxLength: 30 });
  const number = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e15, noNaN: true }));
  const facts = fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(text, fc.nat()), { maxKeys: 4 });
  const rows = fc.record({
    ...{ name: text, location: text, waitsFor: text, type: text, facts, number, bytes: fc.nat() },
    state: fc.constantFrom("running", "scheduled", "idle", "done"),
  });
  const keys = fc.array(
    fc.constantFrom(..."t r enter escape j k h l i g G space / w K D ? y n a 你 pageup pagedown".split(" ")),
    { maxLength: 12 },
  );
  const sizes = fc.record({
    columns: fc.integer({ min: 0, max: 220 }),
    rows: fc.integer({ min: 0, max: 60 }),
  });
  const settings = fc.record({ isAscii: fc.boolean(), language: fc.constantFrom("en", "zh") });
  fc.assert(
    fc.property(
      fc.array(rows, { maxLength: 30 }),
      keys,
      sizes,
      settings,
      text,
      (rows, keys, size, settings, said) => {
        const at = NOW * 3;
        const tasks = rows.map(({ number, facts, state, ...row }, id) =>
          task(id, {
            ...row,
            state,
            fields: facts,
            busyMs: number,
            longestMs: number,
            longestAt: number,
            polls: row.bytes,
          })
        );
        const resources = rows.map(({ facts, bytes, name, type, number }, id) =>
          resource(id + 100, {
            ...{ name, type, attributes: facts, parent: id, filling: filling({ bytes, skipped: bytes }) },
            operations: [{
              id,
              task: id,
              source: name,
              bornAt: number,
              busyMs: 1,
              polls: 1,
              isWaiting: true,
              attributes: facts,
            }],
          })
        );
        const details = { task: 0, turns: rows.map(({ bytes }) => bytes), lags: [1] };
        const told1 = update({ tasks, resources, details, figures: figures({ troubles: [said] }) });
        let state = keyed(consoleWith(told1, settings), keys.join(" "), size);
        assertFits(state, size);
        state = onNotice(
          onLink(state, { kind: "lost", address: said, reason: said, retryAt: at }),
          said,
          true,
        );
        assertFits(state, size);
        assertFits(onDump(state, { resource: 1, name: said, pieces: [1, 2], filling: filling() }), size);
        assertFits(beginning(state.settings, { kind: "playing", file: said, isOver: true }), size);
      },
    ),
    { numRuns: 100 },
  );
});
