/**
 * One connection from the other side: somebody who comes, sends lines, reads or does not, and goes. It keeps what was
 * sent and what was heard, each with its time, and knows nothing of the server.
 *
 * @module
 */

import type { Connection } from "./connection.ts";
import { Ear } from "./ear.ts";
import { TerminalEar } from "./terminal_ear.ts";
import { type Told, toldBy, withoutToken } from "./hearing.ts";
import { PAGE_HEAD } from "./page_door.ts";
import { PlayedSsh } from "./played_ssh.ts";
import { Returning } from "./returning.ts";
import type { Heard, Sent } from "./sent_and_heard.ts";
import { isInJson, type Person } from "./story.ts";
import type { Timeline } from "./timeline.ts";
import { Typist } from "./typist.ts";

export type { Heard, Sent };

/** How often a slow reader reads, in milliseconds. */
const SIP_MS = 10;

const encoder = new TextEncoder();

/** A visit: from a connection's first byte to its last. */
export class Visit {
  /** Who it is: the place in the story's list. */
  readonly who: number;
  readonly person: Person;
  /** Which life of the server it came in, from 0. */
  readonly life: number;
  readonly connections: Connection[];
  readonly sent: Sent[] = [];
  readonly heard: Heard[] = [];
  /** Who types where this is a terminal, and what is seen there. */
  readonly terminal: { readonly typist: Typist; readonly ear: TerminalEar } | undefined;
  /** Their client, where they came by SSH. */
  readonly ssh: PlayedSsh | undefined;
  /** Whether it reads; a stalled one will again, one that went will not. */
  reading: "on" | "stalled" | "over" = "on";
  /** Whether it has read all the time, as fast as it came. */
  hasKeptReading: boolean;
  /** Whether all it sent was meant to arrive: it did not reset, hang up over replies, or vanish. */
  isPolite = true;
  /** Whether it closed its half after its last line. */
  hasFinished = false;
  /** Whether the server closed the connection with a proper end. */
  sawEnd = false;
  /** How it comes back where its connection is lost; undefined for those who cannot. */
  returning: Returning | undefined;
  /** When it lost a connection first, or gave it up, in milliseconds of the timeline. */
  lostAt = Infinity;
  readonly #timeline: Timeline;
  readonly #isTelnet: boolean;
  #ear: Ear | TerminalEar;
  readonly #hears: (line: string) => void;
  #uncleanBefore: string | undefined;
  #unsent: Uint8Array[] = [];
  #isMute = false;
  #isSipping = false;

  /** Somebody who is connected and has sent nothing. */
  constructor(
    timeline: Timeline,
    parts: {
      readonly who: number;
      readonly person: Person;
      readonly life: number;
      readonly connection: Connection;
      /** Whether the server offers telnet to everybody. */
      readonly isTelnetOffered: boolean;
      readonly onTold: (told: Told) => void;
      /** Told where the server has taken an earlier return, which came late, for the last one. */
      readonly onLate: () => void;
      /** A word that is nowhere else in the story. */
      readonly tag: (visit: Visit) => string;
    },
  ) {
    this.#timeline = timeline;
    this.who = parts.who;
    this.person = parts.person;
    this.life = parts.life;
    this.connections = [parts.connection];
    this.hasKeptReading = parts.person.bytesPerMs === null;
    const hears = this.#hears = (whole: string) => {
      const line = withoutToken(whole), told = this.#toldBy(line);
      this.heard.push({ ...told, at: timeline.now(), line });
      parts.onTold(told);
      if (this.returning?.hear(whole) === "too late") parts.onLate();
    };
    const { person, person: { speaks } } = parts;
    this.#isTelnet = parts.isTelnetOffered || speaks === "telnet";
    const host = {
      send: (bytes: Uint8Array) => this.#send(bytes),
      onEcho: () => this.terminal?.typist.onEcho(),
    };
    this.ssh = person.isOverSsh ? new PlayedSsh(host, person.columns) : undefined;
    if (speaks === "terminal") {
      const ear = new TerminalEar(person, hears, host, this.ssh);
      const typist = new Typist({
        telnet: ear.telnet,
        tag: () => parts.tag(this),
        send: (keys, ...sent) => this.#type(encoder.encode(keys), sent),
      });
      this.terminal = { typist, ear };
      this.#ear = ear;
      ear.telnet.begin();
    } else {
      this.#ear = this.#newEar();
    }
    this.#attach();
  }

  /** The one it uses, or used last. */
  get connection(): Connection {
    return this.connections.at(-1)!;
  }

  /** Whether anything can still be sent or read. */
  get isOver(): boolean {
    return this.reading === "over" || this.sawEnd || this.connection.toPeer.state === "broken";
  }

  /** What is wrong with the bytes it got, if anything is. */
  get unclean(): string | undefined {
    return this.#uncleanBefore ?? this.#ear.unclean;
  }

  /** Sends lines all at once, each with what tells it from others, and with the end that this person's client gives it. */
  send(kind: Sent["kind"], lines: readonly { readonly text: string; readonly line: string }[]): void {
    if (this.terminal !== undefined) return this.terminal.typist.say(kind, lines);
    const end = this.person.speaks === "telnet" ? "\r\n" : "\n";
    const texts = lines.map(({ text }) => text);
    if (!isInJson(this.person) && texts.some((text) => text.startsWith("/set bell"))) {
      this.#ear.mayRing = true;
    }
    this.sendBytes(kind, texts, encoder.encode(lines.map(({ line }) => line + end).join("")));
  }

  /** Sends bytes as they are. */
  sendBytes(kind: Sent["kind"], texts: readonly string[], bytes: Uint8Array): void {
    this.#type(bytes, texts.map((text) => ({ kind, text })));
  }

  /** A program asks for a token, and minds from then on what it has to know to come back. */
  mayComeBack(): void {
    if (!isInJson(this.person) || this.returning !== undefined) return;
    this.returning = new Returning((text) => this.#send(encoder.encode(text)));
    this.send("command", [{ text: "/resume", line: `{"verb":"resume","ref":${this.sent.length}}` }]);
  }

  /** Goes on at another connection, whatever has become of the one before. */
  comeBack(connection: Connection): void {
    this.connection.toPeer.onArrival = () => {};
    this.connection.toServer.onRoom = () => {};
    this.#lose();
    this.connections.push(connection);
    this.#uncleanBefore = this.unclean;
    this.#ear = this.#newEar();
    this.#unsent = [];
    this.reading = "on";
    this.isPolite =
      this.hasKeptReading =
      this.hasFinished =
      this.sawEnd =
      this.#isMute =
        false;
    this.#attach();
    this.returning?.comeBack(this.person.speaks === "page" ? PAGE_HEAD : "/json\n");
  }

  stall(): void {
    if (this.reading !== "on") return;
    this.reading = "stalled";
    this.hasKeptReading = false;
  }

  resume(): void {
    if (this.reading !== "stalled") return;
    this.reading = "on";
    this.#read();
  }

  /** Closes its half. */
  finish(): void {
    if (this.hasFinished || this.#isMute) return;
    this.hasFinished = true;
    this.#lose();
    this.#push();
  }

  /** Closes the connection without another look at it. */
  hangUp(): void {
    this.#go();
    const { toPeer, toServer } = this.connection;
    toPeer.onArrival = () => toServer.reset(); // whoever writes to a closed socket is told so
    if (toPeer.unread > 0) this.connection.resetByPeer();
    else toServer.end();
  }

  reset(): void {
    this.#go();
    this.connection.resetByPeer();
  }

  vanish(): void {
    this.#go();
    this.connection.hasVanished = true;
    this.connection.toPeer.onArrival = () => {};
  }

  #type(bytes: Uint8Array, sent: readonly Omit<Sent, "at">[]): void {
    if (this.hasFinished || this.#isMute) return;
    for (const it of sent) this.sent.push({ ...it, at: this.#timeline.now() });
    if (this.returning === undefined || sent.some(({ kind }) => kind === "noise")) return this.#send(bytes);
    this.returning.ask(new TextDecoder().decode(bytes).split("\n").filter((line) => line !== ""));
  }

  /** What a line tells; where the server has shown what was typed here, it is nothing new. */
  #toldBy(line: string): Told {
    const told = toldBy(line);
    const isOwn = this.terminal !== undefined && told.kind === "said" &&
      this.sent.some(({ text }) => text === told.tag);
    return isOwn ? { kind: "echoed", tag: told.tag } : told;
  }

  #newEar(): Ear {
    const isTelnet = this.#isTelnet && this.ssh === undefined;
    return new Ear(isTelnet, this.#hears, (answer) => this.#send(answer), this.ssh);
  }

  #attach(): void {
    this.connection.toPeer.onArrival = () => this.#read();
    this.connection.toServer.onRoom = () => this.#push();
  }

  #lose(): void {
    this.lostAt = Math.min(this.lostAt, this.#timeline.now());
  }

  #go(): void {
    this.#lose();
    this.reading = "over";
    this.hasKeptReading = false;
    this.isPolite = false;
    this.#isMute = true;
  }

  #send(bytes: Uint8Array): void {
    if (this.#isMute) return;
    this.#unsent.push(bytes);
    this.#push();
  }

  #push(): void {
    const { toServer } = this.connection;
    if (this.#isMute || toServer.state !== "open") return;
    for (let first; (first = this.#unsent[0]) !== undefined; this.#unsent.shift()) {
      const count = toServer.send(first);
      if (count === first.length) continue;
      this.#unsent[0] = first.subarray(count);
      return;
    }
    if (!this.hasFinished || this.returning?.isWaiting === true) return;
    this.#isMute = true;
    toServer.end();
  }

  #read(): void {
    const { toPeer } = this.connection;
    const { bytesPerMs } = this.person;
    if (this.reading !== "on" || this.#isSipping) return;
    let left = bytesPerMs === null ? Infinity : bytesPerMs * SIP_MS;
    while (toPeer.unread > 0 && left > 0) {
      const bytes = toPeer.take(left);
      left -= bytes.length;
      this.#ear.hear(bytes);
    }
    if (toPeer.unread > 0) {
      this.#isSipping = true;
      this.#timeline.after(SIP_MS, () => {
        this.#isSipping = false;
        this.#read();
      });
    } else if (toPeer.state === "ended" && !this.sawEnd) {
      this.sawEnd = true;
      this.#lose();
      this.finish(); // as nc and telnet do
    }
  }
}
