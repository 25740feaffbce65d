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
import type { Deed as LoggedDeed } from "../../lib/chat/deed.ts";
import type { FarLedger } from "../cluster/nodes/far_ledger.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { inputStands } from "./at_terminal.ts";
import type { Breach } from "./breach.ts";
import { Connection } from "./connection.ts";
import { doDeed, introduce } from "./deeds.ts";
import { Errand, ERRANDS } from "./errand.ts";
import { TAG, type Told } from "./hearing.ts";
import type { Life } from "./life.ts";
import { Random } from "../support/random.ts";
import { unrestOf } from "./nodes_at_play.ts";
import { Servers } from "./servers.ts";
import type { Site } from "./site.ts";
import type { Act, Deed, Person, Story } from "./story.ts";
import { Timeline } from "./timeline.ts";
import { Visit } from "./visit.ts";

/** What is left of a story that was played. */
export interface Played {
  readonly story: Story;
  readonly config: Config;
  readonly timeline: Timeline;
  /** Where servers lived: one place, or one for each of several nodes. */
  readonly sites: readonly Site[];
  /** What several nodes wrote. */
  readonly ledger: FarLedger<LoggedDeed> | undefined;
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
  /** What was wrong with how nodes stood with each other then. */
  readonly unrest: readonly Breach[];
  /** When everything was quiet, right before the last stop, in milliseconds of the timeline. */
  readonly quietAt: number;
}

/** How many bytes may be on the way to the server and unread. */
const SENDER_BYTES = 16_384;

/** What makes servers nodes, and how long those wait for the log before they refuse, in seconds. */
const ON_A_BUS = { bus: "nats://127.0.0.1:4222", patience: 4 } as const;

/** How long nothing may happen before all is quiet, besides the time for stalled readers, looked at in steps. */
const QUIET_MS = 6000, STEP_MS = 1000;

/** How long nodes have until they stand well with each other, in milliseconds. */
const UNREST_MS = 90_000;

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
  readonly #servers: Servers;
  readonly #random: Random;
  readonly #visits: Visit[] = [];
  readonly #errands: Errand[] = [];
  readonly #here = new Map<number, Visit>();
  readonly #unsaved: string[] = [];
  #tags = 0;
  #returns = 0;

  constructor(story: Story) {
    this.#story = story;
    const where = { data: "disk", timeZone: "UTC", logChat: true, ...story.cluster && ON_A_BUS };
    this.#config = { ...CHAT_ONLY, ...where, ...story.config };
    const random = this.#random = new Random(story.seed);
    this.#servers = new Servers(story, this.#config, this.#timeline, random);
  }

  async do(act: Act): Promise<void> {
    await this.#timeline.passUntil(act.at);
    if ("who" in act) this.#deed(act.who, act);
    else this.#servers.befall(act);
  }

  async end(): Promise<Played> {
    const timeline = this.#timeline, config = this.#config, servers = this.#servers;
    const { sites, ledger, lives } = servers;
    await timeline.passUntil(timeline.now());
    servers.mend();
    for (const visit of this.#visits) visit.resume();
    const latest = timeline.now() + UNREST_MS;
    for (let before = -1, quietMs = 0; quietMs < QUIET_MS + config.stalledMs; quietMs += STEP_MS) {
      servers.startNodes();
      await timeline.passUntil(timeline.now() + STEP_MS);
      const happened = this.#happened;
      if (happened !== before || !servers.areAtRest && timeline.now() < latest) quietMs = 0;
      before = happened;
    }
    const quietAt = timeline.now();
    const misdrawn = this.#visits.flatMap((visit) => [...inputStands(visit)]);
    const unrest = ledger === undefined ? [] : [...unrestOf(sites)];
    for (const { life } of sites) life?.stop();
    const end = quietAt + REST_MS;
    while (timeline.waiting > 0 && timeline.now() < end) await timeline.passUntil(timeline.now() + 1000);
    return {
      story: this.#story,
      config,
      timeline,
      sites,
      ledger,
      lives,
      visits: this.#visits,
      errands: this.#errands,
      unsaved: this.#unsaved,
      swappedAt: servers.swappedAt,
      quietAt,
      misdrawn,
      unrest,
    };
  }

  /** How much has been logged and heard so far. */
  get #happened(): number {
    const logged = this.#servers.lives.reduce((sum, { log }) => sum + log.length, 0);
    return this.#visits.reduce((sum, { heard }) => sum + heard.length, logged);
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
    const life = this.#servers.lifeFor(person);
    if (person === undefined || life === undefined) return;
    const number = this.#visits.length;
    const label = `visit ${who} ${this.#visits.filter((visit) => visit.who === who).length}`;
    const connection = this.#connect(person, label, 40_000 + number);
    const visit = new Visit(this.#timeline, {
      who,
      person,
      life: this.#servers.lives.indexOf(life),
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
    const person = this.#story.people[who], life = this.#servers.lifeFor(person);
    if (person === undefined || life === undefined) return;
    const number = this.#errands.length,
      connection = this.#connect(person, `errand ${number}`, 60_000 + number);
    const command = typed === "say" ? `say ~${ERRANDS}.${this.#tags++}~` : typed;
    const at = this.#timeline.now();
    this.#errands.push(
      new Errand({ person, connection, at, life: this.#servers.lives.indexOf(life), name, command }),
    );
    this.#timeline.after(person.latencyMs, () => life.connect(connection));
  }

  /** Somebody with a token goes on at another connection, as long as the server is the same. */
  #comeBack(visit: Visit): void {
    const { person, returning } = visit, life = this.#servers.lives[visit.life]!;
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
    if (!life.disk.has(told.tag)) this.#unsaved.push(told.tag);
  }
}
