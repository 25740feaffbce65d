/**
 * One visitor's screen held against the chronicle: everything that happened while they were in, and was for them, is
 * on it once, in the order it happened; where lines were skipped, the screen says how many; and nothing is on it that
 * was not for them.
 *
 * What a screen alone cannot tell is not asked: what was said in a room between two things that were seen, if the
 * reader came into the room or left it between them.
 *
 * @module
 */

import { Asides } from "./asides.ts";
import type { Breach } from "./breach.ts";
import { type Chronicle, type Fact, isHere, type Presence } from "./chronicle.ts";
import { Ignored } from "./ignored.ts";
import type { Life } from "./life.ts";
import { isInJson } from "./story.ts";
import { Tally } from "./tally.ts";
import { Wants } from "./wants.ts";
import type { Heard, Visit } from "./visit.ts";

const LOBBY = "#lobby";

/** The smallest burst in a story: whoever sends more lines may be told once that they wait. */
const PACED_FROM = 3;

/** What is known beside the screen. */
export interface WitnessParts {
  readonly visit: Visit;
  readonly presence: Presence;
  readonly chronicle: Chronicle;
  /** The tags of everything that was whispered, with the visit it came from. */
  readonly whispers: ReadonlyMap<string, Visit>;
  /** Whether a line was ever saved: in an earlier life, it may have been the last thing that was done. */
  readonly isKept: (tag: string) => boolean;
  /** Whether anybody typed a command in this life: then a gap may hide anything. */
  readonly isBusy: boolean;
  /** When everything was quiet, in milliseconds of the timeline. */
  readonly quietAt: number;
}

/** Somebody who read a screen. */
export class Witness {
  readonly breaches: Breach[] = [];
  readonly visit: Visit;
  readonly presence: Presence;
  /** The members of each room they were in to the end, as they were told, themselves left out; the lobby's nobody is told. */
  readonly members = new Map<string, Set<string>>();
  #atRest: ReadonlyMap<string, ReadonlySet<string>> | undefined; // the same, when everything was quiet
  /** Whether they heard all to the end: the goodbye. */
  hasHeardAll = false;
  readonly #parts: WitnessParts;
  readonly #rooms = new Set([LOBBY]);
  readonly #changed = new Set<string>(); // rooms entered since the last fact
  readonly #ignored: Ignored;
  #focus = LOBBY;
  readonly #wants: Wants;
  readonly #tally: Tally;
  readonly #asides: Asides;
  #hasLostTrack = false; // where a gap may have hidden anything

  /** Somebody who was just greeted. */
  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.visit = parts.visit;
    this.presence = parts.presence;
    this.#ignored = new Ignored(parts);
    this.#wants = new Wants(parts, (promise, detail) => this.#breach(promise, detail));
    this.#tally = new Tally(
      parts.chronicle,
      parts.presence.joinedAt,
      (promise, detail) => this.#breach(promise, detail),
    );
    this.#asides = new Asides(parts, (promise, detail) => this.#breach(promise, detail));
  }

  /** The life of the server in which they were there. */
  get life(): Life {
    return this.#parts.chronicle.life;
  }

  /** The members of their rooms when everything was quiet. */
  get membersAtRest(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#atRest ?? this.members;
  }

  /** How many lines they were told they missed. */
  get skipped(): number {
    return this.#tally.skipped;
  }

  /** Reads the screen from the greeting on. */
  read(lines: readonly Heard[]): void {
    for (const heard of lines) this.#hear(heard);
    const { isBusy, visit: { returning, connections } } = this.#parts;
    // Whoever left while they were lost hears a goodbye where they are not in.
    if (returning !== undefined && returning.returns < connections.length - 1) this.hasHeardAll = false;
    if (this.hasHeardAll) this.#move(this.#lastPlace);
    if (this.hasHeardAll && !isBusy && !this.#hasLostTrack) this.#checkSum();
  }

  /** Up to where they have to have heard everything. At a node people are told goodbye some time before the log tells that they left. */
  get #lastPlace(): number {
    const { presence: { leftAt, farewell }, chronicle: { facts, life }, quietAt } = this.#parts;
    if (life.node === undefined) return Math.min(leftAt, facts.length);
    if (farewell !== "stopping" || life.stopsAt !== quietAt) return this.#tally.place + 1;
    return Math.max(this.#tally.place + 1, facts.filter(({ at }) => at < quietAt).length);
  }

  #hear(heard: Heard): void {
    if (heard.at > this.#parts.quietAt) {
      this.#atRest ??= new Map(Array.from(this.members, ([room, members]) => [room, new Set(members)]));
    }
    if (this.hasHeardAll) return this.#breach("nothing comes after the goodbye", heard.line);
    switch (heard.kind) {
      case "greeted":
        return this.#breach("one is greeted once", heard.line);
      case "said":
        return this.#said(heard);
      case "joined":
      case "left":
      case "renamed":
        return this.#told(heard);
      case "entered":
      case "exited":
      case "removed":
        return this.#moved(heard);
      case "whispered":
        return this.#asides.hear(heard, () => this.#ignored.namesOf(this.presence));
      case "in":
        this.#rooms.add(heard.room);
        this.#changed.add(heard.room);
        if (heard.room !== LOBBY && !this.#wants.isSelective) {
          this.members.set(heard.room, new Set(heard.others));
        }
        this.#focus = heard.room;
        return;
      case "focus":
        this.#focus = heard.room;
        return;
      case "out":
        this.#rooms.delete(heard.room);
        this.members.delete(heard.room);
        this.#focus = heard.current;
        if (!this.#rooms.has(heard.current)) { // put out of one's only room, one is in the lobby again
          this.#rooms.add(heard.current);
          this.#changed.add(heard.current);
        }
        return;
      case "skipped":
        this.#tally.skip(heard.lines);
        if (!this.#parts.isBusy) return;
        this.#hasLostTrack = true;
        this.members.clear();
        return;
      case "ignoring":
        return this.#ignored.add(heard.name);
      case "goodbye":
        this.hasHeardAll = true;
        return;
      case "past":
        return this.#past(heard.tags);
      case "settings":
        this.#wants.joins = heard.joins;
        return;
      case "refused":
      case "done":
      case "echoed": // looked at in at_terminal.ts
      case "else":
        return;
      default:
        heard satisfies never;
    }
  }

  #said({ name, tag, room, at }: Extract<Heard, { kind: "said" }>): void {
    const { placeOf, facts } = this.#parts.chronicle;
    const place = placeOf.get(tag);
    const fact = place === undefined ? undefined : facts[place];
    if (place === undefined || fact?.kind !== "said") {
      return this.#breach("nothing is heard that nobody said", `${tag} from ${name}`);
    }
    if (fact.at > at) this.#breach("nothing is heard that nobody said", `${tag} before it was said`);
    if (fact.name !== name) {
      this.#breach("a line is its sender's", `${tag} of ${fact.name} came from ${name}`);
    }
    if (fact.who === this.presence) this.#breach("nobody gets their own lines back", tag);
    if (this.#ignored.isSilent(fact.who)) {
      this.#breach("nobody is heard whom one ignores", `${tag} from ${name}`);
    }
    if (!this.#hasLostTrack) {
      if (!this.#rooms.has(fact.room)) {
        this.#breach("nothing is heard from rooms one is not in", `${tag} from ${fact.room}`);
      }
      const label = isInJson(this.visit.person) || fact.room !== this.#focus ? fact.room : undefined;
      if (label !== room) this.#breach("a line is marked with its room", `${tag} in ${fact.room} as ${room}`);
      const members = this.members.get(fact.room);
      if (members !== undefined && !members.has(name)) {
        this.#breach("nobody is heard who has not come in", `${tag} from ${name} in ${fact.room}`);
      }
    }
    this.#asides.said(tag);
    this.#move(place);
  }

  #told(heard: Extract<Heard, { kind: "joined" | "left" | "renamed" }>): void {
    const [place, other] = this.#tally.ahead((fact) =>
      fact.kind === heard.kind && fact.name === heard.name && fact.at <= heard.at &&
      (fact.kind !== "renamed" || heard.kind !== "renamed" || fact.to === heard.to)
    );
    if (place === undefined) return this.#breach("who comes and goes is told once", heard.line);
    if (heard.kind !== "renamed") this.#wants.insist(heard, place);
    const isHidden = this.#tally.isInGap && other !== undefined; // which of them it is
    this.#hasLostTrack ||= isHidden;
    for (const members of this.members.values()) {
      if (heard.kind === "joined" || !members.delete(heard.name)) continue;
      if (heard.kind === "renamed") members.add(heard.to);
    }
    if (!isHidden) this.#move(place);
  }

  #moved(heard: Extract<Heard, { kind: "entered" | "exited" | "removed" }>): void {
    const { kind, name, room } = heard;
    if (kind !== "removed") this.#wants.insist(heard);
    if (this.#hasLostTrack) return;
    if (!this.#rooms.has(room)) {
      this.#breach("nothing is heard from rooms one is not in", `${name} ${kind} ${room}`);
    }
    const members = this.members.get(room);
    if (members === undefined) return;
    if (kind === "entered" ? members.has(name) : !members.has(name)) {
      this.#breach("who comes into a room and leaves it is told once", `${name} ${kind} ${room}`);
    }
    if (kind === "entered") members.add(name);
    else members.delete(name);
  }

  /** Lines of the past were said, and in a room they are in. */
  #past(tags: readonly string[]): void {
    const { chronicle: { placeOf, facts }, isKept } = this.#parts;
    for (const tag of tags) {
      const fact = facts[placeOf.get(tag) ?? -1];
      if (fact !== undefined && this.#ignored.isSilent(fact.who)) {
        this.#breach("nobody is heard whom one ignores", `${tag} of the past`);
      }
      if (fact === undefined && !isKept(tag)) this.#breach("nothing is heard that nobody said", tag);
      if (fact?.kind === "said" && !this.#hasLostTrack && !this.#rooms.has(fact.room)) {
        this.#breach("nothing is heard from rooms one is not in", `${tag} of the past of ${fact.room}`);
      }
    }
  }

  #move(place: number): void {
    this.#tally.moveTo(place, this.#hasLostTrack ? undefined : (fact) => this.#isDue(fact));
    this.#changed.clear();
  }

  /** Where nobody typed a command, it is known of every line whether it was there to be skipped. */
  #checkSum(): void {
    const { visit } = this;
    const { skipped, missed } = this.#tally, isDrained = this.#parts.chronicle.life.drainsAt < Infinity;
    const heard = (isIt: (heard: Heard) => boolean) => visit.heard.filter(isIt).length;
    const answers = isInJson(visit.person) ? visit.sent.filter(({ kind }) => kind === "said").length : 0;
    const others = answers - heard(({ kind }) => kind === "done") + // its lines' numbers
      (heard(({ line }) => line.includes("You type faster")) > 0 || visit.sent.length <= PACED_FROM ? 0 : 1) +
      (isDrained && heard(({ line }) => line.includes("This server stops in")) === 0 ? 1 : 0);
    // What an editor shows of itself is skipped and counted like the others' lines: a bell, one's own line.
    // So are the answers to a program that comes back.
    const isMore = visit.terminal?.ear.telnet.wasOfferedEcho || visit.returning !== undefined;
    const most = isMore ? Infinity : missed + others;
    if (skipped >= missed && skipped <= most) return;
    this.#breach("who was skipped is told how much", `missed ${missed} lines in all, told ${skipped}`);
  }

  #isDue(fact: Fact): boolean {
    if (fact.who === this.presence) return false;
    if (fact.kind === "said") {
      return this.#rooms.has(fact.room) && !this.#changed.has(fact.room) && !this.#ignored.mayBe(fact.who);
    }
    if (this.#wants.isSelective && fact.kind !== "renamed") return false;
    const isStopping = fact.kind === "left" && fact.who.farewell === "stopping";
    return !isStopping || !isHere(this.#parts.chronicle, fact.who); // who stays at other nodes is told
  }

  #breach(promise: string, detail: string): void {
    const { who, person } = this.visit;
    this.breaches.push({ promise, detail: `P${who} (${person.speaks}, ${this.presence.name}): ${detail}` });
  }
}
