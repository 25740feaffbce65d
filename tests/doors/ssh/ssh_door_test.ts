/** What a client of SSH is let do, from its version to its goodbye. */

import { assertEquals } from "@std/assert";
import { sshString, SshStrings, uint32 } from "../../../lib/doors/ssh/ssh_strings.ts";
import { bytes } from "../../support/bytes.ts";
import { heardBy, openedSshDoor } from "../../support/opened_ssh_door.ts";
import { quiet } from "../../support/opened_web_socket.ts";
import { assertSplitSafe } from "../../support/splits.ts";
import { numberIn, pty, TYPE } from "../../support/ssh_client.ts";

type Door = ReturnType<typeof openedSshDoor>;

/** The guest who came last. */
const guestOf = (door: Door) => door.guests.at(-1)!;

Deno.test("a client that is let in is a guest with its wished name, what it types is read, and what is written shows", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter("anna");
  const guest = guestOf(door), { arrival, login, first, ticket } = guest;
  assertEquals([arrival.door, arrival.isEncrypted, arrival.peer], ["ssh", true, "192.0.2.1:1"]);
  assertEquals([login?.name, login?.key, login?.terminal, login?.command], [
    ...["anna", undefined, undefined, undefined],
  ]);
  assertEquals([first, ticket.kind], [undefined, "place"]);
  await client.type("hello\n");
  assertEquals(await heardBy(guest), "hello\n");
  await guest.connection.write(bytes("hi\n"));
  await client.go();
  assertEquals(client.shown(), "hi\n");
  client.connection.feed(null);
  await quiet();
  assertEquals(await heardBy(guest), null);
  await door.leave();
});

Deno.test("a version may come in any pieces, and the server has said its own before", async () => {
  const door = openedSshDoor();
  await assertSplitSafe(bytes("SSH-2.0-test with a comment\r\n"), async (chunks) => {
    const connection = door.call();
    await quiet();
    const before = connection.taken.length;
    connection.feed(...chunks, null);
    await quiet();
    await door.readBy(connection);
    const sent = new TextDecoder("latin1").decode(connection.taken);
    return [before, sent.startsWith("SSH-2.0-chat-server\r\n"), sent.charCodeAt(before + 5)];
  }, [21, true, TYPE.kexInit]);
  await door.leave();
});

Deno.test("everything may come byte by byte", async () => {
  const door = openedSshDoor();
  using client = door.client();
  const { connection } = client, feed = connection.feed;
  connection.feed = (...chunks) => {
    for (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) feed.call(connection, chunk);
      else for (const byte of chunk) feed.call(connection, Uint8Array.of(byte));
    }
  };
  await client.enter("anna");
  await client.type("hello\n");
  assertEquals(await heardBy(guestOf(door)), "hello\n");
  await door.leave(client);
});

Deno.test("who asks for nothing is refused once, so that the client tells of its keys; then anything will do", async () => {
  const door = openedSshDoor();
  const ways: readonly (readonly [string, readonly (Uint8Array | number)[]])[] = [
    ["none", []],
    ["password", [0, sshString("whatever")]],
    ["keyboard-interactive", [sshString(""), sshString("")]],
  ];
  for (const [method, more] of ways) {
    using client = door.client();
    await client.go();
    client.send(TYPE.serviceRequest, sshString("ssh-userauth"));
    await client.ask("ann", "none");
    const strings = new SshStrings(client.take(TYPE.authFailure)!.slice());
    assertEquals(strings.text(), "publickey,keyboard-interactive,password");
    client.send(TYPE.serviceRequest, sshString("ssh-userauth")); // as paramiko does each time
    await client.ask("ann", method, ...more);
    assertEquals(client.take(TYPE.authSuccess)?.length, 0, method);
    client.connection.feed(null);
  }
  await door.leave();
});

Deno.test("a terminal is told by name and size, and every new size", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.login();
  await client.open();
  await client.request("env", sshString("LANG"), sshString("C"));
  assertEquals(client.take(TYPE.channelFailure)?.length, 4); // it is ignored
  await client.request("pty-req", ...pty("xterm-256color", 100, 40));
  await client.request("shell");
  assertEquals(client.messages.filter(([type]) => type === TYPE.channelSuccess).length, 2);
  const terminal = guestOf(door).login!.terminal!, sizes: number[][] = [];
  assertEquals([terminal.name, terminal.columns, terminal.rows], ["xterm-256color", 100, 40]);
  terminal.onResize((...size) => void sizes.push(size));
  for (const size of [[80, 24], [4_000_000_000, 0]]) {
    const numbers = [...size, 0, 0].map(uint32);
    client.send(TYPE.channelRequest, uint32(0), sshString("window-change"), 0, ...numbers);
    await client.go();
  }
  assertEquals(sizes, [[80, 24], [65_535, 0]]);
  assertEquals([terminal.columns, terminal.rows], [65_535, 0]);
  await door.leave(client);
});

Deno.test("a terminal with a name that is none has no name", async () => {
  const door = openedSshDoor();
  for (const [name, told] of [["", ""], ["dumb", "dumb"], ["\x1b[31m", ""], ["x".repeat(65), ""]] as const) {
    using client = door.client();
    await client.login();
    await client.open();
    await client.request("pty-req", ...pty(name, 0, 0));
    await client.request("shell");
    assertEquals(guestOf(door).login?.terminal?.name, told);
    client.connection.feed(null);
  }
  await door.leave();
});

Deno.test("a command is told as it is, and never cut: the chat may take lines longer than most", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.login();
  await client.open();
  const command = `say ${"x".repeat(30_000)}`;
  await client.request("exec", sshString(command));
  assertEquals(guestOf(door).login?.command, command);
  await door.leave(client);
});

Deno.test("a command is told, and what goes wrong with it is read on the standard error", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.login();
  await client.open();
  await client.request("exec", sshString("say hello"));
  const { login, connection } = guestOf(door);
  assertEquals(login?.command, "say hello");
  await login!.writeError(bytes("no\n"));
  login!.exitWith(3);
  await connection.closeWrite("quit");
  await client.go();
  assertEquals([client.shown(TYPE.errorData), client.shown()], ["no\n", ""]);
  assertEquals(numberIn(client.take(TYPE.channelRequest)), [7, "exit-status", 0, 3]);
  await door.leave(client);
});

Deno.test("new keys may be agreed on while somebody talks, and nothing is lost by that", async () => {
  const door = openedSshDoor();
  using client = door.client();
  await client.enter();
  const { connection } = guestOf(door);
  client.rekey();
  const written = connection.write(bytes("meanwhile\n"));
  await client.go();
  assertEquals([await written, client.exchanges, client.shown()], [10, 2, "meanwhile\n"]);
  await client.type("hello\n");
  assertEquals(await heardBy(guestOf(door)), "hello\n");
  await door.leave(client);
});
