import { assertEquals } from "@std/assert";
import { Pump } from "../../lib/delivery/pump.ts";
import { settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";

/** A source with pieces put in by the test. */
function sourceOf(pieces: string[]) {
  const encoder = new TextEncoder();
  return {
    get hasBytes() {
      return pieces.length > 0;
    },
    take: () => encoder.encode(pieces.splice(0).join("")),
  };
}

Deno.test("Pump writes what has queued, all in one piece", async () => {
  const peer = new HeldWriter();
  new Pump(sourceOf(["a", "b", "c"]), peer.writer, () => {}).kick();
  await settled();
  assertEquals(peer.pieces, ["abc"]);
});

Deno.test("Pump has one write in flight, and the next one carries everything that queued meanwhile", async () => {
  const peer = new HeldWriter();
  const pieces = ["a"];
  const pump = new Pump(sourceOf(pieces), peer.writer, () => {});
  peer.hold();
  pump.kick();
  pieces.push("b");
  pump.kick();
  pieces.push("c");
  pump.kick();
  await settled();
  assertEquals(pump.isWriting, true);
  peer.release();
  await settled();
  assertEquals(peer.pieces, ["a", "bc"]);
  assertEquals(peer.mostInFlight, 1);
  assertEquals(pump.writes, 2);
});

Deno.test("Pump ends with the first failed write, tells it once, and takes nothing any more", async () => {
  const peer = new HeldWriter();
  const pieces = ["a"];
  const failures: unknown[] = [];
  const pump = new Pump(sourceOf(pieces), peer.writer, (cause) => failures.push(String(cause)));
  peer.break();
  pump.kick();
  await settled();
  pieces.push("b");
  pump.kick();
  await settled();
  assertEquals(failures, ["Error: the peer is gone"]);
  assertEquals(pieces, ["b"]);
  assertEquals([pump.isWriting, pump.writes], [false, 0]);
});

Deno.test("Pump.rested() waits for everything queued, and for nothing after a failure", async () => {
  const peer = new HeldWriter();
  const pieces = ["a"];
  const pump = new Pump(sourceOf(pieces), peer.writer, () => {});
  peer.hold();
  pump.kick();
  pieces.push("b");
  let isRested = false;
  const rested = pump.rested().then(() => isRested = true);
  await settled();
  assertEquals(isRested, false);
  peer.release();
  await rested;
  assertEquals(peer.heard, "ab");
  await pump.rested();
  peer.break();
  pieces.push("c");
  await pump.rested();
  await pump.rested();
});

Deno.test("Pump.rested() is over when the write it waits for fails", async () => {
  const peer = new HeldWriter();
  let hasFailed = false;
  const pump = new Pump(sourceOf(["a"]), peer.writer, () => hasFailed = true);
  peer.hold();
  const rested = pump.rested();
  await settled();
  assertEquals([pump.isWriting, hasFailed], [true, false]);
  peer.break();
  await rested;
  assertEquals(pump.isWriting, false);
  await settled();
  assertEquals(hasFailed, true);
});

Deno.test("Pump rests where nothing has queued, and writes nothing", async () => {
  const peer = new HeldWriter();
  const pieces: string[] = [];
  const pump = new Pump(sourceOf(pieces), peer.writer, () => {});
  pump.kick();
  await settled();
  assertEquals([pump.isWriting, peer.pieces], [false, []]);
  pieces.push("a");
  pump.kick();
  assertEquals(pump.isWriting, true);
  await settled();
  assertEquals([pump.isWriting, peer.pieces], [false, ["a"]]);
});
