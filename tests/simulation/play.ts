/**
 * Plays a story: a world with a timeline, a network and a disk, the real server in it, and people who do what the story
 * says. Nothing outside of it is touched, and nothing but the story decides what happens.
 *
 * When the story is over the disk is mended, who only stalled reads again, and when all is quiet the server is stopped
 * politely: so there is an end at which everything has to be right.
 *
 * @module
 */

import type { Config } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { inputStands } from "./at_terminal.ts";
import type { Breach } from "./breach.ts";
import { Connection } from "./connection.ts";
import { doDeed, introduce } from "./deeds.ts";
import { Disk, type DiskState } from "./disk.ts";
import { Errand, ERRANDS } from "./errand.ts";
import { TAG, type Told } from "./hearing.ts";
import { Life } from "./life.ts";
import { Random } from "../support/random.ts";
import { NOTICED_MS } from "./remains.ts";
import type { Act, Deed, Fate, Person, Story } from "./story.ts";
import { Timeline } from "./timeline.ts";
import { Visit } from "./visit.ts";

/** What is left of a story that was played. */
export interface Played {
  readonly story: Story;
  readonly config: Config;
  readonly timeline: Timeline;
  readonly disk: Disk;
  readonly lives: readonly Life[];
  readonly visits: readonly Visit[];
  /** Those who came by SSH for one command. */
  readonly errands: readonly Errand[];
  /** Lines that were on a screen and not on the disk although the log told of no trouble. */
  readonly unsaved: readonly string[];
  /**
   * When the store's file was last taken away or replaced, in milliseconds of the timeline; where the disk was gone then, or
   * went before anybody had to notice, when it came back.
   */
  readonly swappedAt: number;
  /** What was not on a terminal as it should be when everything was quiet. */
  readonly misdrawn: readonly Breach[];
  /** When everything was quiet, right before the last stop, in milliseconds of the timeline. */
  readonly quietAt: number;
}

/** How many bytes may be on the way to the server and unread. */
const SENDER_BYTES = 16_384;

/** How long nothing may happen before all is quiet, besides the time for stalled readers, looked at in steps. */
const QUIET_MS = 6000, STEP_MS = 1000;

/** How long the world is given to come to rest once the server was stopped, in milliseconds. */
const REST_MS = 60_000;

/** Plays a story to its end. */
export async function play(story: Story): Promise<Played> {
  const world = new World(story);
  for (const act of story.acts) await world.do(act);
  return await world.end();
}

class World {
  readonly #story: Story;
  readonly #config: Config;
  readonly #timeline = new Timeline();
  readonly #disk = new Disk();
  readonly #random: Random;
  readonly #lives: Life[] = [];
  readonly #visits: Visit[] = [];
  readonly #errands: Errand[] = [];
  readonly #here = new Map<number, Visit>();
  readonly #unsaved: string[] = [];
  #swappedAt = -Infinity;
  #goneAt = -Infinity;
  #tags = 0;
  #returns = 0;

  constructor(story: Story) {
    this.#story = story;
    this.#config = { ...CHAT_ONLY, data: "disk", timeZone: "UTC", logChat: true, ...story.config };
    this.#random = new Random(story.seed);
    this.#start();
  }

  async do(act: Act): Promise<void> {
    await this.#timeline.passUntil(act.at);
    if ("who" in act) this.#deed(act.who, act);
    else this.#fate(act);
  }

  async end(): Promise<Played> {
    const timeline = this.#timeline;
    const config = this.#config;
    await timeline.passUntil(timeline.now());
    this.#makeDisk("well");
    this.#disk.accident = undefined;
    for (const visit of this.#visits) visit.resume();
    for (let before = -1, quietMs = 0; quietMs < QUIET_MS + config.stalledMs; quietMs += STEP_MS) {
      await timeline.passUntil(timeline.now() + STEP_MS);
      const happened = this.#happened;
      if (happened !== before) quietMs = 0;
      before = happened;
    }
    const quietAt = timeline.now();
    const misdrawn = this.#visits.flatMap((visit) => [...inputStands(visit)]);
    this.#life.stop();
    const end = quietAt + REST_MS;
    while (timeline.waiting > 0 && timeline.now() < end) await timeline.passUntil(timeline.now() + 1000);
    return {
      story: this.#story,
      config,
      timeline,
      disk: this.#disk,
      lives: this.#lives,
      visits: this.#visits,
      errands: this.#errands,
      unsaved: this.#unsaved,
      swappedAt: this.#swappedAt,
      quietAt,
      misdrawn,
    };
  }

  /** How much has been logged and heard so far. */
  get #happened(): number {
    const logged = this.#lives.reduce((sum, { log }) => sum + log.length, 0);
    return this.#visits.reduce((sum, { heard }) => sum + heard.length, logged);
  }

  get #life(): Life {
    return this.#lives.at(-1)!;
  }

  #start(): void {
    this.#lives.push(new Life(this.#config, this.#timeline, this.#disk));
  }

  #fate(act: Fate): void {
    const disk = this.#disk;
    switch (act.does) {
      case "accepting fails":
        return this.#life.port?.fail(act.times);
      case "disk fills":
        return this.#makeDisk("full");
      case "disk goes":
        return this.#makeDisk("gone");
      case "disk mends":
        return this.#makeDisk("well");
      case "file is removed":
      case "file is replaced":
        this.#swappedAt = this.#timeline.now();
        return act.does === "file is removed" ? disk.remove() : disk.replace();
      case "clock jumps":
        return this.#timeline.jump(act.ms);
      case "stops":
        return this.#life.stop();
      case "drains":
        return this.#life.drain();
      case "dies": {
        if (act.when === "now") this.#life.die();
        else {
          disk.accident = {
            when: act.when === "before saving" ? "before" : "after",
            strike: () => this.#life.die(),
          };
        }
        return;
      }
      case "starts":
        if (this.#life.state === "stopped" || this.#life.state === "dead") this.#start();
        return;
    }
  }

  #makeDisk(state: DiskState): void {
    const disk = this.#disk, now = this.#timeline.now(), wasGone = disk.state === "gone";
    disk.state = state;
    if (!wasGone && state === "gone") this.#goneAt = now;
    if (wasGone && state !== "gone" && this.#goneAt <= this.#swappedAt + NOTICED_MS) this.#swappedAt = now;
  }

  #deed(who: number, deed: Deed): void {
    const visit = this.#here.get(who);
    const isHere = visit !== undefined && !visit.isOver;
    if (deed.does === "comes") return isHere ? undefined : this.#come(who, deed.name);
    if (deed.does === "runs") return this.#run(who, deed);
    if (deed.does === "comes back") return visit && this.#comeBack(visit);
    if (!isHere) return;
    doDeed(visit, deed, { tag: () => this.#tag(visit), maxLineBytes: this.#config.maxLineBytes });
  }

  #come(who: number, name: string): void {
    const person: Person | undefined = this.#story.people[who];
    if (person === undefined || this.#life.port === undefined) return;
    const number = this.#visits.length;
    const life = this.#life;
    const label = `visit ${who} ${this.#visits.filter((visit) => visit.who === who).length}`;
    const connection = this.#connect(person, label, 40_000 + number);
    const visit = new Visit(this.#timeline, {
      who,
      person,
      life: this.#lives.length - 1,
      connection,
      isTelnetOffered: this.#config.telnet === "always",
      onTold: (told) => this.#seen(told, life),
      onLate: () => void this.#timeline.soon(() => this.#comeBack(visit)),
      tag: (visit) => this.#tag(visit),
    });
    this.#visits.push(visit);
    this.#here.set(who, visit);
    this.#timeline.after(person.latencyMs, () => life.connect(connection));
    introduce(visit, name);
  }

  /** Somebody has a command done at a connection of its own. */
  #run(who: number, { name, command: typed }: Extract<Deed, { does: "runs" }>): void {
    const person = this.#story.people[who], life = this.#life;
    if (person === undefined || life.port === undefined) return;
    const number = this.#errands.length,
      connection = this.#connect(person, `errand ${number}`, 60_000 + number);
    const command = typed === "say" ? `say ~${ERRANDS}.${this.#tags++}~` : typed;
    const at = this.#timeline.now();
    this.#errands.push(new Errand({ person, connection, at, life: this.#lives.length - 1, name, command }));
    this.#timeline.after(person.latencyMs, () => life.connect(connection));
  }

  /** Somebody with a token goes on at another connection, as long as the server is the same. */
  #comeBack(visit: Visit): void {
    const { person, returning } = visit, life = this.#lives[visit.life]!;
    if (returning?.mayReturn !== true || life.port === undefined) return;
    const port = 50_000 + this.#returns++;
    const connection = this.#connect(person, `return ${port}`, port);
    visit.comeBack(connection);
    this.#timeline.after(person.latencyMs, () => life.connect(connection));
  }

  #connect({ address, latencyMs, bufferBytes }: Person, label: string, port: number): Connection {
    return new Connection({
      timeline: this.#timeline,
      random: this.#random.fork(label),
      remoteAddr: { hostname: address, port },
      toServer: { capacityBytes: SENDER_BYTES, latencyMs },
      toPeer: { capacityBytes: bufferBytes, latencyMs },
    });
  }

  #tag(visit: Visit): string {
    return `~${this.#visits.indexOf(visit)}.${this.#tags++}~`;
  }

  /** Something is on a screen: unless the operator was told of trouble, it has to be on the disk. */
  #seen(told: Told, life: Life): void {
    if (told.kind !== "said" || !TAG.test(told.tag) || life.isInTrouble) return; // without a tag it was never sent
    if (!this.#disk.has(told.tag)) this.#unsaved.push(told.tag);
  }
}
