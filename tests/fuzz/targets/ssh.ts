/**
 * A client of SSH: its first packets, and whatever it may send when it has agreed on keys, has come in, or talks.
 *
 * The first byte of an input says how far it comes by the rules. What follows are bytes of the connection, or messages,
 * each with its length in front.
 *
 * 1. Before there are keys, it makes no difference where the bytes are cut.
 * 2. At most one guest comes in, who has asked to be let in.
 * 3. What is answered has a bound, and in the end nothing is left: no connection, no place, no timer, no bug.
 *
 * @module
 */

import { joined, sshString, uint32 } from "../../../lib/doors/ssh/ssh_strings.ts";
import { openedSshDoor } from "../../support/opened_ssh_door.ts";
import { quiet } from "../../support/opened_web_socket.ts";
import { pty, type SshClient, TYPE } from "../../support/ssh_client.ts";
import { kexInit, kexStart, packet, VERSION } from "../../support/ssh_packets.ts";
import { cuttingsOf } from "../cuttings.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Most bytes of an input here. */
const MAX_INPUT_BYTES = 2000;

/** Most bytes that are answered to one: a handshake, and 100 for each message that fits. */
const MAX_ANSWER_BYTES = 100_000;

/** Longer than everything there is to wait for, in milliseconds. */
const LONG_MS = 200_000;

type Door = ReturnType<typeof openedSshDoor>;

/** How far a client may come by the rules. */
const STAGES: readonly ((client: SshClient) => Promise<void>)[] = [
  (client) => client.go(),
  (client) => client.login(),
  async (client) => {
    await client.login();
    await client.open();
  },
  (client) => client.enter(),
];

/** Everybody goes, and then is looked at. */
async function end(door: Door, connection: ReturnType<Door["call"]>): Promise<void> {
  const { guests, background, logins, crowd, clock, failures } = door;
  connection.feed(null);
  await quiet();
  for (const { connection, ticket } of guests) {
    connection[Symbol.dispose]();
    if (ticket.kind === "place") ticket[Symbol.dispose]();
  }
  await quiet();
  await clock.advance(LONG_MS);
  insist(guests.length <= 1, "at most one guest comes in", guests.length);
  insist(guests.every(({ login }) => typeof login?.name === "string"), "whoever comes in has asked to");
  insist(connection.taken.length <= MAX_ANSWER_BYTES, "answers have a bound", connection.taken.length);
  insist(connection.disposals > 0, "the connection is closed");
  insistSame([background.size, logins.size, crowd.guests, clock.timers], [0, 0, 0, 0], "nothing is left");
  insist(failures.length === 0, "there is no bug", failures.map(String));
}

/** Why it ended, without numbers. */
const reasonIn = ({ book }: Door) => book.lines.map((line) => line.replaceAll(/\d+/g, "0")).join();

/** What comes of bytes before there are keys. */
async function beginning(chunks: readonly Uint8Array[]) {
  const door = openedSshDoor(), connection = door.call();
  connection.feed(...chunks); // each is read by itself, in a tick of its own
  await quiet();
  await door.readBy(connection);
  const answered = connection.taken.length;
  await end(door, connection);
  return [answered, reasonIn(door)] as const;
}

/** The messages in an input. */
function messagesIn(input: Uint8Array): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let at = 0; at < input.length;) {
    const end = at + 1 + input[at]!;
    messages.push(input.subarray(at + 1, end));
    at = end;
  }
  return messages;
}

/** What comes of messages when there are keys. */
async function talk(go: (typeof STAGES)[number], input: Uint8Array): Promise<string[]> {
  const door = openedSshDoor();
  using client = door.client();
  await go(client);
  client.messages.length = 0;
  for (const message of messagesIn(input)) {
    client.send(message);
    await client.go();
  }
  const answers = client.messages.map(([type]) => `answer ${type}`), [guest] = door.guests;
  const heard = guest === undefined
    ? ""
    : `${guest.login?.command !== undefined} ${guest.login?.terminal !== undefined}`;
  await end(door, client.connection);
  return [...answers, heard, reasonIn(door)];
}

async function run(given: Uint8Array): Promise<string[]> {
  const input = given.subarray(0, MAX_INPUT_BYTES), stage = (input[0] ?? 0) % (STAGES.length + 1);
  const go = STAGES[stage - 1], rest = input.subarray(1);
  if (go !== undefined) return (await talk(go, rest)).map((found) => `${stage} ${found}`);
  const whole = await beginning([rest]);
  const { "byte by byte": all, ...cuttings } = cuttingsOf(rest);
  for (
    const [how, chunks] of Object.entries(
      rest.length > 300 ? cuttings : { ...cuttings, "byte by byte": all! },
    )
  ) {
    insistSame(await beginning(chunks), whole, `the same comes of it ${how} as in one piece`);
  }
  return [`${whole[0]} ${whole[1]}`];
}

/** Messages as they are in an input. */
function told(stage: number, ...messages: readonly (readonly (number | Uint8Array)[])[]): Uint8Array {
  const whole = messages.map((parts) =>
    joined(...parts.map((part) => typeof part === "number" ? Uint8Array.of(part) : part))
  );
  return joined(
    Uint8Array.of(stage),
    ...whole.flatMap((message) => [Uint8Array.of(message.length), message]),
  );
}

const service = [TYPE.serviceRequest, sshString("ssh-userauth")];
const auth = (
  method: string,
  ...more: (number | Uint8Array)[]
) => [TYPE.authRequest, sshString("ann"), sshString("ssh-connection"), sshString(method), ...more];
const session = [TYPE.channelOpen, sshString("session"), uint32(7), uint32(9999), uint32(9999)];
const request = (
  type: string,
  ...more: (number | Uint8Array)[]
) => [TYPE.channelRequest, uint32(0), sshString(type), 1, ...more];

/** The target. */
export const ssh: Target = {
  name: "ssh",
  seeds() {
    const key = joined(sshString("ssh-ed25519"), sshString(new Uint8Array(32).fill(9)));
    const start = joined(Uint8Array.of(0), VERSION);
    return Promise.resolve([
      start,
      joined(start, packet(kexInit())),
      joined(start, packet(kexInit()), kexStart(new Uint8Array(32).fill(9)), packet(Uint8Array.of(21))),
      joined(start, packet(kexInit("zlib"))),
      told(1, service, auth("none"), auth("password", 0, sshString("x")), session, request("shell")),
      told(1, service, auth("none"), auth("publickey", 0, sshString("ssh-ed25519"), sshString(key))),
      told(
        1,
        service,
        auth("keyboard-interactive", sshString(""), sshString("")),
        session,
        request("exec", sshString("who")),
      ),
      told(1, session, request("shell")),
      told(2, session, request("pty-req", ...pty("xterm", 80, 24)), request("shell")),
      told(3, request("env", sshString("A"), sshString("b")), request("subsystem", sshString("sftp"))),
      told(4, [TYPE.data, uint32(0), sshString("hi\n")], [TYPE.eof, uint32(0)], [TYPE.close, uint32(0)]),
      told(4, [TYPE.globalRequest, sshString("tcpip-forward"), 1], [
        TYPE.windowAdjust,
        uint32(0),
        uint32(0xffff_ffff),
      ]),
      told(4, [TYPE.disconnect, uint32(11), sshString(""), sshString("")]),
    ]);
  },
  morsels: [
    ...Object.values(TYPE).map((type) => Uint8Array.of(type)),
    ...[0, 1, 7, 255, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff].map(uint32),
    ...["", "session", "direct-tcpip", "pty-req", "shell", "exec", "window-change", "x11-req", "signal"].map(
      sshString,
    ),
    ...[
      "publickey",
      "password",
      "hostbased",
      "ssh-rsa",
      "rsa-sha2-512",
      "ecdsa-sha2-nistp256",
      "keepalive@openssh.com",
    ]
      .map(sshString),
    ...[session, request("shell"), auth("none"), service].map((parts) => told(0, parts).subarray(1)),
  ],
  run,
};
