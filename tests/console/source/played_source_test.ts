import { assertEquals } from "@std/assert";
import { playedSource } from "../../../lib/console/source/played_source.ts";
import { Player } from "../../../lib/console/source/recording.ts";
import type { Listener } from "../../../lib/console/source/source.ts";
import { EN } from "../../../lib/console/words/en.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { update } from "../fake_admin.ts";

const never = new AbortController().signal;
const header = { kind: "recording", protocol: 1 };

/** A source over a recording, and a listener that writes down what it is told. */
async function played(...lines: readonly (object | string)[]) {
  const clock = new FakeClock();
  const text = [header, ...lines].map((line) =>
    typeof line === "string" ? line : JSON.stringify(line) + "\n"
  );
  const bytes = async function* () {
    yield await Promise.resolve(new TextEncoder().encode(text.join("")));
  };
  const told: string[] = [];
  const listener: Listener = {
    onLine: (line) => void told.push(`${line.kind} at ${clock.now()}`),
    onLink: (link) => void told.push(link.kind === "playing" && link.isOver ? "over" : link.kind),
    onNotice: (sentence) => void told.push(sentence),
  };
  const source = playedSource("r.jsonl", await Player.open(bytes(), 1, clock), EN);
  return { clock, told, source, listener };
}

const later = (at: number) => ({ at, line: update() });

Deno.test("playedSource() plays to the end and says so", async () => {
  const { clock, told, source, listener } = await played(later(0), later(1000));
  const done = source.follow(listener, never);
  await clock.advance(1000);
  await done;
  assertEquals(told, ["playing", "update at 0", "update at 1000", "over"]);
});

Deno.test("playedSource() pauses, and declines what only a server can do", async () => {
  const { clock, told, source, listener } = await played(later(500));
  const done = source.follow(listener, never);
  assertEquals(await source.ask({ kind: "wish", wish: { paused: true } }, never), { kind: "nothing" });
  await clock.advance(10_000);
  assertEquals(await source.ask({ kind: "wish", wish: { details: 3 } }, never), { kind: "nothing" });
  await clock.advance(10_000);
  assertEquals(told, ["playing"]);
  await source.ask({ kind: "wish", wish: { paused: false } }, never);
  await clock.advance(500);
  await done;
  assertEquals(told.slice(1), ["update at 20500", "over"]);
  for (const ask of [{ kind: "kick", id: 1 }, { kind: "dump", resource: 1 }] as const) {
    assertEquals(await source.ask(ask, never), {
      kind: "told",
      sentence: "Not done: this is a recording.",
      isBad: true,
    });
  }
});

Deno.test("playedSource() tells where a recording is broken, and keeps what came before", async () => {
  const { told, source, listener } = await played(later(0), "oops\n");
  await source.follow(listener, never);
  assertEquals(told.slice(1, 2), ["update at 0"]);
  assertEquals(told.slice(2), ['"r.jsonl" ends early: a line of it is no JSON.', "over"]);
});
