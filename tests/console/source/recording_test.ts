import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ConnectionProblem } from "../../../lib/console/words/problem.ts";
import { Player, Recorder } from "../../../lib/console/source/recording.ts";
import type { InsideLine } from "../../../lib/observe/console_protocol.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { hello, update } from "../fake_admin.ts";

async function* bytesOf(...lines: readonly (object | string)[]) {
  const text = lines.map((line) => typeof line === "string" ? line : JSON.stringify(line) + "\n").join("");
  yield await Promise.resolve(new TextEncoder().encode(text));
}

const header = { kind: "recording", protocol: 1, version: "1.2.3", at: "2026-01-01T12:00:00.000Z" };
const never = new AbortController().signal;
const later = (at: number) => ({ at, line: update({ now: at }) });

/** A player, and when what was heard of it. */
async function playing(speed: number, ...lines: readonly (object | string)[]) {
  const clock = new FakeClock();
  const player = await Player.open(bytesOf(header, ...lines), speed, clock);
  const heard: (readonly [at: number, kind: string])[] = [];
  const play = (signal = never) =>
    player.play((line: InsideLine) => heard.push([clock.now(), line.kind]), signal);
  return { clock, player, heard, play };
}

Deno.test("Recorder writes a header and every line with its time; Player gives them back", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/recording.jsonl`;
  const clock = new FakeClock();
  const lines = [hello(), update({ now: 5 })];
  {
    using recorder = new Recorder(path, "1.2.3", clock);
    recorder.record(lines[0]!);
    await clock.advance(1500);
    recorder.record(lines[1]!);
  }
  const text = await Deno.readTextFile(path);
  assertEquals(text.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    header,
    { at: 0, line: lines[0] },
    { at: 1500, line: lines[1] },
  ]);
  assertThrows(() => new Recorder(path, "1.2.3", clock), Deno.errors.AlreadyExists);
  const player = await Player.open((await Deno.open(path)).readable, 1000, clock);
  const played: InsideLine[] = [];
  const playing = player.play((line) => played.push(line), never);
  while (clock.timers === 0) await settled();
  await clock.advance(2);
  await playing;
  assertEquals(played, lines);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Recorder throws what the system says where nothing can be written", async () => {
  const folder = await Deno.makeTempDir();
  const recorder = new Recorder(`${folder}/r`, "1.2.3", new FakeClock());
  recorder[Symbol.dispose]();
  assertThrows(() => recorder.record(hello()), Deno.errors.BadResource);
  assertThrows(() => new Recorder(`${folder}/no/r`, "1.2.3", new FakeClock()), Deno.errors.NotFound);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Player keeps the pace of life, or another", async () => {
  for (const [speed, times] of [[1, [0, 1000, 3000]], [2, [0, 500, 1500]], [0.5, [0, 2000, 6000]]] as const) {
    const { clock, heard, play } = await playing(speed, later(0), later(1000), later(3000));
    const played = play();
    await clock.advance(10_000);
    await played;
    assertEquals(heard.map(([at]) => at), [...times]);
    assertEquals(clock.timers, 0);
  }
});

Deno.test("Player stands still while it is paused, and loses no time by it", async () => {
  const { clock, player, heard, play } = await playing(2, later(0), later(1000));
  const played = play();
  await clock.advance(200);
  player.isPaused = true;
  await clock.advance(1_000_000);
  assertEquals(heard.length, 1);
  player.isPaused = false;
  await clock.advance(299);
  assertEquals(heard.length, 1);
  await clock.advance(1);
  assertEquals(heard.length, 2);
  await played;
});

Deno.test("Player ends when it is told to, whatever is still to come", async () => {
  const { clock, heard, play } = await playing(1, later(0), later(1e9));
  const stop = new AbortController();
  const played = play(stop.signal);
  await clock.advance(100);
  stop.abort();
  await played;
  assertEquals([heard.length, clock.timers], [1, 0]);
});

Deno.test("Player refuses what is no recording, or one of another version", async () => {
  const kinds: string[] = [];
  const others = [["x\n"], [hello()], [""], ["null\n"], [{ ...header, protocol: 2 }]];
  for (const lines of others) {
    const error = await assertRejects(
      () => Player.open(bytesOf(...lines), 1, new FakeClock()),
      ConnectionProblem,
    );
    kinds.push(error.problem.kind);
  }
  assertEquals(kinds, ["no_json", "no_update", "no_update", "no_update", "version"]);
});

Deno.test("Player ends at a broken line, after those before it; one that was cut is the end", async () => {
  for (const broken of ["oops\n", "null\n", '{"at":0}\n']) {
    const { heard, play } = await playing(1, later(0), broken);
    await assertRejects(() => play(), ConnectionProblem);
    assertEquals(heard.length, 1);
  }
  const { heard, play } = await playing(1, later(0), '{"at":0,"line":{"ki');
  await play();
  assertEquals(heard.length, 1);
});
