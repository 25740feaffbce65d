/** A visit whose peer the test plays, without a network. @module */

import type { Config } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import type { Arrival, Caller, Connection } from "../../lib/doors/connection.ts";
import { LateEditor } from "../../lib/doors/late_editor.ts";
import { Visit } from "../../lib/doors/visit.ts";
import { Background } from "../../lib/runtime/background.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { type Log, silentLog } from "../../lib/runtime/log.ts";
import { IDLE } from "../../lib/observe/unobserved.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import { Chat } from "../support/chat.ts";
import { PLENTY } from "../support/few_files.ts";
import { doorMeters } from "../support/meters.ts";
import { settled } from "../support/fake_clock.ts";
import { LiveSource } from "../support/fake_socket.ts";
import { loadEditor } from "../support/loaded_editor.ts";

/** A peer the test plays. */
export class FakeConnection extends LiveSource implements Connection {
  readonly #decoder = new TextDecoder("latin1");
  heard = "";
  isStuck = false;
  hasEnded = false;
  isClosed = false;
  readonly #closing = Promise.withResolvers<never>();
  readonly #closed = Promise.withResolvers<void>();
  readonly gone = this.#closed.promise;

  constructor() {
    super();
    this.#closing.promise.catch(() => {});
  }

  override read(into: Uint8Array): Promise<number | null> {
    return Promise.race([super.read(into), this.#closing.promise]);
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.isStuck) return this.#closing.promise;
    this.heard += this.#decoder.decode(bytes);
    return Promise.resolve(bytes.length);
  }

  type(text: string): Promise<void> {
    this.feed(new TextEncoder().encode(text));
    return settled();
  }

  closeWrite(): Promise<void> {
    this.hasEnded = true;
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
    this.#closed.resolve();
    this.#closing.reject(new Error("the socket is closed"));
  }
}

/** A plain connection. */
export const TCP: Pick<Arrival, "door" | "isEncrypted" | "isPage"> = {
  door: "tcp",
  isEncrypted: false,
  isPage: false,
};

/** Has somebody arrive, who is told what a visit tells. */
export function arrive(
  chat: Chat,
  settings: Partial<Config> = {},
  log: Log = silentLog,
  load = loadEditor,
  way = TCP,
  said: Partial<Pick<Caller, "login" | "linesOf" | "ssh" | "ticket">> = {},
) {
  const connection = new FakeConnection();
  const config = { ...CHAT_ONLY, ...settings };
  const arrival: Arrival = {
    ...{ address: "192.0.2.1", peer: "192.0.2.1:1", isTrusted: said.ticket === undefined }, // else there is room
    ...way,
  };
  const crowd = new Crowd(config), ticket = crowd.admit(arrival.address, true);
  const background = new Background((name, error) => log("error", "Bug in {name}: {error}", { name, error }));
  const meters = doorMeters(chat.clock);
  const visit = new Visit({ connection, first: undefined, arrival, ticket, ...said }, {
    ...meters,
    ...{ config, clock: chat.clock, log, services: chat.services, fanOut: chat.fanOut },
    ...{ resumableSeats: chat.resumableSeats, paces: chat.paces, crowd },
    editor: new LateEditor({ load, background, log, spare: PLENTY }),
    ...{ background, ticks: new Ticks(chat.clock), deadlines: new Deadlines(chat.clock) },
  });
  visit.begin(IDLE);
  return { connection, gone: connection.gone, crowd, background, tally: meters.tally, visit };
}
