import { assertEquals } from "@std/assert";
import { Outgoing } from "../../../lib/doors/ssh/outgoing.ts";
import { bytes } from "../../support/bytes.ts";
import { FakeConnection } from "../../support/fake_connection.ts";
import { quiet } from "../../support/opened_web_socket.ts";

function opened() {
  const connection = new FakeConnection(), told = { written: 0 };
  return { connection, told, outgoing: new Outgoing(connection, () => told.written++) };
}

Deno.test("what is sent in one run goes out in one write, and nothing before it is flushed", async () => {
  const { connection, outgoing, told } = opened();
  outgoing.add(bytes("a"));
  await quiet();
  assertEquals([connection.writes, outgoing.isWaiting], [0, false]);
  outgoing.flush();
  outgoing.add(bytes("bc"));
  assertEquals(outgoing.isWaiting, true);
  await outgoing.written();
  assertEquals([connection.taken, connection.writes], [bytes("abc"), 1]);
  assertEquals([told.written, outgoing.isWaiting], [1, false]);
});

Deno.test("it is full beyond 64 KiB until those are written, in as many pieces as the connection takes", async () => {
  const { connection, outgoing } = opened(), most = new Uint8Array(64 * 1024);
  connection.room = 0;
  outgoing.add(most);
  outgoing.flush();
  await quiet();
  assertEquals(outgoing.isFull, false);
  outgoing.add(bytes("x"));
  assertEquals(outgoing.isFull, true);
  connection.makeRoom(1000);
  await outgoing.written();
  assertEquals([outgoing.isFull, connection.taken.length], [false, most.length + 1]);
});

Deno.test("where nothing can be written any more the connection is closed, and whoever waits is told", async () => {
  const { connection, outgoing, told } = opened();
  connection.hasClosedWrite = true;
  outgoing.add(bytes("x"));
  outgoing.flush();
  await outgoing.written();
  assertEquals([outgoing.isOver, outgoing.isWaiting, told.written, connection.disposals], [
    true,
    false,
    1,
    1,
  ]);
  outgoing.add(bytes("y"));
  outgoing.flush();
  assertEquals([outgoing.isWaiting, connection.writes], [false, 1]);
});
