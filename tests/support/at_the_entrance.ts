/**
 * Somebody at an entrance without a server behind it: what they send and when is the test's, and so is the time.
 *
 * @module
 */

import type { Arrival, Caller, Connection } from "../../lib/doors/connection.ts";
import { Entrance } from "../../lib/doors/entrance.ts";
import { Proxied } from "../../lib/doors/proxied.ts";
import { RecentPages } from "../../lib/doors/recent_pages.ts";
import { Turnstile } from "../../lib/doors/turnstile.ts";
import { MOST_UNDECIDED, Undecided } from "../../lib/doors/undecided.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { CHAT_ONLY } from "./chat_only.ts";
import { FakeClock, settled } from "./fake_clock.ts";
import { LiveSource } from "./fake_socket.ts";

/** A connection that a test feeds. */
export class FedConnection extends LiveSource implements Connection {
  isClosed = false;

  write(bytes: Uint8Array): Promise<number> {
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
  }

  /** Feeds text, a byte a character. */
  say(text: string): void {
    this.feed(latin1(text));
  }
}

/** Who comes, by default from another machine. */
export const ARRIVAL: Arrival = {
  ...{ address: "192.0.2.1", peer: "192.0.2.1:1", isTrusted: false },
  ...{ door: "tcp", isEncrypted: false, isPage: false },
};

/** A byte a character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export interface Coming extends Partial<Pick<Config, "greetAfterMs" | "maxGuestsPerAddress">> {
  /** Doors that are not there. */
  readonly without?: readonly ("tls" | "http" | "ssh")[];
  /** Whether they come from a proxy. */
  readonly isProxied?: boolean;
}

/** An entrance that somebody has come to, and where they are taken. */
export function arrive({ without = [], isProxied = false, ...settings }: Coming = {}) {
  const clock = new FakeClock(), connection = new FedConnection(), undecided = new Undecided(MOST_UNDECIDED);
  const config = { ...CHAT_ONLY, greetAfterMs: 300, maxGuestsPerAddress: 1, ...settings },
    crowd = new Crowd(config);
  const taken: [string, Caller][] = [], pages = new RecentPages(clock);
  const door = (name: "tls" | "http" | "ssh") =>
    without.includes(name) ? {} : { [name]: (caller: Caller) => void taken.push([name, caller]) };
  const parts = {
    ...{ config, crowd, undecided, pages, deadlines: new Deadlines(clock), activities: unobserved(clock) },
    doors: {
      chat: (caller: Caller) => void taken.push(["chat", caller]),
      ...door("tls"),
      ...door("http"),
      ...door("ssh"),
    },
    tally: new Tally(),
    turnstile: new Turnstile(clock, 100),
    log: silentLog,
    isTrusted: (address: string) => address === "127.0.0.1",
  };
  const come = (connection = new FedConnection(), arrival = ARRIVAL) => {
    const Way = isProxied ? Proxied : Entrance;
    new Way(connection, arrival, parts).begin();
    return connection;
  };
  come(connection);
  return {
    ...{ clock, connection, crowd, undecided, pages, taken, come },
    /** Where they were taken, in order. */
    kinds: () => taken.map(([kind]) => kind),
    /** Has them say something, and waits until it is settled. */
    async says(text: string): Promise<void> {
      connection.say(text);
      await settled();
    },
  };
}

/** What a door reads of its caller, who says something last and hangs up. */
export async function readAll(caller: Caller, last = ""): Promise<string> {
  const reading = readOn(caller), connection = caller.connection as FedConnection;
  await settled();
  if (last !== "") connection.say(last);
  await settled();
  connection.feed(null);
  return await reading;
}

/** What a door reads of its caller to the end. */
export async function readOn({ first, connection }: Caller): Promise<string> {
  const buffer = new Uint8Array(2048);
  let text = "";
  for (let n; (n = await (first ?? connection).read(buffer)) !== null;) {
    text += String.fromCharCode(...buffer.subarray(0, n));
  }
  return text;
}
