/**
 * One client of SSH: its handshake and its login, and then its session, which is a guest of the chat like any other.
 *
 * Requirements:
 * 1. each stage has bounds in bytes, time and number;
 * 2. a bug, or a peer that vanishes, costs nobody else anything.
 *
 * @module
 */

import type { MessageHandlers, OfferedKey } from "ssh2/protocol";
import type { Activities, Activity, Observed, Snapshot } from "../../observe/activity.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Deadlines, Hurried } from "../../runtime/deadlines.ts";
import type { Log } from "../../runtime/log.ts";
import type { Caller, Login, Take } from "../connection.ts";
import type { Undecided } from "../undecided.ts";
import { Authentication, METHODS } from "./authentication.ts";
import type { HeavyWork } from "./heavy_work.ts";
import { loginLines } from "./login_lines.ts";
import { isAllowed, MESSAGE } from "./messages.ts";
import { MAX_NAME_UNITS } from "./said_before.ts";
import type { SshChannel } from "./ssh_channel.ts";
import { SshSession } from "./ssh_session.ts";
import { type ServerSide, Transport } from "./transport.ts";

/** How long a client may take to ask to be let in, in milliseconds. */
const HANDSHAKE_MS = 10_000;

/** How long it may take then until its session begins, in milliseconds: somebody may have to find a passphrase. */
const LOGIN_MS = 120_000;

/**
 * Most bytes until then: the handshake has 3,000, keys and an environment have some more. As many may come from a guest
 * while new keys are agreed on: ssh2 passes over messages then before anybody could count them.
 */
const MAX_LOGIN_BYTES = 64 * 1024;

/** How often a guest is asked whether they are there, in milliseconds, and how long they have to answer. */
const PING_MS = 30_000;

/**
 * Most messages of a guest in that time: each takes 0.1 ms, and no pace holds up those that say nothing. One more is free
 * for each packet that they were sent, to open the window: some clients do so each time, and others may talk a lot.
 */
const MAX_MESSAGES = 6000;

/** How often a guest may want new keys in that time: each time costs as much as a handshake. */
const MAX_EXCHANGES = 30;

/** Reasons to go (RFC 4253, 11.1). */
const SERVICE_NOT_AVAILABLE = 7, TOO_MANY_CONNECTIONS = 12, NO_MORE_METHODS = 14;

export interface SshPeerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly activities: Activities;
  /** Has the time for logins and answers. */
  readonly deadlines: Deadlines;
  /** Those who are no guests yet. */
  readonly logins: Undecided;
  /** Those who come in have one after the other. */
  readonly heavyWork: HeavyWork;
  /** Takes those over who are let in. */
  readonly chat: Take;
}

export class SshPeer implements Hurried, Observed, Disposable {
  readonly #caller: Caller;
  readonly #parts: SshPeerParts;
  readonly #transport: Transport;
  readonly #session: SshSession;
  readonly #authentication = new Authentication();
  #activity: Activity | undefined; // until it is a guest
  #stage: "handshake" | "login" | "guest" = "handshake";
  #isServed = false; // its request for the login is granted
  #who: Pick<Login, "name" | "key"> | undefined; // it is let in
  #loginBytes = 0; // or of an exchange of keys
  #messages = 0; // since it was asked last
  #exchanges = 0; // likewise
  #opened = 0; // for so many packets the window was opened, or can be no more
  #isLate = false; // with new keys, when it was asked last

  constructor(caller: Caller, server: ServerSide, parts: SshPeerParts) {
    this.#caller = caller;
    this.#parts = parts;
    this.#transport = new Transport({
      connection: caller.connection,
      source: caller.first ?? caller.connection,
      clock: parts.clock,
      server,
      handlers: this.#handlers(),
      heavyWork: parts.heavyWork,
      allows: (type) => this.#allows(type),
      isIn: () => this.#stage === "guest",
      takes: (bytes) => this.#takes(bytes),
      onRoom: () => this.#session.channel()?.mayWrite(),
    });
    this.#session = new SshSession(this.#transport, (channel, asked) => this.#enter(channel, asked));
  }

  /** Resolves when the connection is closed. */
  async serve(): Promise<void> {
    const { logins, activities, deadlines, log } = this.#parts, { arrival: { peer } } = this.#caller;
    if (!logins.add(this, this.#caller)) return this[Symbol.dispose](); // so many at once are an attack
    this.#activity = activities.begin("reader", this);
    deadlines.begin(this, HANDSHAKE_MS);
    try {
      await this.#transport.serve();
    } finally {
      deadlines.end(this);
      if (this.#stage === "guest") this.#session.channel()?.end();
      else this[Symbol.dispose]();
    }
    const { failure } = this.#transport;
    if (failure !== undefined) log("debug", "SSH with {peer} ended: {reason}", { peer, reason: failure });
  }

  /** Its time is over; or it is time to ask whether it is there, and to have been answered. */
  onLate(): void {
    if (this.#stage !== "guest") return this.#transport.fail("It took too long.");
    const { isBusy, isExchanging } = this.#transport, isSilent = this.#messages === 0;
    // Whoever takes no write is noticed by the outbox.
    if (isSilent && !isBusy || isExchanging && this.#isLate) {
      return this.#transport.fail("There was no answer.");
    }
    this.#messages = this.#exchanges = 0;
    this.#opened = this.#packets;
    this.#isLate = isExchanging;
    if (!isBusy) this.#transport.protocol.ping();
    this.#transport.flush();
    this.#parts.deadlines.begin(this, PING_MS);
  }

  /** Whoever has been on the way for longest goes for somebody who comes: with a key that takes a second. */
  giveWay(): void {
    this.#leave();
    this.#transport.fail("Too many come at once: please try again later.", TOO_MANY_CONNECTIONS);
  }

  snapshot(): Snapshot {
    const { peer } = this.#caller.arrival;
    return { name: peer, fields: { peer, door: "ssh" }, waitsFor: "its handshake" };
  }

  /** Lets go of it while it is no guest. */
  [Symbol.dispose](): void {
    this.#leave();
    const { ticket, connection } = this.#caller;
    if (ticket.kind === "place") ticket[Symbol.dispose]();
    connection[Symbol.dispose]();
  }

  #leave(): void {
    this.#parts.logins.delete(this);
    this.#activity?.[Symbol.dispose]();
    this.#activity = undefined;
  }

  get #packets(): number {
    return this.#session.channel()?.packets ?? 0;
  }

  #takes(bytes: number): boolean {
    if (this.#stage === "guest" && !this.#transport.isExchanging) this.#loginBytes = 0;
    else this.#loginBytes += bytes;
    return this.#loginBytes <= MAX_LOGIN_BYTES;
  }

  #allows(type: number): boolean {
    const isFree = type === MESSAGE.CHANNEL_WINDOW_ADJUST && this.#opened++ < this.#packets;
    if (!isFree && ++this.#messages > MAX_MESSAGES && !this.#caller.arrival.isTrusted) return false;
    if (type === MESSAGE.KEXINIT && ++this.#exchanges > MAX_EXCHANGES) return false;
    return isAllowed(type, this.#who !== undefined);
  }

  #handlers(): MessageHandlers {
    return {
      DISCONNECT: () => void this.#transport.close(), // serve() waits for it
      SERVICE_REQUEST: (_, service) => this.#offer(service),
      USERAUTH_REQUEST: (_, ...request) => this.#letIn(...request),
      CHANNEL_OPEN: (_, wanted) => this.#session.open(wanted),
      CHANNEL_DATA: (_, id, bytes) => this.#session.channel(id)?.hear(bytes),
      CHANNEL_WINDOW_ADJUST: (_, id, bytes) => this.#session.channel(id)?.open(bytes),
      CHANNEL_EOF: (_, id) => this.#session.channel(id)?.end(),
      CHANNEL_CLOSE: (_, id) => this.#session.close(id),
      CHANNEL_REQUEST: (_, ...request) => this.#session.ask(...request),
    };
  }

  /** Grants it as often as it is asked for: paramiko does so before each method. */
  #offer(service: string): void {
    if (service !== "ssh-userauth") {
      return this.#transport.fail("There is no such service here.", SERVICE_NOT_AVAILABLE);
    }
    this.#isServed = true;
    this.#transport.protocol.serviceAccept(service);
  }

  #letIn(name: string, service: string, method: string, data: unknown): void {
    if (service !== "ssh-connection" || !this.#isServed) {
      return this.#transport.fail("There is no such service here.", SERVICE_NOT_AVAILABLE);
    }
    if (this.#stage === "handshake") {
      this.#stage = "login";
      this.#parts.deadlines.end(this);
      this.#parts.deadlines.begin(this, LOGIN_MS);
    }
    const { protocol } = this.#transport, answer = this.#authentication.answer(method, data);
    switch (answer.kind) {
      case "accept":
        this.#who = { name: name.slice(0, MAX_NAME_UNITS), key: answer.key };
        return protocol.authSuccess();
      case "sign":
        return protocol.authPKOK(algorithmOf(data as OfferedKey), (data as OfferedKey).key);
      case "refuse":
        return protocol.authFailure(METHODS);
      case "end":
        return this.#transport.fail("Too many tries.", NO_MORE_METHODS);
    }
  }

  /** From here on it is a guest, and the chat has its place. */
  #enter(channel: SshChannel, asked: Pick<Login, "terminal" | "command">): void {
    this.#stage = "guest";
    this.#leave();
    this.#parts.deadlines.end(this);
    this.#parts.deadlines.begin(this, PING_MS);
    const { arrival, ticket } = this.#caller;
    this.#parts.chat({
      connection: channel,
      first: undefined,
      arrival: { ...arrival, door: "ssh", isEncrypted: true },
      ticket,
      login: {
        ...this.#who!,
        ...asked,
        writeError: (bytes) => channel.writeError(bytes),
        exitWith: (status) => channel.exitWith(status),
      },
      linesOf: loginLines,
    });
  }
}

/** The algorithm of a key, as the client named it. */
function algorithmOf({ keyAlgo, hashAlgo }: OfferedKey): string {
  return hashAlgo === undefined ? keyAlgo : `rsa-sha2-${hashAlgo.slice("sha".length)}`;
}
