/**
 * The servers of a story: one alone, or several nodes with the ledger between them; and what happens to them and to their
 * disks.
 *
 * @module
 */

import type { Deed as LoggedDeed } from "../../lib/chat/deed.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { FarLedger } from "../cluster/nodes/far_ledger.ts";
import type { Random } from "../support/random.ts";
import { Disk, type DiskState } from "./disk.ts";
import type { Life } from "./life.ts";
import { befall } from "./nodes_at_play.ts";
import { NOTICED_MS } from "./remains.ts";
import { Site } from "./site.ts";
import type { Fate, Person, Story } from "./story.ts";
import type { Timeline } from "./timeline.ts";

export class Servers {
  /** Where they live. */
  readonly sites: readonly Site[];
  /** All their lives, in the order they began. */
  readonly lives: Life[] = [];
  /** What several nodes write. */
  readonly ledger: FarLedger<LoggedDeed> | undefined;
  /** See {@linkcode Played.swappedAt}. */
  swappedAt = -Infinity;
  #goneAt = -Infinity;
  readonly #timeline: Timeline;

  constructor({ cluster }: Story, config: Config, timeline: Timeline, random: Random) {
    this.#timeline = timeline;
    // Everybody's screen is held against all that was said. What nodes make of a ledger from which lines were taken is told
    // by the stories of `tests/cluster/nodes`.
    const wishes = cluster && { ...cluster, replaces: false };
    const ledger = this.ledger = wishes && new FarLedger<LoggedDeed>(timeline, wishes);
    const onLife = (life: Life) => void this.lives.push(life);
    const { startsMs } = cluster ?? { startsMs: [0] };
    this.sites = startsMs.map((_, number) => new Site({ config, timeline, ledger, number, random, onLife }));
    for (const [number, ms] of startsMs.entries()) {
      if (ms === 0) this.sites[number]!.start();
      else timeline.after(ms, () => this.sites[number]!.start());
    }
  }

  /** Whether several nodes stand well with each other. */
  get areAtRest(): boolean {
    return this.sites.every(({ life, isLost }) => isLost || life?.node === undefined || life.isAtRest);
  }

  /** The server that somebody comes to; undefined where nobody can come in. */
  lifeFor(person: Person | undefined): Life | undefined {
    const { life } = this.sites[person?.node ?? 0]!;
    const isOpen = life?.node === undefined ? life?.port !== undefined : life.isServing;
    return isOpen ? life : undefined;
  }

  /** Nothing breaks any more. */
  mend(): void {
    this.#makeDisk("well");
    for (const site of this.sites) site.disk.accident = undefined;
    if (this.ledger !== undefined) this.ledger.loss = 0;
  }

  /** Starts nodes that do not run. */
  startNodes(): void {
    if (this.ledger !== undefined) { for (const site of this.sites) site.start(); }
  }

  /** Something happens to a server, or to the log of several. */
  befall(act: Fate): void {
    if (act.does === "log stalls" || act.does === "log stops" || act.does === "log dies") {
      return this.ledger && befall(this.ledger, this.lives, act);
    }
    const site = this.sites[act.node ?? 0]!, { disk, life } = site;
    switch (act.does) {
      case "accepting fails":
        return life?.port?.fail(act.times);
      case "disk fills":
        return this.#makeDisk("full");
      case "disk goes":
        return this.#makeDisk("gone");
      case "disk mends":
        return this.#makeDisk("well");
      case "file is removed":
      case "file is replaced":
        this.swappedAt = this.#timeline.now();
        return act.does === "file is removed" ? disk.remove() : disk.replace();
      case "clock jumps":
        return this.ledger === undefined ? this.#timeline.jump(act.ms) : site.setClock(act.ms);
      case "stops":
        return life?.stop();
      case "drains":
        return life?.drain();
      case "dies":
        if (act.when === "now") return life?.die();
        disk.accident = {
          when: act.when === "before saving" ? "before" : "after",
          strike: () => site.life?.die(),
        };
        return;
      case "starts":
        return site.start();
      case "is cut off":
        return life?.node?.way.break(act.noticedMs, act.ms);
      case "stands still":
        return life?.node?.standStill(act.ms);
      case "loses its disk":
        return site.dieWith(new Disk());
      case "goes back":
        return site.dieWith(this.sites[0]!.disk.copy());
      case "is lost":
        site.isLost = true;
        return life?.die();
    }
  }

  #makeDisk(state: DiskState): void {
    const { disk } = this.sites[0]!, now = this.#timeline.now(), wasGone = disk.state === "gone";
    disk.state = state;
    if (!wasGone && state === "gone") this.#goneAt = now;
    if (wasGone && state !== "gone" && this.#goneAt <= this.swappedAt + NOTICED_MS) this.swappedAt = now;
  }
}
