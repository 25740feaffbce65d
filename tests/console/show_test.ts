import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { Recorder } from "../../lib/console/source/recording.ts";
import { CONSOLE_DEFAULTS } from "../../lib/console/settings/settings.ts";
import { Show, type ShowParts } from "../../lib/console/show.ts";
import type { Answer, Link, Listener, Source, SourceAsk } from "../../lib/console/source/source.ts";
import { Terminal } from "../../lib/console/terminal.ts";
import type { TaskRow } from "../../lib/observe/rows.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { hello, update } from "./fake_admin.ts";
import { FakeTerminal } from "./fake_terminal.ts";

/** A source that a test speaks through. */
class FakeSource implements Source {
  readonly link: Link = { kind: "connecting", address: "here:1" };
  readonly asked: SourceAsk[] = [];
  answer: Answer = { kind: "nothing" };
  listener!: Listener;

  follow(listener: Listener, signal: AbortSignal): Promise<void> {
    this.listener = listener;
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  }

  ask(ask: SourceAsk): Promise<Answer> {
    this.asked.push(ask);
    return Promise.resolve(this.answer);
  }
}

/** A show on a fake terminal, drawn as plain text. */
class Stage implements AsyncDisposable {
  readonly port = new FakeTerminal();
  readonly clock = new FakeClock();
  readonly source = new FakeSource();
  readonly events: string[] = [];
  readonly show: Show;
  readonly done: Promise<void>;
  readonly stop = new AbortController();
  pictures = 0;
  lines: readonly string[] = [];
  bug: Error | undefined;

  constructor(recording?: { readonly recorder: Recorder; readonly path: string }) {
    const draw: ShowParts["draw"] = (lines) => {
      if (this.bug !== undefined) throw this.bug;
      this.pictures++;
      return this.lines = lines.map((line) => line.map(({ text }) => text).join(""));
    };
    const { source, clock } = this;
    this.show = new Show({
      ...{ settings: CONSOLE_DEFAULTS, source, draw, clock, recording },
      terminal: new Terminal(this.port, clock),
      journal: (event) => void this.events.push(event),
    });
    this.done = this.show.run(this.stop.signal);
    this.done.catch(() => {});
  }

  get screen(): string {
    return this.lines.join("\n");
  }

  async type(keys: string): Promise<void> {
    this.port.type(keys);
    await settled();
  }

  /** Ends it by the signal, if it has not ended yet: nothing is left, and the terminal is as it was. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.done.catch(() => {});
    assertEquals([this.clock.timers, this.port.isRaw], [0, false]);
    assertEquals(this.port.written.endsWith("\x1b[?1049l"), true);
  }
}

Deno.test("Show paints what the source tells", async () => {
  await using stage = new Stage();
  assertStringIncludes(stage.screen, "here:1");
  stage.source.listener.onLink({ kind: "live", address: "there:2" });
  stage.source.listener.onLine(hello());
  await stage.clock.advance(100);
  assertStringIncludes(stage.screen, "there:2");
  assertStringIncludes(stage.port.written, "there:2");
  assertEquals(stage.events, ["Connected to there:2.", "The server is of version 1.2.3."]);
});

Deno.test("Show paints at most ten times a second, twice for the clock alone, and nothing that is the same", async () => {
  await using stage = new Stage();
  await settled();
  stage.pictures = 0;
  for (let i = 0; i < 100; i++) {
    stage.source.listener.onLink({ kind: "connecting", address: `here:${i}` });
    await stage.clock.advance(10);
  }
  assertEquals(stage.pictures, 10);
  await stage.clock.advance(1000);
  stage.pictures = 0;
  stage.port.written = "";
  await stage.clock.advance(10_000);
  assertEquals([stage.pictures, stage.port.written], [20, ""]);
});

Deno.test("Show paints at once for a key, and for another size", async () => {
  await using stage = new Stage();
  await settled();
  await stage.type("?");
  assertMatch(stage.screen, /quit/);
  stage.port.dimensions = { columns: 100, rows: 30 };
  stage.port.written = "";
  stage.show.repaint();
  await settled();
  assertEquals(stage.lines.length, 30);
  assertStringIncludes(stage.port.written, "\x1b[2J");
});

Deno.test("Show ends with q, Ctrl-C, the end of input and the signal, and gives the terminal back", async () => {
  const endings: ((stage: Stage) => void)[] = [
    ({ port }) => port.type("q"),
    ({ port }) => port.type("\x03"),
    ({ port }) => port.hangUp(),
    ({ stop }) => stop.abort(),
  ];
  for (const end of endings) {
    const stage = new Stage();
    await settled();
    end(stage);
    await stage.done;
    await stage[Symbol.asyncDispose]();
  }
});

Deno.test("Show ends with the error of a bug, wherever it is, after it has given the terminal back", async () => {
  const bugs: ((stage: Stage) => void)[] = [
    ({ port }) => port.type("j"),
    ({ clock }) => void clock.advance(1000),
    ({ show }) => show.repaint(),
    ({ show, bug }) => show.fail(bug),
  ];
  for (const meet of bugs) {
    await using stage = new Stage();
    await settled();
    stage.bug = new RangeError("a bug");
    meet(stage);
    await assertRejects(() => stage.done, RangeError, "a bug");
  }
});

Deno.test("Show tells the source of pauses, and tells it again on every new connection", async () => {
  await using stage = new Stage();
  const { source } = stage;
  source.listener.onLink({ kind: "live", address: "here:1" });
  source.listener.onLine(hello());
  source.listener.onLine(update());
  assertEquals(source.asked, []); // nothing is wanted yet
  await stage.type(" ");
  assertEquals(source.asked.map((ask) => ask.kind === "wish" && ask.wish.paused), [true]);
  source.listener.onLine(hello());
  assertEquals(source.asked.map((ask) => ask.kind === "wish" && ask.wish.paused), [true, true]);
});

Deno.test("Show shows and logs what came of a kick", async () => {
  await using stage = new Stage();
  const { source } = stage;
  const task: TaskRow = {
    id: 5,
    kind: "reader",
    name: "anna",
    location: "x.ts:1",
    fields: { peer: "1.2.3.4:5" },
    state: "idle",
    bornAt: 0,
    busyMs: 1,
    schedMs: 1,
    polls: 1,
    wakes: 1,
    selfWakes: 0,
    longestMs: 1,
    waitsFor: "lines",
  };
  source.listener.onLink({ kind: "live", address: "here:1" });
  source.listener.onLine(hello());
  source.listener.onLine(update({ tasks: [task], totals: { tasks: 1, resources: 0 } }));
  source.answer = { kind: "told", sentence: "Kicked anna.", isBad: false };
  await stage.type("K");
  assertEquals(source.asked, []);
  await stage.type("y");
  await stage.clock.advance(100);
  assertEquals(source.asked, [{ kind: "kick", id: 5 }]);
  assertStringIncludes(stage.screen, "Kicked anna.");
  assertEquals(stage.events.slice(-2), ['Asked: {"kind":"kick","id":5}', "Kicked anna."]);
});

Deno.test("Show records what it hears, and goes on where the file takes no more", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/r.jsonl`;
  const recorder = new Recorder(path, "1", new FakeClock());
  await using stage = new Stage({ recorder, path });
  stage.source.listener.onLine(hello());
  recorder[Symbol.dispose]();
  stage.source.listener.onLine(update());
  stage.source.listener.onLine(update());
  await stage.clock.advance(100);
  assertMatch(stage.screen, /is not written to any more/);
  assertEquals(stage.events.filter((event) => event.includes("not written")).length, 1);
  assertEquals((await Deno.readTextFile(path)).split("\n").length, 3); // the header, a line, and nothing
  await Deno.remove(folder, { recursive: true });
});
