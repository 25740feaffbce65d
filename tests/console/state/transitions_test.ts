import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  beginning,
  onDump,
  onLine,
  onLink,
  onNotice,
  wishOf,
} from "../../../lib/console/state/transitions.ts";
import { CONSOLE_DEFAULTS } from "../../../lib/console/settings/settings.ts";
import {
  busyServer,
  consoleWith,
  filling,
  hello,
  keyed,
  LOCAL,
  NOW,
  screenOf,
  START,
  task,
  textOf,
  update,
} from "../made_up_inside.ts";

const ADDRESS = { address: "127.0.0.1:8081" };

Deno.test("beginning() says that it connects, and has no rows", () => {
  const screen = screenOf(beginning(CONSOLE_DEFAULTS, { kind: "connecting", ...ADDRESS }));
  assertStringIncludes(screen, "connecting to 127.0.0.1:8081");
  assertStringIncludes(screen, "Nothing has come yet.");
});

Deno.test("onLine() keeps rows of earlier updates and puts new ones in their place", () => {
  let state = consoleWith({ tasks: [task(1, { name: "anna" }), task(2, { name: "bob" })] });
  state = onLine(state, update({ tasks: [task(2, { name: "cleo" })], gone: [1] }), LOCAL);
  const screen = screenOf(state);
  assertMatch(screen, /▶ +2 idle {3}cleo/);
  assertEquals(screen.includes("anna") || screen.includes("bob"), false);
});

Deno.test("onLine() tells how many tasks have come while the first slices come", () => {
  const totals = { tasks: 2, resources: 0 };
  const state = consoleWith({ tasks: [task(1)], totals });
  assertStringIncludes(screenOf(state), "1 of 2 tasks");
  const complete = onLine(state, update({ tasks: [task(2)], totals }), LOCAL);
  assertStringIncludes(screenOf(complete), "tasks 2: 0 run, 2 idle, 0 done");
});

Deno.test("onLine() begins anew with a hello of another run: numbers mean others there", () => {
  let state = keyed(
    consoleWith({ tasks: [task(1, { name: "anna", fields: { peer: "1.2.3.4:5" } })] }),
    "space enter K",
  );
  state = onLine(state, hello({ startedAt: START + 1 }), LOCAL);
  assertEquals([state.views, state.overlay, state.still], [[{ kind: "tasks" }], undefined, undefined]);
  assertEquals(state.tables.tasks.selected, undefined);
  assertEquals(screenOf(state).includes("anna"), false);
  state = onLine(state, update({ tasks: [task(1, { name: "zoe" })] }), LOCAL);
  assertStringIncludes(screenOf(state), "zoe");
});

Deno.test("onLine() stays where somebody looks when the same run says hello again", () => {
  let state = keyed(consoleWith({ tasks: [task(1), task(2, { name: "anna" })] }), "j enter");
  assertEquals(wishOf(state), { paused: false, details: 2 });
  state = onLine(state, hello({ console: 2 }), LOCAL);
  assertStringIncludes(screenOf(state), "has ended and is shown no more");
  state = onLine(state, update({ tasks: [task(2, { name: "anna" })] }), LOCAL);
  assertStringIncludes(screenOf(state), "Task 2: anna");
  assertEquals(wishOf(state), { paused: false, details: 2 });
});

Deno.test("onLine() guesses nothing of a server that speaks another protocol", () => {
  let state = onLine(consoleWith(), hello({ protocol: 2 }), LOCAL);
  state = onLine(state, update({ tasks: [task(1, { name: "anna" })] }), LOCAL);
  assertStringIncludes(screenOf(state), "speaks protocol 2, this console 1");
  assertEquals(screenOf(state).includes("anna"), false);
});

Deno.test("onLine() keeps what is done for retainMs, and then lets it go", () => {
  const done = task(1, { name: "anna", state: "done", endedAt: NOW });
  let state = consoleWith({ tasks: [done] }, { retainMs: 2000 });
  state = onLine(state, update({ now: NOW + 1999, gone: [1] }), LOCAL + 1999);
  assertMatch(screenOf(state, undefined, LOCAL + 1999), /done {3}anna +1m40s/); // its total stands still
  state = onLine(state, update({ now: NOW + 2000 }), LOCAL + 2000);
  assertEquals(screenOf(state).includes("anna"), false);
});

Deno.test("onLine() changes nothing that is shown while paused, and everything afterwards", () => {
  let state = keyed(consoleWith({ tasks: [task(1, { name: "anna" })] }), "space");
  const before = textOf(state);
  state = onLine(
    state,
    update({ now: NOW + 9000, tasks: [task(2, { name: "bob" })], gone: [1] }),
    LOCAL + 9000,
  );
  assertEquals(textOf(state, undefined, LOCAL + 9000), before);
  assertStringIncludes(before.join("\n"), "PAUSED");
  const after = screenOf(keyed(state, "space"), undefined, LOCAL + 9000);
  assertStringIncludes(after, "bob");
  assertEquals(after.includes("anna") || after.includes("PAUSED"), false);
});

Deno.test("onLink() says that the connection is lost, why, and when it is tried again; time stands still", () => {
  const lost = { kind: "lost", ...ADDRESS, reason: "Connection refused", retryAt: LOCAL + 3000 } as const;
  const state = onLink(consoleWith({ tasks: [task(1)] }), lost);
  const screen = screenOf(state, undefined, LOCAL + 200);
  assertStringIncludes(screen, "not connected: retrying in 3 s (Connection refused)");
  assertEquals(
    textOf(state, undefined, LOCAL + 2900).slice(3),
    textOf(state, undefined, LOCAL + 200).slice(3),
  );
  assertStringIncludes(screenOf(onLink(state, { kind: "live", ...ADDRESS })), "LIVE");
});

Deno.test("onLink() tells a recording from a server, and when it is over", () => {
  const file = "monday.jsonl";
  const state = onLink(consoleWith({ tasks: [task(1)] }), { kind: "playing", file, isOver: false });
  assertStringIncludes(screenOf(state), "playing monday.jsonl");
  assertStringIncludes(screenOf(state, undefined, LOCAL + 5000), "1m45s");
  const over = onLink(state, { kind: "playing", file, isOver: true });
  assertStringIncludes(screenOf(over, undefined, LOCAL + 5000), "end of recording monday.jsonl");
  assertStringIncludes(screenOf(over, undefined, LOCAL + 5000), "1m40s");
});

Deno.test("onNotice() shows a sentence until the next key", () => {
  const state = onNotice(consoleWith(), "Kicked anna.", false);
  assertEquals(textOf(state).at(-1), "Kicked anna.");
  assertStringIncludes(textOf(keyed(state, "j")).at(-1)!, "? help");
});

Deno.test("onNotice() wraps a long sentence into at most three lines", () => {
  const lines = textOf(onNotice(consoleWith(), "Cannot kick anna: ".repeat(20), true));
  assertEquals(lines.slice(-3).every((line) => line.includes("Cannot kick")), true);
  assertEquals(lines.at(-4)?.includes("Cannot kick"), false);
});

Deno.test("onDump() shows an outbox's sizes over the view, scrolls, and Esc closes it", () => {
  const pieces = Array.from({ length: 300 }, (_, index) => index + 1);
  const dump = { resource: 12, name: "anna", pieces, filling: filling({ lines: 300, bytes: 45_150 }) };
  const state = onDump(consoleWith(busyServer()), dump);
  const screen = screenOf(state);
  assertStringIncludes(screen, "Outbox of anna");
  assertStringIncludes(screen, "300 pieces, 45.1 kB");
  assertStringIncludes(screen, "the largest 300 B");
  assertEquals(screen.includes(" 300 300 B"), false);
  assertStringIncludes(screenOf(keyed(state, "pagedown pagedown pagedown pagedown pagedown")), " 300 300 B");
  assertStringIncludes(screenOf(keyed(state, "pagedown j k pageup pageup")), "Outbox of anna");
  assertEquals(screenOf(keyed(state, "escape")).includes("Outbox of anna"), false);
});

Deno.test("onDump() says so when nothing waits, and when only the first pieces were told", () => {
  const dump = { resource: 12, name: "anna", pieces: [], filling: filling() };
  assertStringIncludes(screenOf(onDump(consoleWith(), dump)), "Nothing waits.");
  const cut = { ...dump, pieces: [5], filling: filling({ bytes: 9 }) };
  assertStringIncludes(screenOf(onDump(consoleWith(), cut)), "only the first 1 are listed");
});
