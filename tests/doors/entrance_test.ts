import { assertEquals } from "@std/assert";
import type { Arrival, Caller, Connection } from "../../lib/doors/connection.ts";
import { Entrance } from "../../lib/doors/entrance.ts";
import { Undecided } from "../../lib/doors/undecided.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { LiveSource } from "../support/fake_socket.ts";

class FakeConnection extends LiveSource implements Connection {
  isClosed = false;

  write(bytes: Uint8Array): Promise<number> {
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
  }
}

const ARRIVAL: Arrival = {
  ...{ address: "192.0.2.1", peer: "192.0.2.1:1", isTrusted: false },
  ...{ door: "tcp", isEncrypted: false, isPage: false },
};

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Somebody at the entrance, and where they are taken. */
function arrive(greetAfterMs = 300, closedDoors: readonly string[] = []) {
  const clock = new FakeClock(), connection = new FakeConnection(), undecided = new Undecided();
  const config = { ...CHAT_ONLY, greetAfterMs, maxGuestsPerAddress: 1 }, crowd = new Crowd(config);
  const taken: [string, Caller][] = [];
  const door = (name: string) =>
    closedDoors.includes(name) ? {} : { [name]: (caller: Caller) => void taken.push([name, caller]) };
  const parts = {
    ...{ config, crowd, undecided, deadlines: new Deadlines(clock), activities: unobserved(clock) },
    doors: { chat: (caller: Caller) => void taken.push(["chat", caller]), ...door("tls"), ...door("http") },
    tally: new Tally(),
  };
  const come = () => new Entrance(connection, ARRIVAL, parts).begin();
  come();
  return { clock, connection, crowd, undecided, taken, come, kinds: () => taken.map(([kind]) => kind) };
}

/** What a door reads of its caller, who hangs up. */
async function readAll(caller: Caller, last = ""): Promise<string> {
  const reading = readOn(caller), connection = caller.connection as FakeConnection;
  await settled();
  if (last !== "") connection.feed(bytes(last));
  await settled();
  connection.feed(null);
  return await reading;
}

async function readOn({ first, connection }: Caller): Promise<string> {
  const buffer = new Uint8Array(2048);
  let text = "";
  for (let n; (n = await (first ?? connection).read(buffer)) !== null;) {
    text += String.fromCharCode(...buffer.subarray(0, n));
  }
  return text;
}

Deno.test("whoever says nothing is welcomed to the chat after greetAfterMs, and not a millisecond earlier", async () => {
  const { clock, kinds, undecided } = arrive();
  await clock.advance(299);
  assertEquals([kinds(), undecided.size], [[], 1]);
  await clock.advance(1);
  assertEquals([kinds(), undecided.size], [["chat"], 0]);
});

Deno.test("with greetAfterMs 0 everybody is welcomed at once, and nothing is read", () => {
  const { kinds, taken } = arrive(0);
  assertEquals([kinds(), taken[0]![1].first], [["chat"], undefined]);
});

Deno.test("whoever speaks is taken to the door for it, however it is cut, and every byte comes along", async () => {
  for (
    const [text, kind] of [
      ["\x16\x03\x01\x02\x00rest", "tls"],
      ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "http"],
      ["anna\nhi\n", "chat"],
      [`GET /${"a".repeat(500)} HTTP/1.1\r\n\r\n`, "http"],
    ] as const
  ) {
    for (let at = 1; at < text.length; at++) {
      const { connection, kinds, taken } = arrive();
      connection.feed(bytes(text.slice(0, at)));
      await settled();
      const isTaken = kinds().length > 0;
      if (!isTaken) connection.feed(bytes(text.slice(at)));
      await settled();
      assertEquals(await readAll(taken[0]![1], isTaken ? text.slice(at) : ""), text);
      assertEquals(kinds(), [kind], `${text} cut at ${at}`);
    }
  }
});

Deno.test("without a door of its own what is spoken comes to the chat", async () => {
  const { connection, kinds } = arrive(300, ["tls"]);
  connection.feed(bytes("\x16\x03\x01"));
  await settled();
  assertEquals(kinds(), ["chat"]);
});

Deno.test("half of a request line that nothing follows is welcomed to the chat with what came, as is an end", async () => {
  const { clock, connection, kinds, taken } = arrive();
  connection.feed(bytes("GE"));
  await settled();
  await clock.advance(300);
  assertEquals(kinds(), ["chat"]);
  connection.feed(bytes("rd\n"));
  await settled();
  assertEquals(await readAll(taken[0]![1]), "GErd\n");

  const ended = arrive();
  ended.connection.feed(null);
  await settled();
  assertEquals([ended.kinds(), await readOn(ended.taken[0]![1])], [["chat"], ""]);
});

Deno.test("whoever is one too many is taken to the door with the refusal; when the server stops nobody stands there", async () => {
  const { clock, connection, come, taken, undecided, crowd } = arrive();
  come();
  await clock.advance(300);
  assertEquals(taken.map(([, { ticket }]) => ticket.kind), ["place", "crowded_address"]);
  come();
  const [, { ticket }] = taken[0]!;
  if (ticket.kind === "place") ticket[Symbol.dispose]();
  come();
  assertEquals([undecided.size, crowd.guests], [2, 1]);
  undecided[Symbol.dispose]();
  assertEquals([undecided.size, crowd.guests, connection.isClosed], [0, 0, true]);
});
