import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { concat } from "@std/bytes/concat";
import { ConnectionDuplex } from "../../lib/wire/duplex.ts";
import { bytes } from "../support/bytes.ts";
import { settled } from "../support/fake_clock.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { assertSplitSafe } from "../support/splits.ts";

/** Longer than everything a stream does by itself takes turns of the event loop. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await settled();
}

/** A duplex that is read, and what happens at it. */
function opened(allowHalfOpen = true) {
  const connection = new FakeConnection();
  const duplex = new ConnectionDuplex(connection, allowHalfOpen);
  const heard: Uint8Array[] = [], told: string[] = [];
  for (const event of ["end", "error", "close", "finish"]) duplex.on(event, () => void told.push(event));
  return {
    connection,
    duplex,
    told,
    listen: () => void duplex.on("data", (chunk: Uint8Array) => void heard.push(chunk)),
    get heard() {
      return concat(heard);
    },
  };
}

Deno.test("ConnectionDuplex gives what comes, wherever it is cut, and ends with it", async () => {
  await assertSplitSafe(bytes("hello 你好"), async (chunks) => {
    const it = opened();
    it.listen();
    it.connection.feed(...chunks, null);
    await quiet();
    it.duplex.end();
    await quiet();
    return { heard: new TextDecoder().decode(it.heard), told: it.told, disposals: it.connection.disposals };
  }, { heard: "hello 你好", told: ["end", "finish", "close"], disposals: 1 });
});

Deno.test("ConnectionDuplex gives much in larger pieces, and all of it", async () => {
  const it = opened(), sent = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
  it.listen();
  it.connection.feed(sent, bytes("end"), null);
  await quiet();
  for (let turn = 0; it.heard.length < sent.length + 3; turn++) {
    assert(turn < 1000);
    await settled();
  }
  assertEquals(it.heard, concat([sent, bytes("end")]));
  it.duplex.destroy();
});

Deno.test("ConnectionDuplex reads nothing that nobody takes, beyond its bound", async () => {
  const it = opened();
  it.connection.feed(new Uint8Array(1_000_000));
  await quiet();
  assertEquals(it.duplex.readableLength, 0); // nobody has listened yet
  it.listen();
  it.duplex.pause();
  await quiet();
  assertLessOrEqual(it.duplex.readableLength, 2 * 16 * 1024);
  it.duplex.destroy();
  await quiet();
  assertEquals(it.told, ["close"]);
});

Deno.test("ConnectionDuplex tells of a write when the connection has taken it, and writes what waits at once", async () => {
  const it = opened(), done: number[] = [];
  it.connection.makeRoom(0);
  for (let at = 0; at < 5; at++) it.duplex.write(bytes(`${at}`), () => void done.push(at));
  await quiet();
  assertEquals(done, []);
  assertEquals(it.connection.writes, 1);
  it.connection.makeRoom(1);
  await quiet();
  assertEquals(done, [0, 1, 2, 3, 4]);
  assertEquals(it.connection.taken, bytes("01234"));
  it.connection.makeRoom();
  it.duplex.cork();
  for (const text of ["a", "b", "c"]) it.duplex.write(bytes(text));
  it.connection.writes = 0;
  it.duplex.uncork();
  await quiet();
  assertEquals([it.connection.writes, it.connection.taken], [1, bytes("01234abc")]);
  it.duplex.destroy();
});

Deno.test("ConnectionDuplex ends one half by itself, or both at once", async () => {
  const half = opened();
  half.listen();
  half.connection.feed(null);
  await quiet();
  assertEquals([half.told, half.connection.hasClosedWrite], [["end"], false]);
  half.duplex.write(bytes("still here"));
  half.duplex.end();
  await quiet();
  assertEquals(half.connection.taken, bytes("still here"));
  assertEquals([half.told, half.connection.disposals], [["end", "finish", "close"], 1]);
  const both = opened(false);
  both.listen();
  both.connection.feed(null);
  await quiet();
  assertEquals([both.told, both.connection.disposals], [["end", "finish", "close"], 1]);
});

Deno.test("ConnectionDuplex closes the connection when it fails, and tells of it once", async () => {
  const reading = opened();
  reading.listen();
  reading.connection.feed(bytes("x"), new Error("connection reset"));
  await quiet();
  assertEquals([reading.told, reading.connection.disposals], [["error", "close"], 1]);
  const writing = opened();
  let failure: unknown;
  writing.connection.hasClosedWrite = true;
  writing.duplex.write(bytes("x"), (error) => void (failure = error));
  await quiet();
  assert(failure instanceof Error);
  assertEquals([writing.told, writing.connection.disposals], [["error", "close"], 1]);
});

Deno.test("ConnectionDuplex may be destroyed at any moment, and what it was about ends", async () => {
  for (const moment of ["fresh", "reading", "writing", "ending"]) {
    const it = opened();
    let isToldOfWrite = false;
    if (moment !== "fresh") it.listen();
    if (moment === "writing") {
      it.connection.makeRoom(0);
      it.duplex.write(bytes("x"), () => void (isToldOfWrite = true));
    }
    if (moment === "ending") it.duplex.end(bytes("bye"));
    if (moment !== "ending") await quiet();
    it.duplex.destroy();
    it.duplex.destroy();
    await quiet();
    assertEquals(it.connection.disposals, 1, moment);
    assertEquals(it.connection.readsUnderWay, 0, moment);
    assertEquals(it.told.filter((event) => event === "error"), [], moment);
    assertEquals(isToldOfWrite, moment === "writing");
  }
});
