/**
 * Clients of SSH that vanish, lie or crawl: at the version, while keys are agreed on, while they are let in, on their
 * channel, and while they talk.
 *
 * @module
 */

import { joined, sshString, uint32 } from "../../lib/doors/ssh/ssh_strings.ts";
import { bytes } from "./bytes.ts";
import type { Address } from "./guest.ts";
import { Random } from "./random.ts";
import { sends } from "./sent_and_gone.ts";
import { SshGuest } from "./ssh_guest.ts";
import { pty, TYPE } from "./ssh_client.ts";
import { kexInit, kexStart, packet, VERSION } from "./ssh_packets.ts";

/** Beginnings that are changed at random. */
const CHANGED = 150;

/** How many of each way go wrong at each stage. */
const EACH = 4;

/** How many are there at the same time. */
const AT_ONCE = 60;

/** How far a client goes that knows the way. */
const STAGES: readonly ((guest: SshGuest) => Promise<void>)[] = [
  async ({ client }) => await client.go(),
  async ({ client }) => await client.login(),
  async ({ client }) => await client.open(),
  async ({ client }) => await client.request("pty-req", ...pty("xterm", 80, 24)),
  async ({ client }) => await client.request("shell"),
  async (guest) => {
    guest.client.send(TYPE.data, uint32(0), sshString("eve\r"));
    await guest.hears("eve");
  },
];

/** What they do then, and whether they wait for what comes of it. */
const ENDS: readonly (readonly [run: (guest: SshGuest, random: Random) => void, isHungUpOn?: true])[] = [
  [(guest) => guest.reset()],
  [() => {}], // they hang up
  [(guest, random) => guest.spoil(Uint8Array.from({ length: 5000 }, () => random.below(256))), true],
  [({ client }) => client.send(TYPE.channelOpen, sshString("session"), uint32(0), uint32(0), uint32(0))],
  [({ client }) => client.send(255), true],
  [({ client }) => client.send(TYPE.channelRequest, uint32(0), sshString("pty-req"), 1), true],
  [({ client }) => client.rekey()],
  [({ client }) => {
    for (let turn = 0; turn < 20; turn++) client.send(TYPE.ignore, sshString(new Uint8Array(30_000)));
  }],
  [({ client }) => client.send(TYPE.disconnect, uint32(11), sshString(""), sshString("")), true],
];

async function goesWrong(server: Address, stage: number, end: number, random: Random): Promise<void> {
  await using guest = await SshGuest.connect(server);
  for (const go of STAGES.slice(0, stage + 1)) await go(guest);
  const [run, isHungUpOn] = ENDS[end]!;
  run(guest, random);
  if (isHungUpOn) await guest.hearEnd();
}

/** Lets them all loose on a server; resolves with their number when they are gone. */
export async function hostileSsh(server: Address): Promise<number> {
  const random = new Random(18),
    noise = (count: number) => Uint8Array.from({ length: count }, () => random.below(256));
  const whole = joined(VERSION, packet(kexInit()), kexStart(noise(32)), packet(Uint8Array.of(21)));
  const beginnings = [
    ...["SSH-2.0-", "SSH-1.99-x\r\n", "SSH-2.0-x y z\r\n", `SSH-2.0-${"x".repeat(400)}\r\n`, "SSH-2.0-\r\n"]
      .map((text) => bytes(text)),
    bytes("SSH-2.0-", new Uint8Array(300)),
    bytes(VERSION, VERSION),
    bytes(VERSION, uint32(0xffff_ffff)),
    bytes(VERSION, packet(Uint8Array.of(20, 0, 0))),
    bytes(VERSION, packet(kexInit("zlib"))),
    bytes(VERSION, packet(kexInit()), packet(kexInit())),
    ...[new Uint8Array(32), noise(5), noise(0), noise(200)].map((point) =>
      bytes(VERSION, packet(kexInit()), kexStart(point))
    ),
    bytes(VERSION, packet(Uint8Array.of(TYPE.serviceRequest), sshString("ssh-userauth"))),
    bytes(VERSION, noise(2000)),
    ...Array.from({ length: 40 }, () => whole.subarray(0, random.below(whole.length))),
    ...Array.from({ length: CHANGED }, () => {
      const changed = whole.slice();
      for (let left = random.between(1, 6); left > 0; left--) {
        changed[8 + random.below(changed.length - 8)] = random.below(256);
      }
      return changed;
    }),
  ];
  const attacks = [
    ...beginnings.map((all) => () => sends(server, [all], random)),
    ...beginnings.map((all) => () => sends(server, [all.subarray(0, 9), all.subarray(9)], random)).slice(
      0,
      30,
    ),
    () => sends(server, Array.from(whole, (_, at) => whole.subarray(at, at + 1)), random),
    ...STAGES.flatMap((_, stage) =>
      ENDS.flatMap((_, end) =>
        Array.from({ length: EACH }, () => () => goesWrong(server, stage, end, random))
      )
    ),
  ];
  for (let at = 0; at < attacks.length; at += AT_ONCE) {
    await Promise.all(attacks.slice(at, at + AT_ONCE).map((attack) => attack()));
  }
  return attacks.length;
}
