/** How a session of SSH ends, and what it is refused. */

import { assertEquals, assertRejects } from "@std/assert";
import { joined, sshString, SshStrings, uint32 } from "../../../lib/doors/ssh/ssh_strings.ts";
import { bytes } from "../../support/bytes.ts";
import { heardBy, openedSshDoor } from "../../support/opened_ssh_door.ts";
import { numberIn, TYPE } from "../../support/ssh_client.ts";

type Door = ReturnType<typeof openedSshDoor>;

/** The guest who came last. */
const guestOf = (door: Door) => door.guests.at(-1)!;

Deno.test("a client that is turned away talks to the chat all the same, which says why", async () => {
  const door = openedSshDoor();
  using client = door.client({ kind: "crowded", guests: 1 });
  await client.enter();
  const { ticket, connection } = guestOf(door);
  assertEquals(ticket, { kind: "crowded", guests: 1 });
  await connection.write(bytes("full\n"));
  connection[Symbol.dispose]();
  await client.go();
  assertEquals(client.shown(), "full\n");
  assertEquals(numberIn(client.take(TYPE.channelRequest)), [7, "exit-status", 0, 1]);
  await door.leave(client);
});

Deno.test("the goodbye is read before the channel closes; the status tells whether somebody was put out", async () => {
  const statuses = [["quit", 0], ["resumed", 0], ["kicked", 1], ["too_slow", 1], ["stopping", 1], [
    "bug",
    1,
  ]] as const;
  for (const [why, status] of statuses) {
    const door = openedSshDoor();
    using client = door.client();
    await client.enter();
    const { connection } = guestOf(door);
    await connection.write(bytes("bye\n"));
    await connection.closeWrite(why);
    await client.go();
    const types = client.messages.map(([type]) => type);
    assertEquals(types, [TYPE.data, TYPE.channelRequest, TYPE.eof, TYPE.close]);
    assertEquals(numberIn(client.take(TYPE.channelRequest)), [7, "exit-status", 0, status], why);
    client.send(TYPE.close, uint32(0));
    await client.go();
    assertEquals(await heardBy(guestOf(door)), null);
    await assertRejects(() => connection.write(bytes("more")));
    await door.leave(client);
  }
});

Deno.test("whoever has ended their input is read to the end, and may still read", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  client.send(TYPE.data, uint32(0), sshString("one\ntwo\n"));
  client.send(TYPE.eof, uint32(0));
  await client.go();
  const guest = guestOf(door);
  assertEquals([await heardBy(guest, 4), await heardBy(guest), await heardBy(guest)], [
    "one\n",
    "two\n",
    null,
  ]);
  await guest.connection.write(bytes("an answer\n"));
  guest.connection[Symbol.dispose]();
  await client.go();
  assertEquals(client.shown(), "an answer\n");
  assertEquals(numberIn(client.take(TYPE.channelRequest)), [7, "exit-status", 0, 0]);
  await door.leave(client);
});

Deno.test("files and subsystems are refused in words, with a status", async () => {
  const files = "This is a chat: it has no files, and copies none.\r\n";
  const refused: readonly (readonly [type: string, what: string, told: string])[] = [
    ["subsystem", "sftp", files],
    ["subsystem", "netconf", "This is a chat: it has no subsystems.\r\n"],
    ["exec", "scp -t x", files],
    ["exec", "/usr/lib/openssh/sftp-server", files],
    ["exec", "rsync --server . x", files],
    ["exec", "git-upload-pack 'x'", files],
  ];
  const door = openedSshDoor();
  for (const [type, what, told] of refused) {
    using client = door.client();
    await client.login();
    await client.open();
    await client.request(type, sshString(what));
    assertEquals(client.take(TYPE.channelSuccess)?.length, 4);
    assertEquals(client.shown(TYPE.errorData), told);
    assertEquals(numberIn(client.take(TYPE.channelRequest)), [7, "exit-status", 0, 1]);
    assertEquals(client.take(TYPE.close)?.length, 4);
    client.connection.feed(null);
  }
  assertEquals(door.guests, []);
  await door.leave();
});

Deno.test("nothing is forwarded, and there is one session: who asks for more is told so, and talks on", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  const open = async (type: string, more?: Uint8Array<ArrayBuffer>) => {
    await client.open(type, 1000, 1000, more);
    const strings = new SshStrings(client.take(TYPE.channelNotOpened)!.slice());
    return [strings.uint32(), strings.uint32(), strings.text()];
  };
  const address = joined(sshString("localhost"), uint32(1), sshString("::1"), uint32(2));
  const told = [7, 1, "This is a chat: nothing is forwarded here."];
  for (const type of ["direct-tcpip", "forwarded-tcpip"]) assertEquals(await open(type, address), told);
  assertEquals(
    await open("direct-streamlocal@openssh.com", joined(sshString("/run/x"), sshString(""), uint32(0))),
    told,
  );
  assertEquals(await open("auth-agent@openssh.com"), told);
  assertEquals(await open("session"), [
    7,
    1,
    "One session a connection, please: connect once more for another one.",
  ]);
  for (const type of ["x11-req", "auth-agent-req@openssh.com", "shell", "exec", "made-up"]) {
    await client.request(
      type,
      ...type === "x11-req" ? [0, sshString("a"), sshString("b"), uint32(0)] : [sshString("a")],
    );
    assertEquals(client.take(TYPE.channelFailure)?.length, 4, type);
  }
  for (const name of ["tcpip-forward", "keepalive@openssh.com", "hostkeys-00@openssh.com"]) {
    client.send(TYPE.globalRequest, sshString(name), 1, sshString("x"));
    await client.go();
    assertEquals(client.take(TYPE.requestFailure)?.length, 0, name);
  }
  client.send(TYPE.globalRequest, sshString("no-more-sessions@openssh.com"), 0);
  await client.type("on\n");
  assertEquals([await heardBy(guestOf(door)), client.messages, door.guests.length], ["on\n", [], 1]);
  await door.leave(client);
});

Deno.test("a channel that is closed before anything was asked for ends the connection", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.login();
  await client.open();
  client.send(TYPE.close, uint32(0));
  await client.go();
  await door.clock.advance(500);
  assertEquals(client.connection.hasClosedWrite, true);
  await door.leave(client);
});
