/**
 * For how long a peer has left unacknowledged what was sent to it, as the system tells it in `/proc/self/net/tcp`.
 *
 * A write is over when the system has taken the bytes, so that nobody notices a peer that vanished (its cable pulled, its
 * lid closed) until the system gives up, a quarter of an hour later. The system itself knows from the first second: it
 * sends again and again, after a pause that it doubles each time. A peer that is only slow acknowledges what it gets, and
 * one that does not read says so when it is asked: both are none of these.
 *
 * Where there is no such file (other systems, a container without `/proc`) nothing is known of anybody.
 *
 * @module
 */

import { addressText, textOfAddress } from "../text/address.ts";

/** Where Linux tells of the process's own network, IPv4 and IPv6. */
const FILES = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

/** How long what was read is believed, in milliseconds: ten thousand connections take some milliseconds to read. */
const BELIEVED_MS = 1000;

/** In what part of a second the files tell times: a hundredth, on every machine (`USER_HZ`). */
const TICK_MS = 10;

/**
 * A line of a connection that is open, or half closed by the peer (state 01, 08), and whose timer runs because something
 * is sent again (01): the local port, the peer, the bytes not acknowledged, when the timer is due, how often it was sent
 * again, and the pause in force. The fields are described in the kernel's `proc_net_tcp`.
 */
const RESENT =
  /^ *\d+: [\dA-F]+:([\dA-F]{4}) ([\dA-F]+):([\dA-F]{4}) 0[18] ([\dA-F]{8}):[\dA-F]{8} 01:([\dA-F]+) ([\dA-F]{8}) +\d+ +\d+ +\d+ +\d+ +\S+ (\d+)/gm;

/** Whether words stand in the machine's memory with their last byte first; the files show them as they stand. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Peers by local port, each with how long it has acknowledged nothing, in milliseconds. */
export type Unanswered = ReadonlyMap<number, ReadonlyMap<string, number>>;

export function unansweredIn(table: string, isLittleEndian: boolean = IS_LITTLE_ENDIAN): Unanswered {
  const found = new Map<number, Map<string, number>>();
  for (const [, local, address, port, bytes, dueIn, times, pause] of table.matchAll(RESENT)) {
    const resent = parseInt(times!, 16);
    if (parseInt(bytes!, 16) === 0 || resent === 0) continue;
    const localPort = parseInt(local!, 16);
    const peers = found.get(localPort) ?? new Map<string, number>();
    const peer = addressText(addressOf(address!, isLittleEndian), parseInt(port!, 16));
    found.set(localPort, peers.set(peer, silenceOf(resent, Number(pause), parseInt(dueIn!, 16))));
  }
  return found;
}

/**
 * The pauses so far: each was half of the next one, and of the one in force what has passed. The system makes none longer
 * than two minutes, so after ten or so this is rather too short than too long.
 */
function silenceOf(resent: number, pauseTicks: number, dueInTicks: number): number {
  const past = pauseTicks * (1 - 2 ** -resent), current = Math.max(0, pauseTicks - dueInTicks);
  return (past + current) * TICK_MS;
}

function addressOf(words: string, isLittleEndian: boolean): string {
  const bytes = words.match(/.{8}/g)!.flatMap((word) => {
    const ofWord = word.match(/../g)!.map((byte) => parseInt(byte, 16));
    return isLittleEndian ? ofWord.reverse() : ofWord;
  });
  return textOfAddress(Uint8Array.from(bytes));
}

export interface TcpTableParts {
  /** Reads a file; throws where there is none. */
  readonly read: (path: string) => string;
  /** The present, in milliseconds, never set back. */
  readonly now: () => number;
}

/** The files, read when somebody asks. */
export class TcpTable {
  readonly #parts: TcpTableParts;
  #readAt = -Infinity;
  #tables: readonly Unanswered[] = [];

  constructor(parts: TcpTableParts) {
    this.#parts = parts;
  }

  /**
   * For how long a peer has acknowledged nothing of what was sent to it, in milliseconds; 0 where it has acknowledged all,
   * where nothing is sent again yet, and where nothing is known.
   * @param peer address and port, as logs name it
   */
  unansweredMs(localPort: number, peer: string): number {
    const now = this.#parts.now();
    if (now - this.#readAt >= BELIEVED_MS) {
      this.#readAt = now;
      this.#tables = FILES.flatMap((path) => this.#read(path));
    }
    for (const table of this.#tables) {
      const ms = table.get(localPort)?.get(peer);
      if (ms !== undefined) return ms;
    }
    return 0;
  }

  #read(path: string): Unanswered[] {
    try {
      return [unansweredIn(this.#parts.read(path))];
    } catch {
      return []; // another system, no permission, no descriptor: nothing is known
    }
  }
}

/** Reads a file that is asked for by {@linkcode TcpTable}. Nobody at a terminal is asked whether it may. */
export function readSystemFile(path: string): string {
  if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") {
    throw new Deno.errors.NotCapable(`Cannot read ${path} without --allow-read`);
  }
  return Deno.readTextFileSync(path);
}
