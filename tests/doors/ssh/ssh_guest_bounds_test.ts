/** How much of a guest of SSH is taken, and how much of the chat waits for them. */

import { assertEquals, assertLess, assertRejects } from "@std/assert";
import { sshString, uint32 } from "../../../lib/doors/ssh/ssh_strings.ts";
import { bytes } from "../../support/bytes.ts";
import { heardBy, isLetGo, LINGER_MS, openedSshDoor } from "../../support/opened_ssh_door.ts";
import { quiet } from "../../support/opened_web_socket.ts";
import { TYPE } from "../../support/ssh_client.ts";

Deno.test("a guest is asked every 30 s whether they are there, and has as long to answer", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  for (let turn = 0; turn < 3; turn++) {
    await door.clock.advance(30_000);
    await client.go();
    const asked = client.take(TYPE.globalRequest)!;
    assertEquals(new TextDecoder().decode(asked.subarray(4, 25)), "keepalive@openssh.com");
    client.send(TYPE.requestFailure);
    await client.go();
  }
  await door.clock.advance(59_999);
  await client.go();
  assertEquals(client.connection.hasClosedWrite, false);
  await door.clock.advance(1);
  await client.go();
  assertEquals(await isLetGo(client, door), true);
  assertEquals(await heardBy(door.guests[0]!), null);
  await door.leave(client);
});

Deno.test("of a guest 6,000 messages are taken in 30 s, and wishes for 30 new keys", async () => {
  const door = openedSshDoor();
  {
    using client = door.client();
    await client.enter();
    for (let turn = 0; turn < 29; turn++) {
      client.rekey();
      await client.go();
    }
    assertEquals([client.exchanges, client.connection.hasClosedWrite], [30, false]);
    await door.clock.advance(30_000);
    await client.go();
    for (let turn = 0; turn < 40 && !client.connection.hasClosedWrite; turn++) {
      client.rekey();
      await client.go();
    }
    assertEquals([client.exchanges, await isLetGo(client, door)], [60, true]);
  }
  using client = door.client();
  await client.enter();
  for (let sent = 0; sent < 7000 && !client.connection.hasClosedWrite; sent += 1000) {
    for (let at = 0; at < 1000; at++) client.send(TYPE.ignore, sshString(""));
    await client.go();
    assertLess(sent, 6000);
  }
  assertEquals(await isLetGo(client, door), true);
  await door.leave();
});

Deno.test("a message without anything in it ends it; while keys are agreed on 64 KiB of them do", async () => {
  const door = openedSshDoor();
  {
    using client = door.client();
    await client.enter();
    client.send();
    assertEquals(await isLetGo(client, door), true);
  }
  using client = door.client();
  await client.enter();
  for (let turn = 0; turn < 3; turn++) {
    client.rekey();
    for (let at = 0; at < 500; at++) client.send();
    await client.go();
    assertEquals([client.exchanges, client.connection.hasClosedWrite], [turn + 2, false]);
  }
  client.rekey();
  for (let at = 0; at < 2000; at++) client.send();
  for (let tick = 0; tick < 20 && !client.connection.hasClosedWrite; tick++) {
    await quiet();
    await door.clock.advance(0);
  }
  assertEquals(await isLetGo(client, door), true);
  await door.leave(client);
});

Deno.test("a guest may open the window for each packet that they are sent, and a packet counts for 30 s", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter("ann", 100_000);
  const opens = () => client.send(TYPE.windowAdjust, uint32(0), uint32(10)), text = new Uint8Array(10);
  for (let sent = 0; sent < 7000; sent++) {
    await door.guests[0]!.connection.write(text);
    opens();
    if (sent % 100 === 0) await client.go();
  }
  await client.go();
  assertEquals(client.connection.hasClosedWrite, false);
  for (let at = 0; at < 7000 && !client.connection.hasClosedWrite; at++) {
    opens();
    if (at % 100 === 0) await client.go();
  }
  assertEquals(await isLetGo(client, door), true);

  using late = door.client();
  await late.enter("ben", 100_000);
  for (let sent = 0; sent < 7000; sent++) await door.guests[1]!.connection.write(text);
  await door.clock.advance(30_000);
  for (let at = 0; at < 7000 && !late.connection.hasClosedWrite; at++) {
    late.send(TYPE.windowAdjust, uint32(0), uint32(10));
    if (at % 100 === 0) await late.go();
  }
  assertEquals(await isLetGo(late, door), true);
  await door.leave(client);
});

Deno.test("a client may not send more than 32 KiB before it is read; when it is, it may send as much again", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  const part = "x".repeat(8192), guest = () => door.guests[0]!;
  for (let turn = 0; turn < 4; turn++) await client.type(part);
  assertEquals(client.take(TYPE.windowAdjust), undefined);
  let read = 0;
  while (read < 32_768) read += (await heardBy(guest(), 1000))!.length;
  await client.go();
  let opened = 0;
  for (let message; (message = client.take(TYPE.windowAdjust)) !== undefined;) {
    opened += new DataView(message.buffer, message.byteOffset).getUint32(4);
  }
  assertEquals([read, opened >= 16_384 && opened <= 32_768], [32_768, true]);
  for (let turn = 0; turn < 5; turn++) await client.type(part); // one too many
  assertEquals(await isLetGo(client, door), true);
  await door.leave();
});

Deno.test("a write waits for the window that the client opens, and never for one that stays shut", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter("ann", 3);
  const { connection } = door.guests[0]!;
  assertEquals(await connection.write(bytes("hello\n")), 3);
  let written: number | undefined;
  const writing = connection.write(bytes("lo\n")).then((count) => written = count);
  await client.go();
  assertEquals([client.shown(), written], ["hel", undefined]);
  client.send(TYPE.windowAdjust, uint32(0), uint32(2));
  await client.go();
  assertEquals([client.shown(), written], ["lo", 2]);
  await writing;
  const refused = assertRejects(() => connection.write(bytes("\n")));
  connection[Symbol.dispose]();
  await refused;
  await door.leave(client);
});

Deno.test("a peer that does not read is not read either, and its session may end all the same", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  client.connection.makeRoom(0);
  const { connection } = door.guests[0]!;
  const refused = assertRejects(() => connection.write(bytes("hello\n")));
  for (let turn = 0; turn < 3000; turn++) client.send(TYPE.globalRequest, sshString("x"), 1); // answers pile up
  for (let turn = 0; turn < 100; turn++) {
    await quiet();
    await door.clock.advance(0);
  }
  assertEquals([client.connection.readsUnderWay, client.connection.hasClosedWrite], [0, false]);
  connection[Symbol.dispose]();
  await door.clock.advance(LINGER_MS);
  await refused;
  assertEquals(client.connection.disposals > 0, true);
  await door.leave();
});

Deno.test("packets that are too short for lines end it, and a hundred channels are one", async () => {
  const door = openedSshDoor();
  {
    using client = door.client();
    await client.login();
    await client.open("session", 1000, 255);
    assertEquals(await isLetGo(client, door), true);
  }
  using client = door.client();
  await client.login();
  for (let turn = 0; turn < 100; turn++) await client.open();
  const types = client.messages.map(([type]) => type);
  assertEquals(types.filter((type) => type === TYPE.channelOpened).length, 1);
  assertEquals(types.filter((type) => type === TYPE.channelNotOpened).length, 99);
  await door.leave(client);
});
