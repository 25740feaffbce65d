/**
 * Clients that begin like TLS and go wrong: cut, changed, slow and false, and gone in every way.
 *
 * @module
 */

import type { Address } from "./guest.ts";
import { bytes } from "./bytes.ts";
import { Random } from "./random.ts";
import { sends } from "./sent_and_gone.ts";
import { TlsGuest } from "./tls_guest.ts";

/** Hellos that are changed at random, and conversations that are cut or changed on their way. */
const CHANGED = 150, DISTURBED = 120;

/** How many are there at the same time. */
const AT_ONCE = 20;

/** The hello of a real client: what it sends to somebody who does not answer. */
export async function realHello(): Promise<Uint8Array<ArrayBuffer>> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const client = await Deno.connectTls({ hostname: "127.0.0.1", port, alpnProtocols: ["http/1.1"] });
  const handshake = client.handshake().catch(() => {});
  const connection = await listener.accept();
  const buffer = new Uint8Array(4096), count = await connection.read(buffer);
  connection.close();
  listener.close();
  await handshake;
  client.close();
  return buffer.slice(0, count ?? 0);
}

/** A real client whose bytes are cut or changed on their way, in one direction, at some place. */
async function disturbed(server: Address, certificate: string, random: Random): Promise<void> {
  const relay = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const talk = TlsGuest.connect({ hostname: "127.0.0.1", port: relay.addr.port }, certificate).then(
    async (guest) => {
      await guest.say("eve\nhello\n/who\n").catch(() => {});
      await guest[Symbol.asyncDispose]();
    },
  ).catch(() => {});
  const client = await relay.accept();
  relay.close();
  const inner = await Deno.connect(server);
  const [from, to] = random.below(2) === 0 ? [client, inner] : [inner, client];
  let left = random.below(2500);
  const isCut = random.below(2) === 0;
  const carry = async (from: Deno.Conn, to: Deno.Conn, change: (part: Uint8Array) => boolean) => {
    const buffer = new Uint8Array(512);
    try {
      for (let count; (count = await from.read(buffer)) !== null;) {
        const part = buffer.subarray(0, count);
        if (!change(part)) break;
        for (let at = 0; at < count;) at += await to.write(part.subarray(at));
      }
      await to.closeWrite();
    } catch {
      // One of them is gone.
    }
  };
  const change = (part: Uint8Array) => {
    if (left >= 0 && left < part.length) {
      if (isCut) return false;
      part[left]! ^= 1 + random.below(255);
    }
    left -= part.length;
    return true;
  };
  const both = [carry(from, to, change), carry(to, from, () => true)];
  await talk;
  for (const connection of [client, inner]) connection.close();
  await Promise.all(both);
}

/** Lets them all loose on a server; resolves with their number when they are gone. */
export async function hostileHellos(server: Address, certificate: string): Promise<number> {
  const hello = await realHello(),
    random = new Random(17),
    noise = (count: number) => Uint8Array.from({ length: count }, () => random.below(256));
  const beginnings = [
    bytes(0x16, 0x03),
    bytes(hello, 0x15, 3, 1, 0, 2, 2, 0),
    bytes(0x16, 3, 1, 0, 5, "abcde"), // ten bytes that end the process where TLS is laid over a stream
    bytes(0x16, 3, 1, 0xff, 0xff, noise(100)),
    bytes(0x16, 3, 1, noise(300)),
    bytes(0x16, 3, 1, 0, 0),
    bytes(hello, hello),
    bytes(hello, "GET / HTTP/1.1\r\n\r\n"),
    ...Array.from({ length: 30 }, () => hello.subarray(0, random.below(hello.length))),
    ...Array.from({ length: CHANGED }, () => {
      const changed = hello.slice();
      for (let i = random.between(1, 8); i > 0; i--) {
        changed[random.below(changed.length)] = random.below(256);
      }
      return changed;
    }),
  ];
  const slowly = Array.from(hello, (_, at) => hello.subarray(at, at + 1));
  const attacks = [
    ...beginnings.map((whole) => () => sends(server, [whole], random)),
    ...beginnings.slice(0, 8).map((whole) => () =>
      sends(server, [whole.subarray(0, 9), whole.subarray(9)], random)
    ),
    () => sends(server, slowly, random),
    ...Array.from({ length: DISTURBED }, () => () => disturbed(server, certificate, random)),
  ];
  for (let at = 0; at < attacks.length; at += AT_ONCE) {
    await Promise.all(attacks.slice(at, at + AT_ONCE).map((attack) => attack()));
  }
  return attacks.length;
}
