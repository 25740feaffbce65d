/** How long, how much and how often until a session of SSH begins: whoever goes beyond costs nobody else anything. */

import { assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { joined, sshString, SshStrings, uint32 } from "../../../lib/doors/ssh/ssh_strings.ts";
import { Undecided } from "../../../lib/doors/undecided.ts";
import { bytes } from "../../support/bytes.ts";
import type { FakeConnection } from "../../support/fake_connection.ts";
import { type Client, isLetGo, LINGER_MS, openedSshDoor } from "../../support/opened_ssh_door.ts";
import { quiet } from "../../support/opened_web_socket.ts";
import { TYPE } from "../../support/ssh_client.ts";

Deno.test("whoever asks for nothing within 10 s is let go of, however they crawl", async () => {
  const version = bytes("SSH-2.0-x\r\n");
  const crawls: ((connection: FakeConnection, second: number) => void)[] = [
    () => {},
    (connection, second) => connection.feed(version.subarray(second, second + 1)),
    (connection, second) => second === 0 && connection.feed(version),
    (connection, second) =>
      connection.feed(second === 0 ? version : uint32(252).subarray(second - 1, second)),
  ];
  const door = openedSshDoor();
  for (const crawl of crawls) {
    const connection = door.call();
    for (let second = 0; second < 10; second++) {
      crawl(connection, second);
      await quiet();
      await door.clock.advance(999);
      assertEquals(connection.hasClosedWrite, false);
      await door.clock.advance(1);
    }
    await quiet();
    assertEquals(connection.hasClosedWrite, true);
    await door.clock.advance(LINGER_MS);
    assertEquals(connection.disposals > 0, true);
  }
  await door.leave();
});

Deno.test("whoever has asked has 120 s until the session begins", async () => {
  const ways: ((client: Client) => Promise<void>)[] = [
    async (client) => {
      await client.go();
      client.send(TYPE.serviceRequest, sshString("ssh-userauth"));
      await client.ask("ann", "none");
    },
    (client) => client.login(),
    async (client) => {
      await client.login();
      await client.open();
    },
  ];
  for (const way of ways) {
    const door = openedSshDoor();
    using client = door.client();
    await way(client);
    await door.clock.advance(119_900); // coming here took some ticks
    assertEquals(client.connection.hasClosedWrite, false);
    await door.clock.advance(100);
    await client.go();
    assertEquals(client.connection.hasClosedWrite, true);
    await door.leave(client);
  }
});

Deno.test("of those on the way in, the first to come gives way to one too many; whoever is in stays", async () => {
  const logins = new Undecided(2), door = openedSshDoor({ logins });
  using guest = door.client();
  await guest.enter();
  using slow = door.client();
  await slow.login();
  door.call();
  using next = door.client();
  await slow.go();
  assertEquals(slow.take(TYPE.disconnect)?.subarray(0, 4), uint32(12));
  await next.enter("ben");
  assertEquals([door.guests.length, logins.size, guest.connection.hasClosedWrite], [2, 1, false]);
  assertEquals(await isLetGo(slow, door), true);
  assertEquals(door.crowd.guests, 3);
  logins[Symbol.dispose]();
  await door.leave(guest);
});

Deno.test("a version has 255 bytes at most, and is one", async () => {
  const door = openedSshDoor();
  const bad = [
    `SSH-2.0-${"x".repeat(300)}\r\n`,
    "SSH-2.0-" + "x".repeat(300),
    "SSH-1.5-old\r\n",
    "hello\n",
    "SSH-2.0-x",
  ];
  for (const version of bad) {
    const connection = door.call();
    connection.feed(bytes(version));
    if (version === bad.at(-1)) connection.feed(null);
    await quiet();
    await door.clock.advance(LINGER_MS);
    assertEquals(connection.disposals > 0, true, version);
  }
  const connection = door.call();
  connection.feed(bytes(`SSH-2.0-${"x".repeat(245)}\r\n`));
  await quiet();
  assertLess(100, connection.taken.length);
  connection.feed(new Error("reset"));
  await door.leave();
});

Deno.test("64 KiB have to do until the session begins: no environment is a megabyte", async () => {
  const door = openedSshDoor();
  {
    using client = door.client();
    await client.login();
    await client.open();
    for (let turn = 0; turn < 50 && !client.connection.hasClosedWrite; turn++) {
      await client.request("env", sshString(`N${turn}`), sshString("x".repeat(20_000)));
      assertLess(turn, 5);
    }
    assertEquals(await isLetGo(client, door), true);
  }
  using client = door.client();
  await client.go();
  for (let turn = 0; turn < 50 && !client.connection.hasClosedWrite; turn++) {
    client.send(TYPE.ignore, sshString("x".repeat(20_000)));
    await client.go();
    assertLess(turn, 5);
  }
  assertEquals(await isLetGo(client, door), true);
  await door.leave();
});

Deno.test("a guest may refuse to be let in six times, and ask twenty times", async () => {
  const key = joined(sshString("ssh-ed25519"), sshString(new Uint8Array(32)));
  const ways: readonly (readonly [times: number, method: string, more: readonly (Uint8Array | number)[]])[] =
    [
      [6, "hostbased", ["ssh-rsa", "", "", "", ""].map(sshString)],
      [6, "publickey", [0, sshString("ssh-dss"), sshString("x")]],
      [21, "publickey", [0, sshString("ssh-ed25519"), sshString(key)]],
    ];
  for (const [times, method, more] of ways) {
    const door = openedSshDoor();
    using client = door.client();
    await client.go();
    client.send(TYPE.serviceRequest, sshString("ssh-userauth"));
    for (let turn = 1; turn < times; turn++) {
      await client.ask("ann", method, ...more);
      assertEquals(client.connection.hasClosedWrite, false, method);
    }
    await client.ask("ann", method, ...more);
    const goodbye = new SshStrings(client.take(TYPE.disconnect)!.slice());
    assertEquals([goodbye.uint32(), goodbye.text()], [14, "Too many tries."]);
    await door.clock.advance(500); // it may go first
    assertEquals(await isLetGo(client, door), true);
    await door.leave();
  }
});

Deno.test("messages at a wrong time, or that no client sends, end it", async () => {
  const auth = [sshString("ann"), sshString("ssh-connection"), sshString("password"), 0, sshString("x")];
  const wrong: readonly (readonly [when: "before" | "inside", ...(number | Uint8Array)[]])[] = [
    ["before", TYPE.channelOpen, sshString("session"), uint32(0), uint32(1), uint32(1000)],
    ["before", TYPE.globalRequest, sshString("hostkeys-00@openssh.com"), 1],
    ["before", TYPE.infoResponse, uint32(32_000_000)], // ssh2 would make room for as many
    ["before", TYPE.authRequest, ...auth], // without the service for it
    ["before", TYPE.serviceRequest, sshString("ssh-connection")],
    ["before", 19],
    ["inside", TYPE.authRequest, ...auth],
    ["inside", TYPE.infoResponse, uint32(32_000_000)],
    ["inside", TYPE.channelOpened, uint32(0), uint32(0), uint32(0), uint32(0)],
    ["inside", TYPE.authSuccess],
    ["inside", TYPE.globalRequest, uint32(1000)],
    ["inside", TYPE.channelOpen, sshString("session")],
    ["inside", TYPE.channelRequest, uint32(0)],
    ["inside", TYPE.data, uint32(0), uint32(99)],
    ["inside", 255],
  ];
  for (const [when, ...message] of wrong) {
    const door = openedSshDoor();
    using client = door.client();
    if (when === "inside") await client.enter();
    else await client.go();
    client.send(...message);
    await client.go();
    assertNotEquals(client.take(TYPE.disconnect), undefined, `${when} ${message}`);
    await door.clock.advance(500);
    assertEquals(await isLetGo(client, door), true);
    await door.leave();
  }
});

Deno.test("so many at once of one network who have no place are let go of, and all who are not in yet when the server stops", async () => {
  const door = openedSshDoor();
  const turnedAway = Array.from({ length: 70 }, () => door.call({ kind: "crowded", guests: 1 }));
  const welcome = door.call();
  await quiet();
  assertEquals(turnedAway.filter(({ disposals }) => disposals > 0).length, 54);
  door.logins[Symbol.dispose]();
  await quiet();
  await door.clock.advance(LINGER_MS);
  assertEquals([...turnedAway, welcome].filter(({ disposals }) => disposals > 0).length, 71);
  const late = door.call();
  await quiet();
  assertEquals(late.disposals > 0, true);
  await door.leave();
});
