/**
 * Whoever comes to the entrance, from a proxy or not, with any bytes, cut anywhere, and with pauses between them.
 *
 * 1. Everybody comes to one door, and all that they sent with them, in order; only a right PROXY header stays behind.
 * 2. Without pauses it makes no difference where the bytes are cut.
 * 3. A door gets nobody who does not begin as is spoken there.
 * 4. An address is that of a right header, or the connection's own.
 * 5. In the end nobody stands there, and no timer runs.
 *
 * @module
 */

import { ARRIVAL, arrive, latin1, readAll } from "../../support/at_the_entrance.ts";
import { settled } from "../../support/fake_clock.ts";
import { proxyHeader } from "../../support/proxy_headers.ts";
import { Random } from "../../support/random.ts";
import { recordedBytes } from "../corpus.ts";
import { cut, cuttingsOf } from "../cuttings.ts";
import { HTTP_PIECES } from "../morsels.ts";
import { seedOf } from "../seed.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Longer than anybody may stand there, in milliseconds: a proxy's header and a request, with all their waits. */
const LONG_MS = 20_000;

/** Longer than nobody is looked at after a look that was late, in milliseconds (`lib/doors/turnstile.ts`). */
const LOOK_MS = 4;

const text = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

interface Outcome {
  readonly kind: string;
  readonly peer: string;
  readonly came: string;
}

/** Where somebody is taken who sends these chunks, with a pause before each. */
async function outcomeOf(
  chunks: readonly Uint8Array[],
  isProxied: boolean,
  pausesMs: () => number,
): Promise<Outcome> {
  const { clock, connection, taken, undecided } = arrive({ isProxied });
  /** What comes in the moment in which nobody is looked at stays with the system. */
  const looked = async () => {
    for (let ms = 0; ms < LOOK_MS && taken.length === 0 && !connection.isBeingRead; ms++) {
      await clock.advance(1);
    }
  };
  let fed = 0;
  for (; fed < chunks.length && taken.length === 0; fed++) {
    await clock.advance(pausesMs());
    await looked();
    if (taken.length > 0) break;
    connection.feed(chunks[fed]!);
    await settled();
  }
  await looked();
  const isEnded = taken.length === 0;
  if (isEnded) connection.feed(null);
  await settled();
  if (taken.length === 0) await clock.advance(LOOK_MS);
  insist(taken.length === 1, "everybody comes to one door", taken.map(([kind]) => kind));
  const [kind, caller] = taken[0]!;
  const rest = chunks.slice(fed).map(text).join("");
  const came = isEnded ? await readEnded(caller) : await readAll(caller, rest);
  await clock.advance(LONG_MS);
  insist(undecided.size === 0 && taken.length === 1 && clock.timers === 0, "nobody is left behind");
  const { address, peer } = caller.arrival;
  insist(peer === ARRIVAL.peer || peer.includes(address), "a peer is an address and its port", peer);
  return { kind, peer, came };
}

async function readEnded(caller: Parameters<typeof readAll>[0]): Promise<string> {
  const buffer = new Uint8Array(4096);
  let came = "";
  for (let count; (count = await caller.first!.read(buffer)) !== null;) {
    came += text(buffer.subarray(0, count));
  }
  return came;
}

/** The length of a right PROXY header, by rules of its own, and whom it names; 0 where there is none. */
function headerOf(input: string): readonly [length: number, peer: string | undefined] {
  const [line = "", family, from = "", port] =
    /^PROXY (?:UNKNOWN(?: [^\r]*)?|TCP([46]) ([\da-fA-F:.]+) [\da-fA-F:.]+ (\d{1,5}) \d{1,5})(?=\r\n)/.exec(
      input,
    ) ?? [];
  if (line !== "" && line.length <= 105) return [line.length + 2, family && `${from} ${port}`];
  const isBytes = ["\x20", "\x21"].some((command) => input.startsWith(`\r\n\r\n\0\r\nQUIT\n${command}`));
  if (!isBytes || input.length < 16) return [0, undefined];
  const length = 16 + (input.charCodeAt(14) << 8) + input.charCodeAt(15);
  return input.length < length || length > 2048 ? [0, undefined] : [length, "bytes"];
}

function insistRight({ kind, peer, came }: Outcome, input: string, isProxied: boolean): void {
  const isOwn = peer === ARRIVAL.peer;
  if (came === input) insist(isOwn, "an address is that of a header", peer);
  else {
    const [length] = headerOf(input);
    insist(isProxied && length > 0, "all that was sent comes along", { came, input });
    insistSame(came, input.slice(length), "all that was sent comes along, without a right header");
  }
  if (kind === "tls") insist(came.startsWith("\x16\x03"), "TLS begins with its hello", came.slice(0, 20));
  if (kind === "http") {
    insist(/^[A-Z]{3,10} \S/.test(came), "a request begins with its method", came.slice(0, 40));
  }
  if (kind === "ssh") {
    insist(/^SSH-(?:2\.0|1\.99)-/.test(came), "SSH begins with its version", came.slice(0, 20));
  }
  if (kind === "chat") {
    insist(!/^SSH-(?:2\.0|1\.99)-/.test(came), "a version of SSH is not for the chat", came.slice(0, 20));
    insist(!came.startsWith("\x16\x03"), "a hello is not for the chat", came.slice(0, 20));
    insist(
      came.length > 1500 || !/^[A-Z]{3,10} [!-~]+ HTTP\/\d\.\d\r?\n/.test(came),
      "a request is not for the chat",
      came.slice(0, 80),
    );
  }
}

async function run(input: Uint8Array): Promise<string[]> {
  const sent = text(input), found: string[] = [];
  for (const isProxied of [false, true]) {
    const whole = await outcomeOf(cut(input, () => 120), isProxied, () => 0);
    insistRight(whole, sent, isProxied);
    found.push(`${isProxied} ${whole.kind} ${whole.came.length < sent.length} ${whole.peer.slice(0, 7)}`);
    const { "byte by byte": _, ...cuttings } = input.length > 300 ? cuttingsOf(input) : {};
    const all = input.length > 300 ? cuttings : cuttingsOf(input);
    for (const [how, chunks] of Object.entries(all)) {
      const outcome = await outcomeOf(chunks, isProxied, () => 0);
      insistSame(outcome, whole, `the same comes of it ${how} as in one piece`);
    }
    const random = new Random(seedOf(input));
    const slow = await outcomeOf(
      cut(input, () => 1 + random.below(60)),
      isProxied,
      () => random.pick([0, 0, 10, 250, 301, 999, 1001, 4999, 5001]),
    );
    insistSlow(slow, sent, isProxied);
    found.push(`slow ${isProxied} ${slow.kind}`);
  }
  return found;
}

/** With pauses anything may be chat; nothing is lost all the same. */
function insistSlow(outcome: Outcome, input: string, isProxied: boolean): void {
  const { kind, came } = outcome;
  const [length] = headerOf(input);
  insist(
    came === input || isProxied && length > 0 && came === input.slice(length),
    "whoever is slow loses nothing",
    { came, input },
  );
  if (kind !== "chat") insistRight(outcome, input, isProxied);
}

/** The target. */
export const entrance: Target = {
  name: "entrance",
  async seeds() {
    const headers = [
      "PROXY TCP4 198.51.100.9 192.0.2.1 7000 8080\r\n",
      "PROXY TCP6 2001:db8::1 ::1 7000 8080\r\n",
      "PROXY UNKNOWN\r\n",
      proxyHeader({ source: [198, 51, 100, 9], more: 20 }),
      proxyHeader({ source: [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 1] }),
      proxyHeader({ source: [], family: 0, command: 0x20 }),
    ];
    const spoken = [
      "anna\nhi\n",
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "\x16\x03\x01\x00\x05hello",
      "SSH-2.0-x\r\n",
      "SSH-1.99-x\n",
      "SSH\n",
    ];
    return [
      ...(await recordedBytes()).map((bytes) => bytes.subarray(0, 600)),
      ...headers.flatMap((header) => spoken.map((words) => latin1(header + words))),
      ...spoken.map(latin1),
    ];
  },
  morsels: [
    ...[
      "PROXY ",
      "TCP4 ",
      "TCP6 ",
      "UNKNOWN",
      "\r\n",
      "::ffff:1.2.3.4",
      " 65535",
      " 65536",
      "\x16\x03",
      "QUIT\n",
      "SSH-2.0-",
      "SSH-1.",
      "99-",
    ].map(
      latin1,
    ),
    ...["\r\n\r\n\0\r\nQUIT\n", "\x21\x11\0\x0c", "\x21\x21\0\x24", "\x20\0\0\0", "CONNECT a:1", "GET /"].map(
      latin1,
    ),
    ...HTTP_PIECES,
  ],
  run,
};
