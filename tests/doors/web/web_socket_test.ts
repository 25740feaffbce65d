import { assert, assertEquals, assertLess, assertRejects, assertStringIncludes } from "@std/assert";
import { concat } from "@std/bytes/concat";
import { bytes } from "../../support/bytes.ts";
import { closing, frame, OPCODE } from "../../support/frames.ts";
import { openedWebSocket, quiet, readText } from "../../support/opened_web_socket.ts";
import { assertSplitSafe } from "../../support/splits.ts";

const { text, binary, more, ping, pong } = OPCODE;

const TALK = concat([
  frame(text, "hello"),
  frame(ping, "p"),
  frame(text, "你", { isLast: false }),
  frame(pong),
  frame(more, "好\r\n!"),
  frame(text, ""),
  frame(text, "x".repeat(300)),
  closing(1000, "bye"),
]);

Deno.test("a message is a line, wherever its frames are cut", async () => {
  const heard = `hello\n你好  !\n\n${"x".repeat(300)}\n`;
  await assertSplitSafe(TALK, async (chunks) => {
    const { socket, connection, said } = openedWebSocket();
    const reading = readText(socket, 7);
    connection.feed(...chunks, null);
    const read = await reading;
    await quiet();
    return { read, said: said(), disposals: connection.disposals };
  }, { read: heard, said: ["pong", "close 1000 bye"], disposals: 1 });
});

Deno.test("what came with the head is heard as well", async () => {
  const { socket, connection } = openedWebSocket(TALK.subarray(0, 5));
  connection.feed(TALK.subarray(5), null);
  assertStringIncludes(await readText(socket), "hello\n你好");
  await quiet();
});

Deno.test("each line that is written is a message, whole, in one write with those beside it", async () => {
  await assertSplitSafe(bytes("one\n你好\n\nlast\n"), async (chunks) => {
    const { socket, said } = openedWebSocket();
    for (const chunk of chunks) {
      for (let rest = chunk; rest.length > 0;) rest = rest.subarray(await socket.write(rest));
    }
    const heard = said();
    socket[Symbol.dispose]();
    await quiet();
    return heard;
  }, ["one", "你好", "", "last"]);
  const { socket, connection } = openedWebSocket();
  await quiet();
  connection.writes = 0;
  await socket.write(bytes("one\ntwo\nthree\n"));
  assertEquals(connection.writes, 1);
  assertEquals(await socket.write(new Uint8Array(0)), 0);
  socket[Symbol.dispose]();
});

Deno.test("a write is over when the socket has taken it, and long ones tell how far they got", async () => {
  const { socket, connection } = openedWebSocket();
  await quiet();
  connection.makeRoom(0);
  let taken: number | undefined;
  const lines = bytes(`${"x".repeat(1000)}\n`.repeat(50));
  const writing = socket.write(lines).then((count) => taken = count);
  await quiet();
  assertEquals(taken, undefined);
  connection.makeRoom(100);
  await writing;
  assertLess(taken!, lines.length);
  assert(taken! > 10_000 && taken! % 1001 === 0, `${taken}`);
  assertEquals(await socket.write(bytes(`${"y".repeat(60_000)}\n`)), 60_001); // one line is taken whole
  socket[Symbol.dispose]();
});

Deno.test("what nobody reads is not taken from the socket, beyond its bound", async () => {
  const { socket, connection } = openedWebSocket();
  const messages = 20_000;
  connection.feed(concat(Array.from({ length: messages }, (_, at) => frame(text, `line ${at}`))), null);
  for (let turn = 0; turn < 10; turn++) await quiet();
  let fed = 0;
  const read = connection.read.bind(connection);
  connection.read = async (into) => {
    const count = await read(into);
    fed += count ?? 0;
    return count;
  };
  for (let turn = 0; turn < 10; turn++) await quiet();
  assertEquals(fed, 0); // it waits
  const heard = await readText(socket, 4096);
  assertEquals(heard.split("\n").length, messages + 1);
  assert(fed > 200_000, `${fed}`);
  await quiet();
});

/** The frames that end a WebSocket, and with which code. */
const FAULTS: readonly (readonly [name: string, frames: Uint8Array, said: string])[] = [
  ["binary", frame(binary, "x"), "close 1003 send text"],
  ["no mask", frame(text, "x", { isMasked: false }), "close 1002"],
  ["reserved bits", frame(0x41, "x"), "close 1002"],
  ["unknown kind", frame(3, "x"), "close 1002"],
  ["no beginning", frame(more, "x"), "close 1002"],
  ["two beginnings", concat([frame(text, "x", { isLast: false }), frame(text, "y")]), "close 1002"],
  ["ping in pieces", frame(ping, "x", { isLast: false }), "close 1002"],
  ["long ping", frame(ping, "x".repeat(126)), "close 1002"],
  ["no UTF-8", frame(text, Uint8Array.of(0xff)), "close 1007"],
  ["too long", frame(text, "x".repeat(65_537)), "close 1009"],
  [
    "too long in pieces",
    concat([0, 1].map((at) => frame(at === 0 ? text : more, "x".repeat(40_000), { isLast: false }))),
    "close 1009",
  ],
  ["endless", Uint8Array.of(0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "close 1009"],
  [
    "many pieces",
    concat([
      frame(text, "x", { isLast: false }),
      ...Array.from({ length: 300 }, () => frame(more, "x", { isLast: false })),
    ]),
    "close 1008",
  ],
  ["close of one byte", frame(OPCODE.close, "x"), "close 1002"],
  ["close with a wrong code", closing(999), "close 1002"],
];

Deno.test("a peer that breaks the rules is told so, and gone", async () => {
  for (const [name, frames, expected] of FAULTS) {
    const { socket, connection, said } = openedWebSocket();
    const reading = readText(socket);
    connection.feed(frame(text, "before"), frames);
    await quiet();
    assertEquals(said(), [expected], name);
    connection.feed(closing(1000), null);
    assertEquals(await reading, "before\n", name);
    await quiet();
    assertEquals(connection.disposals, 1, name);
    await assertRejects(() => socket.write(bytes("late\n")));
    socket[Symbol.dispose]();
    assertEquals(connection.disposals, 1, name);
  }
});

Deno.test("a message of the greatest length is a line", async () => {
  const { socket, connection } = openedWebSocket();
  connection.feed(frame(text, "x".repeat(65_536)), closing(1000), null);
  assertEquals((await readText(socket, 4096)).length, 65_537);
  await quiet();
});

Deno.test("a peer that vanishes ends the reading and the write under way", async () => {
  for (const end of [null, new Error("connection reset")]) {
    const { socket, connection } = openedWebSocket();
    await quiet();
    connection.makeRoom(0);
    const reading = readText(socket), writing = socket.write(bytes("x\n"));
    const rejected = assertRejects(() => writing);
    connection.feed(frame(text, "last"), end);
    await quiet();
    if (end === null) socket[Symbol.dispose](); // nobody would write on
    assertEquals(await reading, "last\n");
    await rejected;
    await quiet();
    assertEquals(connection.disposals, 1);
  }
});

Deno.test("a goodbye has the code of its reason, and what the peer still sends can be read away", async () => {
  const codes = { quit: 1000, stopping: 1001, kicked: 1008, bug: 1011 } as const;
  for (const [why, code] of Object.entries(codes)) {
    const { socket, connection, said } = openedWebSocket();
    await socket.write(bytes("bye\n"));
    await socket.closeWrite(why as keyof typeof codes);
    await quiet();
    assertEquals(said(), ["bye", `close ${code} ${why}`]);
    connection.feed(frame(text, "on its way"), closing(code), null);
    assertEquals(await readText(socket), "on its way\n");
    await quiet();
    assertEquals([connection.hasClosedWrite, connection.disposals], [true, 1]);
  }
});

Deno.test("a peer that does not answer a goodbye is left when it is disposed", async () => {
  const { socket, connection } = openedWebSocket();
  await socket.closeWrite();
  const reading = readText(socket);
  await quiet();
  socket[Symbol.dispose]();
  assertEquals(await reading, "");
  await quiet();
  assertEquals(connection.disposals, 1);
});

Deno.test("a peer that answers no ping for 30 s is gone, and one that answers stays", async () => {
  const { socket, connection, clock, said } = openedWebSocket();
  const reading = readText(socket);
  await clock.advance(29_999);
  assertEquals(said(), []);
  for (let round = 1; round <= 3; round++) {
    await clock.advance(30_000);
    await quiet();
    assertEquals(said().length, round);
    connection.feed(round === 2 ? frame(text, "a word will do") : frame(pong));
    await quiet();
  }
  await clock.advance(30_000);
  assertEquals(connection.disposals, 0);
  await clock.advance(30_000);
  assertEquals(await reading, "a word will do\n");
  await quiet();
  assertEquals([connection.disposals, clock.timers], [1, 0]);
});

Deno.test("a peer may ping often, but a flood of signs of life ends it: nothing else would slow it down", async () => {
  for (const sign of [ping, pong]) {
    const { socket, connection, clock } = openedWebSocket();
    for (let round = 0; round < 3; round++) {
      for (let at = 0; at < 10; at++) {
        connection.feed(concat(Array.from({ length: 50 }, () => frame(sign))));
        await quiet();
      }
      assertEquals(connection.disposals, 0);
      await clock.advance(30_000);
    }
    connection.feed(
      ...Array.from({ length: 13 }, () => concat(Array.from({ length: 50 }, () => frame(sign)))),
    );
    assertEquals(await readText(socket), "");
    await quiet();
    assertEquals([connection.disposals, clock.timers], [1, 0]);
  }
});

Deno.test("a slow reader is left to its outbox, and a peer that is not listened to is not asked", async () => {
  const slow = openedWebSocket();
  await quiet();
  slow.connection.makeRoom(0);
  const rejected = assertRejects(() => slow.socket.write(bytes("x\n")));
  await slow.clock.advance(300_000);
  assertEquals(slow.connection.disposals, 0);
  slow.socket[Symbol.dispose]();
  await rejected;
  const unheard = openedWebSocket();
  unheard.connection.feed(frame(text, "x"));
  await unheard.clock.advance(300_000);
  assertEquals(unheard.connection.disposals, 0);
  unheard.socket[Symbol.dispose]();
  assertEquals(unheard.clock.timers, 0);
});
