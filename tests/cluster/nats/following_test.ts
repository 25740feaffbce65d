/** How a ledger follows its stream, on a server played by hand and a clock turned by hand. */

import { assertEquals } from "@std/assert";
import { followed, note } from "../../support/followed_ledger.ts";

Deno.test("a message that is missing has the stream told anew from the last known one, and nothing is told twice", async () => {
  const { nats, clock, reader, ledger } = await followed(4);
  nats.connection.tell(1, 1, note("a"));
  nats.connection.tell(2, 2, note("b"));
  nats.connection.tell(4, 4, note("d"));
  await clock.advance(10);
  assertEquals(nats.asked, ["STREAM.INFO", "CONSUMER.CREATE 1", "STREAM.INFO", "CONSUMER.CREATE 2"]);
  nats.connection.tell(1, 2, note("b"));
  nats.connection.tell(2, 3, note("c"));
  nats.connection.tell(3, 4, note("d"));
  await clock.advance(10);
  assertEquals(reader.notes, ["a", "b", "c", "d"]);
  assertEquals(reader.turns, [2, 2]);
  assertEquals(reader.ways, [true]);
  await ledger.close();
  assertEquals(clock.timers, 0);
});

Deno.test("a heartbeat that counts more messages than came has the stream told anew", async () => {
  const { nats, clock, ledger } = await followed(2);
  nats.connection.tell(1, 1, note("a"));
  nats.connection.heartbeat(1);
  await clock.advance(10);
  assertEquals(nats.asked.length, 2);
  nats.connection.heartbeat(2);
  await clock.advance(10);
  assertEquals(nats.asked.slice(2), ["STREAM.INFO", "CONSUMER.CREATE 1"]);
  await ledger.close();
});

Deno.test("silence of 2.5 s has the stream told anew, and heartbeats keep it", async () => {
  const { nats, clock, ledger } = await followed(0);
  for (let second = 0; second < 10; second++) {
    nats.connection.heartbeat(0);
    await clock.advance(1000);
  }
  assertEquals(nats.asked.length, 2);
  await clock.advance(1250);
  assertEquals(nats.asked.length, 2);
  await clock.advance(500);
  assertEquals(nats.asked.slice(2), ["STREAM.INFO", "CONSUMER.CREATE 1"]);
  await ledger.close();
});

Deno.test("a link on which nothing comes for 5.5 s is given up without waiting, and another is dialled", async () => {
  const { nats, clock, reader, ledger } = await followed(0);
  nats.trouble = "no answer";
  await clock.advance(5400);
  assertEquals([nats.connections.length, nats.connection.isDropped], [1, false]);
  await clock.advance(700);
  assertEquals([nats.connections.length, nats.connections[0]!.isDropped], [2, true]);
  assertEquals(reader.ways, [true, false]);
  nats.trouble = undefined;
  await clock.advance(600);
  assertEquals(reader.ways, [true, false, true]);
  await ledger.close();
});

Deno.test("while this process stood still nothing could come: that is no silence", async () => {
  const { nats, clock, reader, ledger } = await followed(0);
  clock.pass(60_000);
  await clock.advance(1000);
  assertEquals([nats.connections.length, nats.asked.length, reader.ways], [1, 2, [true]]);
  await ledger.close();
});

Deno.test("a connection that ends is down at once, and dialled anew until there is one; the operator is told of it now and then", async () => {
  const { nats, clock, reader, book, ledger } = await followed(0);
  nats.refusal = "connection refused";
  nats.connection.end();
  await clock.advance(19_000);
  assertEquals(reader.ways, [true, false]);
  const refused = book.lines.filter((line) => line.includes("connection refused"));
  assertEquals(
    refused,
    Array(2).fill("warning: Cannot connect to nats://a:1: connection refused. It is tried again and again."),
  );
  nats.refusal = undefined;
  await clock.advance(300);
  assertEquals(reader.ways, [true, false, true]);
  await ledger.close();
  assertEquals(clock.timers, 0);
});

Deno.test("where JetStream does not answer it is asked twice a second, and the way is up when it does", async () => {
  const { nats, clock, reader, book, ledger } = await followed(0);
  nats.trouble = "no leader";
  nats.connection.end();
  await clock.advance(4500);
  nats.trouble = undefined;
  assertEquals(reader.ways, [true, false]);
  assertEquals(book.lines.filter((line) => line.includes("no leader")).length, 1);
  ledger.append({ note: "lost" }); // there is a connection, and no way yet
  assertEquals(nats.connection.published, []);
  await clock.advance(600);
  assertEquals(reader.ways, [true, false, true]);
  await ledger.close();
});

Deno.test("what is no record is left out, and what comes behind it is told", async () => {
  const { nats, clock, reader, ledger } = await followed(5);
  ["{", "7", "null", '"text"', note("a")].forEach((data, i) => nats.connection.tell(i + 1, i + 1, data));
  await clock.advance(10);
  assertEquals(reader.records.map(({ seq, record }) => [seq, record.note]), [[5, "a"]]);
  await ledger.close();
});

Deno.test("the server's question whether it may send more is answered, behind what came before it", async () => {
  const { nats, ledger } = await followed(0);
  nats.connection.control({}, "$JS.FC.CHAT.c.1");
  nats.connection.control({ "Nats-Consumer-Stalled": "$JS.FC.CHAT.c.2", "Nats-Last-Consumer": "0" });
  assertEquals(nats.connection.published, [["$JS.FC.CHAT.c.1", ""], ["$JS.FC.CHAT.c.2", ""]]);
  await ledger.close();
});

Deno.test("all is told when the last message came, or none comes because the last ones were erased", async () => {
  for (const erased of [false, true]) {
    const { nats, clock, ledger, isCaughtUp } = await followed(3);
    nats.connection.tell(1, 1, note("a"));
    nats.connection.heartbeat(1);
    await clock.advance(10);
    assertEquals(isCaughtUp(), false);
    if (erased) nats.connection.heartbeat(1);
    else nats.connection.tell(2, 3, note("c"));
    await clock.advance(10);
    assertEquals(isCaughtUp(), true);
    await ledger.close();
  }
});

Deno.test("a stream that ends too early is believed when it is seen three times in a row: a server that starts may know less", async () => {
  const { nats, clock, reader, ledger } = await followed(1, 4);
  await clock.advance(500);
  nats.last = 4;
  await clock.advance(500);
  assertEquals([reader.ways, reader.failures], [[true], []]);
  nats.last = 1;
  nats.connection.end();
  await clock.advance(1000); // seen twice
  nats.trouble = "no answer";
  await clock.advance(500);
  nats.trouble = undefined;
  await clock.advance(1000); // and twice
  assertEquals(reader.failures, []);
  await clock.advance(500);
  assertEquals(reader.failures, ["the stream CHAT ends at 1, and this node knows 4 already"]);
  assertEquals(nats.connection.isDropped, true);
  await ledger.close();
  assertEquals(clock.timers, 0);
});

Deno.test("one on several servers is believed later, over one connection after the other: its new leader may know less", async () => {
  const { nats, clock, reader, ledger } = await followed(4, 4);
  [nats.replicas, nats.last] = [3, 3];
  nats.connection.end();
  await clock.advance(10_000);
  nats.last = 4;
  await clock.advance(500);
  assertEquals([reader.ways, reader.failures], [[true, false, true], []]);
  nats.last = 3;
  nats.connection.end();
  await clock.advance(7000);
  const { connection } = nats;
  await clock.advance(7000);
  assertEquals([reader.failures, nats.connection === connection], [[], false]); // the first one was silent
  await clock.advance(3000);
  assertEquals(reader.failures, ["the stream CHAT ends at 3, and this node knows 4 already"]);
  await ledger.close();
  assertEquals(clock.timers, 0);
});

Deno.test("one of several servers that tells nothing of what was written is given up, though it says that it is alive", async () => {
  for (const [hosts, connections] of [[["a"], 1], [["a", "b"], 2]] as const) {
    const { nats, clock, reader, ledger } = await followed(0, 0, [...hosts]);
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        nats.connection.heartbeat(0);
        await clock.advance(1000);
      }
    };
    await pass(10); // nothing was written
    assertEquals(nats.connections.length, 1);
    ledger.append({ note: "lost" });
    await pass(5);
    assertEquals(nats.connections.length, 1);
    await pass(2);
    assertEquals([nats.connections.length, reader.ways.at(-1)], [connections, true]);
    ledger.append({ note: "told" });
    await pass(3);
    nats.connection.tell(1, 1, note("told"));
    await pass(10);
    assertEquals([nats.connections.length, reader.notes], [connections, ["told"]]);
    await ledger.close();
  }
});

Deno.test("a record whose kind would break the protocol is sent as another kind; while the way is down none is sent", async () => {
  const { nats, ledger } = await followed(0);
  for (const kind of ["said.room-1_x", "a b", "", "a..b", "a\r\nPUB x 0", "*", ">"]) {
    ledger.append({ note: kind });
  }
  assertEquals(nats.connection.published.map(([subject]) => subject), [
    "chat.log.said.room-1_x",
    ...Array(6).fill("chat.log.other"),
  ]);
  const { connection } = nats;
  connection.end();
  await connection.over;
  await Promise.resolve();
  ledger.append({ note: "late" });
  assertEquals(connection.published.length, 7);
  await ledger.close();
});

Deno.test("a link that is lost before the way was up is told of to nobody", async () => {
  const { nats, clock, reader, ledger } = await followed(0);
  nats.trouble = "no leader";
  nats.connection.end();
  await clock.advance(1000);
  nats.connection.end();
  await clock.advance(1000);
  assertEquals([nats.connections.length, reader.ways], [3, [true, false]]);
  await ledger.close();
});

Deno.test("a record that its reader cannot bear fails the ledger, and ends no process", async () => {
  const { nats, clock, reader, ledger } = await followed(2);
  reader.record = () => {
    throw new Error("a bug");
  };
  nats.connection.tell(1, 1, note("a"));
  nats.connection.tell(2, 2, note("b"));
  await clock.advance(10);
  assertEquals(reader.failures, ["its record 1 cannot be read: Error: a bug"]);
  await ledger.close();
});

Deno.test("an old server is warned of once, not at every new link, and a sound one never", async () => {
  const { nats, clock, book, ledger } = await followed(0);
  for (const version of ["2.9.10", "2.9.10", "2.12.0", "2.10.22"]) {
    nats.version = version;
    nats.connection.end();
    await clock.advance(500);
  }
  const warned = book.lines.filter((line) => line.includes("please update it")).map((line) =>
    line.match(/[\d.]+\d/)![0]
  );
  assertEquals(warned, ["2.9.10", "2.10.22"]);
  await ledger.close();
});
