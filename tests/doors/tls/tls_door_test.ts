import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { Caller, DoorName } from "../../../lib/doors/connection.ts";
import { RecentPages } from "../../../lib/doors/recent_pages.ts";
import { TlsDoor } from "../../../lib/doors/tls/tls_door.ts";
import { Turnstile } from "../../../lib/doors/turnstile.ts";
import { Undecided } from "../../../lib/doors/undecided.ts";
import { Crowd } from "../../../lib/guard/crowd.ts";
import { Tally } from "../../../lib/observe/tally.ts";
import { unobserved } from "../../../lib/observe/unobserved.ts";
import { Background } from "../../../lib/runtime/background.ts";
import { Deadlines } from "../../../lib/runtime/deadlines.ts";
import { bytes, textOf } from "../../support/bytes.ts";
import { CHAT_ONLY } from "../../support/chat_only.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { LogBook } from "../../support/log_book.ts";
import { PLENTY } from "../../support/few_files.ts";
import { FakeTlsNetwork, pipe, type PipeEnd } from "../../support/tls_network.ts";

const PAIR = { cert: "first", key: "key" };

/** A door, and who came in by it. */
function opened({ free = 1000, http = true } = {}) {
  const clock = new FakeClock(), network = new FakeTlsNetwork(), book = new LogBook();
  const config = { ...CHAT_ONLY, maxGuestsPerAddress: 2 }, crowd = new Crowd(config), tally = new Tally();
  const undecided = new Undecided();
  const background = new Background((_, error) => {
    throw error;
  });
  const came: [string, Caller][] = [];
  const take = (name: string) => (caller: Caller) => void came.push([name, caller]);
  const door = new TlsDoor({
    ...{ clock, network, config, crowd, tally, background, log: book.log, undecided },
    deadlines: new Deadlines(clock),
    activities: unobserved(clock),
    turnstile: new Turnstile(clock, 8),
    spare: { ...PLENTY, allow: (count = 1) => (free -= count) >= 0 },
    ...{ challenges: new Map(), pages: new RecentPages(clock) },
    doors: { chat: take("chat"), ...http && { http: take("http") } },
  });
  /** Somebody at the door; their end of the connection. */
  const come = async (): Promise<PipeEnd> => {
    const [client, connection] = pipe(), door_: DoorName = "tcp";
    const arrival = { address: "192.0.2.1", peer: "192.0.2.1:9", isTrusted: false, isEncrypted: false };
    const ticket = crowd.admit("192.0.2.1", false);
    door.take({ connection, first: undefined, arrival: { ...arrival, door: door_, isPage: false }, ticket });
    await settled();
    return client;
  };
  return { door, clock, network, book, crowd, came, come, background, undecided };
}

async function heard(end: PipeEnd): Promise<string> {
  const buffer = new Uint8Array(100);
  const count = await end.read(buffer);
  return count === null ? "the end" : textOf(buffer.subarray(0, count));
}

Deno.test("a guest is forwarded both ways, and is inside under their own address, encrypted", async () => {
  const { door, come, came, crowd, background } = opened();
  door.serve(PAIR);
  const client = await come();
  const [kind, { arrival, connection, ticket }] = came[0]!;
  assertEquals([kind, arrival.peer, arrival.door, arrival.isEncrypted], ["chat", "192.0.2.1:9", "tls", true]);
  await client.write(bytes("hello"));
  assertEquals(await heard(connection as PipeEnd), "hello");
  await connection.write(bytes("and back"));
  assertEquals(await heard(client), "and back");
  await client.closeWrite();
  assertEquals(await heard(connection as PipeEnd), "the end");
  await connection.write(bytes("the last word"));
  connection[Symbol.dispose]();
  assertEquals([await heard(client), await heard(client)], ["the last word", "the end"]);
  if (ticket.kind === "place") ticket[Symbol.dispose]();
  door[Symbol.dispose]();
  await background.settled();
  assertEquals([client.other!.isClosed, crowd.guests], [true, 0]);
});

Deno.test("who has chosen HTTP in the handshake is not asked again; without a web door they are", async () => {
  for (const http of [true, false]) {
    const { door, come, came, network } = opened({ http });
    network.handshake = () => Promise.resolve({ alpnProtocol: "http/1.1" });
    door.serve(PAIR);
    await come();
    assertEquals(came.map(([kind]) => kind), [http ? "http" : "chat"]);
    came[0]![1].connection[Symbol.dispose]();
    door[Symbol.dispose]();
  }
});

Deno.test("a handshake may take ten seconds, and a failed one is told to the log alone; both give the place back", async () => {
  const { door, come, came, network, clock, crowd, book } = opened();
  door.serve(PAIR);
  network.handshake = () => new Promise(() => {});
  const slow = await come();
  await clock.advance(9_999);
  assertEquals([slow.other!.isClosed, crowd.guests], [false, 1]);
  await clock.advance(1);
  assertEquals([slow.other!.isClosed, crowd.guests], [true, 0]);
  network.handshake = () => Promise.reject(new Error("received corrupt message"));
  const wrong = await come();
  await clock.advance(500);
  assertEquals([wrong.other!.isClosed, crowd.guests, came], [true, 0, []]);
  assertEquals(book.lines, ["debug: No TLS with 192.0.2.1:9: received corrupt message"]);
  door[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});

Deno.test("who finds no place is told so inside; 16 of a network at most, and others get an alert of TLS", async () => {
  const { door, come, came, network, crowd, book, undecided } = opened();
  door.serve(PAIR);
  for (let guests = 0; guests < 3; guests++) await come();
  const inside = came.map(([kind, { arrival, ticket }]) => [kind, arrival.door, ticket.kind]);
  assertEquals(inside.at(-1), ["chat", "tls", "crowded_address"]);
  assertEquals([undecided.size, crowd.guests], [0, 2]);
  network.handshake = () => new Promise(() => {});
  for (let guests = 0; guests < 16; guests++) await come();
  const late = await come();
  assertEquals(await heard(late), textOf(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 80)));
  assertEquals([late.other!.isClosed, network.ends.length, crowd.guests], [true, 3 + 16, 2]);
  assertEquals(book.lines, ["warning: Refused a connection from 192.0.2.1:9: crowded_address"]);
  door[Symbol.dispose]();
  await settled();
  assertEquals(undecided.size, 0);
  for (const [, { connection }] of came) connection[Symbol.dispose]();
});

Deno.test("who finds no descriptors gets an alert of TLS, and nothing is forwarded", async () => {
  const poor = opened({ free: 1 });
  poor.door.serve(PAIR);
  const fourth = await poor.come();
  assertEquals(await heard(fourth), textOf(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 80)));
  await poor.clock.advance(500); // the rest of the hello is read away
  assertEquals([fourth.other!.isClosed, poor.network.ends.length, poor.crowd.guests], [true, 0, 0]);
  assertStringIncludes(poor.book.lines[0]!, "almost all open files are in use");
  poor.door[Symbol.dispose]();
});

Deno.test("another program that calls the inner port is let go of after a second", async () => {
  const { door, network, clock, came } = opened();
  door.serve(PAIR);
  await network.connect(1);
  await settled();
  await clock.advance(1000);
  assertEquals([network.ends[0]!.isClosed, came], [true, []]);
  door[Symbol.dispose]();
});

Deno.test("another program that calls from our port at another address of this machine takes nobody's place", async () => {
  const { door, network, come, came } = opened();
  door.serve(PAIR);
  network.from = "127.0.0.2";
  await come();
  assertEquals([network.ends[0]!.isClosed, came], [true, []]);
  door[Symbol.dispose]();
});

Deno.test("who leaves in the middle of a handshake that ends well all the same is not let in", async () => {
  const { door, network, clock, come, came, crowd } = opened();
  door.serve(PAIR);
  const agreed = Promise.withResolvers<{ readonly alpnProtocol: null }>();
  network.handshake = () => agreed.promise;
  const client = await come();
  await clock.advance(10_000);
  agreed.resolve({ alpnProtocol: null });
  await settled();
  assertEquals([client.other!.isClosed, network.ends[0]!.isClosed, came, crowd.guests], [true, true, [], 0]);
  door[Symbol.dispose]();
});

Deno.test("another certificate is another port; the one before stays a second for those on their way", async () => {
  const { door, network, clock, come, came } = opened();
  assertEquals(door.isOpen, false);
  door.serve(PAIR);
  await come();
  assertThrows(() => door.serve({ cert: "bad", key: "" }));
  assertEquals([...network.served.values()], [PAIR]);
  const second = { cert: "second", key: "key" };
  door.serve(second);
  await come();
  assertEquals([...network.served.values()], [PAIR, second]);
  await clock.advance(1000);
  assertEquals([[...network.served.values()], came.length, door.isOpen], [[second], 2, true]);
  assertEquals(network.ends.map(({ isClosed }) => isClosed), [false, false]);
  door[Symbol.dispose]();
  assertEquals([network.served.size, clock.timers], [0, 0]);
});

Deno.test("an inner port that cannot be reached is told, until somebody comes in again", async () => {
  const { door, network, come, crowd } = opened();
  door.serve(PAIR);
  network.failure = new Error("Connection refused");
  const client = await come();
  assertEquals([client.other!.isClosed, crowd.guests], [true, 0]);
  assertEquals(door.trouble, "the inner port cannot be reached: Connection refused");
  network.failure = undefined;
  await come();
  assertEquals(door.trouble, undefined);
  door[Symbol.dispose]();
});

Deno.test("who reads nothing when the inside is closed has farewellMs, and nothing once the server stops", async () => {
  for (const isStopping of [false, true]) {
    const { door, come, came, clock } = opened();
    door.serve(PAIR);
    const client = await come(), { connection } = came[0]![1];
    client.other!.write = () => new Promise(() => {}); // they read nothing
    await connection.write(bytes("something"));
    await settled();
    if (isStopping) door[Symbol.dispose]();
    connection[Symbol.dispose]();
    assertEquals(client.other!.isClosed, isStopping);
    await clock.advance(2000);
    assertEquals(client.other!.isClosed, true);
    door[Symbol.dispose]();
  }
});
