import { assertEquals } from "@std/assert";
import { Pump } from "../../lib/delivery/pump.ts";
import { IDLE } from "../../lib/observe/unobserved.ts";
import { settled } from "../support/fake_clock.ts";
import { SlowTarget } from "../support/fake_socket.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { SocketWriter } from "../../lib/wire/socket_writer.ts";
import { bytes } from "../support/bytes.ts";

/** A pump to a peer, and the bytes of every write that is over. */
function bench() {
  const peer = new HeldWriter(), over: number[] = [];
  const pump = new Pump(peer.writer, IDLE, (bytes) => over.push(bytes));
  const write = (text: string) => {
    pump.load(new TextEncoder().encode(text));
    pump.write();
  };
  return { peer, over, pump, write };
}

Deno.test("Pump writes what it is loaded with, and tells when that is over and how much it was", async () => {
  const { peer, over, pump, write } = bench();
  assertEquals([pump.isFree, pump.isWriting], [true, false]);
  write("abc");
  assertEquals([pump.isFree, pump.isWriting, pump.inFlightBytes, pump.writes], [false, true, 3, 0]);
  await settled();
  assertEquals([peer.pieces, over], [["abc"], [3]]);
  assertEquals([pump.isFree, pump.isWriting, pump.inFlightBytes, pump.writes], [true, false, 0, 1]);
});

Deno.test("Pump begins no write before it is told to: many are loaded first", async () => {
  const { peer, pump } = bench();
  pump.load(new TextEncoder().encode("a"));
  await settled();
  assertEquals([pump.isFree, peer.pieces], [false, []]);
  pump.write();
  await settled();
  assertEquals(peer.pieces, ["a"]);
});

Deno.test("Pump ends with the first failed write, and tells that it failed", async () => {
  const { peer, over, pump, write } = bench();
  write("a");
  await settled();
  peer.break();
  write("b");
  await settled();
  assertEquals(over, [1, 0]);
  assertEquals([pump.hasFailed, pump.isFree, pump.isWriting, pump.writes], [true, false, false, 1]);
});

Deno.test("Pump counts accepted bytes while a large write is under way, and tells once that it is over", async () => {
  const seen: number[] = [], over: number[] = [];
  const target = {
    write(some: Uint8Array) {
      seen.push(pump.acceptedBytes);
      return Promise.resolve(Math.min(4, some.length));
    },
  };
  const pump = new Pump(new SocketWriter(target), IDLE, (bytes) => over.push(bytes));
  pump.load(bytes("0123456789"));
  pump.write();
  assertEquals([pump.inFlightBytes, pump.writes], [10, 0]);
  await settled();
  assertEquals([seen, over], [[0, 4, 8], [10]]);
  assertEquals([pump.acceptedBytes, pump.writes, pump.isFree], [10, 1, true]);
});

Deno.test("Pump keeps the count of what was accepted where the socket fails amid a write", async () => {
  const over: number[] = [];
  const pump = new Pump(new SocketWriter(new SlowTarget(4, 8)), IDLE, (bytes) => over.push(bytes));
  pump.load(bytes("0123456789"));
  pump.write();
  await settled();
  assertEquals([pump.acceptedBytes, pump.hasFailed, over], [8, true, [0]]);
});
