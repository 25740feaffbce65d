/**
 * The attack: a process of its own that opens hostile connections, evenly over some time. Arguments: a server's port, how
 * many there are, and within how many milliseconds they come; it prints an {@linkcode Attack} as JSON.
 *
 * @module
 */

import { realHello } from "../../support/hostile_tls.ts";
import { Random } from "../../support/random.ts";
import { pause } from "../load/patience.ts";
import type { Attack } from "./attacked.ts";
import { type Attacker, attacker, isMistaken } from "./attackers.ts";

/** The pause between one piece of a slow one and the next, in milliseconds. */
const PIECE_MS = 100;

/** How long an answer is waited for, in milliseconds. */
const ANSWER_MS = 3000;

/** Who has not spoken by then, in milliseconds after they called, is not counted: the attack itself may be held up. */
const AT_ONCE_MS = 250;

const [port = 0, count = 0, overMs = 0] = Deno.args.map(Number);

/** The addresses of both are this machine's; only the second one is a proxy's. */
const DIRECT = "::1", PROXY = "127.0.0.1";

async function attack(
  { pieces, isProxied, spoken }: Attacker,
): Promise<"mistaken" | "answered" | "unanswered"> {
  const began = performance.now();
  let spokeMs = Infinity;
  let connection: Deno.TcpConn | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Uint8Array(512);
  let count = 0;
  try {
    connection = await Deno.connect({ hostname: isProxied ? PROXY : DIRECT, port });
    const it = connection;
    await write(it, pieces[0]!);
    spokeMs = performance.now() - began;
    timer = setTimeout(() => it.close(), ANSWER_MS);
    const sending = send(it, pieces.slice(1));
    count = await it.read(answer) ?? 0;
    await sending;
  } catch {
    // The server hung up, or says nothing.
  }
  clearTimeout(timer);
  try {
    connection?.close();
  } catch {
    // It is closed.
  }
  if (count === 0) return "unanswered";
  return isMistaken(spoken, answer.subarray(0, count)) && spokeMs < AT_ONCE_MS ? "mistaken" : "answered";
}

async function write(connection: Deno.Conn, piece: Uint8Array): Promise<void> {
  for (let sent = 0; sent < piece.length;) sent += await connection.write(piece.subarray(sent));
}

async function send(connection: Deno.Conn, pieces: Attacker["pieces"]): Promise<void> {
  try {
    for (const piece of pieces) {
      await pause(PIECE_MS);
      await write(connection, piece);
    }
  } catch {
    // It is closed.
  }
}

async function run(): Promise<Attack> {
  const hello = await realHello(), random = new Random(17);
  const those = Array.from({ length: count }, (_, number) => attacker(number, hello, random));
  const start = performance.now(), ends: Promise<string>[] = [];
  while (ends.length < count) {
    const due = overMs === 0 ? count : Math.min(count, count * (performance.now() - start) / overMs);
    while (ends.length < due) ends.push(attack(those[ends.length]!));
    await pause(1);
  }
  const all = await Promise.all(ends), number = (what: string) => all.filter((end) => end === what).length;
  return {
    count,
    mistaken: number("mistaken"),

    unanswered: number("unanswered"),
  };
}

console.log(JSON.stringify(await run()));
Deno.exit(0); // the sockets are not worth a goodbye
