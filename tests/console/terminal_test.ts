import { assertEquals, assertStringIncludes } from "@std/assert";
import { Terminal, type TerminalPort } from "../../lib/console/terminal.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { FakeTerminal } from "./fake_terminal.ts";

function open(overrides: Partial<TerminalPort> = {}) {
  const port = new FakeTerminal();
  const clock = new FakeClock();
  const { read, write, setRaw, size } = port;
  return { port, clock, terminal: new Terminal({ read, write, setRaw, size, ...overrides }, clock) };
}

Deno.test("Terminal takes the other screen and gives everything back in reverse", async () => {
  const { port, terminal } = open();
  await settled();
  assertEquals([port.isRaw, port.written], [true, "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H"]);
  await terminal[Symbol.asyncDispose]();
  await terminal[Symbol.asyncDispose](); // may be repeated
  assertEquals(port.isRaw, false);
  assertEquals(port.written.split("\x1b[0m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l").length, 2);
});

Deno.test("Terminal.show() writes what has changed, and everything after forget()", async () => {
  const { port, terminal } = open();
  terminal.show(["one", "two"]);
  await settled();
  port.written = "";
  terminal.show(["one", "2"]);
  await settled();
  assertEquals(port.written.includes("one"), false);
  assertStringIncludes(port.written, "\x1b[2;1H\x1b[K2");
  port.written = "";
  terminal.show(["one", "2"]);
  await settled();
  assertEquals(port.written, "");
  terminal.forget();
  terminal.show(["one", "2"]);
  await settled();
  assertStringIncludes(port.written, "one");
  await terminal[Symbol.asyncDispose]();
});

Deno.test("Terminal skips frames while one is being written, and then shows the last", async () => {
  const { port, terminal } = open();
  await settled();
  const writing = port.hold();
  terminal.show(["a"]);
  terminal.show(["b"]);
  terminal.show(["c"]);
  writing.resolve();
  await settled();
  assertEquals([port.written.includes("b"), port.written.includes("c")], [false, true]);
  await terminal[Symbol.asyncDispose]();
});

Deno.test("Terminal gives the terminal back though a write never ends", async () => {
  const { port, clock, terminal } = open();
  await settled();
  port.hold();
  terminal.show(["a"]);
  const closing = terminal[Symbol.asyncDispose]();
  await clock.advance(5000);
  await closing;
  assertEquals([port.isRaw, clock.timers], [false, 0]);
});

Deno.test("Terminal takes a terminal that has gone for an ending", async () => {
  const { port, terminal } = open({ write: () => Promise.reject(new Error("Input/output error")) });
  await terminal.gone;
  terminal.show(["a"]);
  await terminal[Symbol.asyncDispose]();
  assertEquals(port.isRaw, false);
});

Deno.test("Terminal.listen() tells of keys until the end of input, Escape after a moment", async () => {
  const { port, clock, terminal } = open();
  const keys: string[] = [];
  const listening = terminal.listen((pressed) => keys.push(...pressed.map(({ name }) => name)));
  port.type("jk\x1b");
  await settled();
  assertEquals(keys, ["j", "k"]);
  await clock.advance(100);
  assertEquals(keys, ["j", "k", "escape"]);
  port.type("\x1b[");
  await settled();
  port.type("B");
  await settled();
  assertEquals(keys.slice(3), ["down"]);
  port.hangUp();
  await listening;
  assertEquals([keys.length, clock.timers], [4, 0]);
  await terminal[Symbol.asyncDispose]();
});

Deno.test("Terminal.size is the usual one where nobody knows", async () => {
  const sizes = [() => ({ columns: 0, rows: 0 }), () => {
    throw new Error("no terminal");
  }];
  for (const size of sizes) {
    const { terminal } = open({ size });
    assertEquals(terminal.size, { columns: 80, rows: 24 });
    await terminal[Symbol.asyncDispose]();
  }
});

Deno.test("Terminal.resume() takes the terminal anew, with a whole frame", async () => {
  const { port, terminal } = open();
  terminal.show(["a"]);
  await settled();
  port.isRaw = false; // the shell had it
  port.written = "";
  terminal.resume();
  terminal.show(["a"]);
  await settled();
  assertEquals(port.isRaw, true);
  assertStringIncludes(port.written, "\x1b[?1049h");
  assertStringIncludes(port.written, "\x1b[1;1H\x1b[Ka");
  await terminal[Symbol.asyncDispose]();
});

Deno.test("Terminal.resume() in the middle of a write takes the terminal anew behind it", async () => {
  const { port, terminal } = open();
  await settled();
  const writing = port.hold();
  terminal.show(["a"]);
  terminal.resume();
  port.written = "";
  writing.resolve();
  await settled();
  assertEquals(port.written.split("\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H").length, 2);
  assertStringIncludes(port.written, "\x1b[1;1H\x1b[Ka");
  await terminal[Symbol.asyncDispose]();
});
