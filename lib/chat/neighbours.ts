/**
 * What nodes say to one another alone, beside the log: somebody's private message, and that a seat is given up because its
 * client came to another node. A server alone has no neighbours, and reaches nobody.
 *
 * @module
 */

import type { Bus } from "../cluster/bus.ts";
import type { Log } from "../runtime/log.ts";
import type { CleanText } from "../text/clean.ts";
import { cleanText } from "../text/clean_text.ts";
import type { Announcer } from "./announcer.ts";
import type { Deed } from "./deed.ts";
import type { Fold } from "./fold.ts";
import type { GuestId, Person } from "./person.ts";

export interface NeighboursParts {
  readonly bus: Pick<Bus<Deed>, "whisper" | "number">;
  readonly fold: Pick<Fold, "people">;
  readonly announcer: Pick<Announcer, "whispered">;
  /** Told of bugs. */
  readonly log: Log;
}

/** What one person says to another one, as it is sent. */
interface SentWhisper {
  readonly from: GuestId;
  readonly to: GuestId;
  readonly text: string;
}

export class Neighbours {
  /** Told by its token of a seat that is given up. */
  onGivenUp: (token: string) => void = () => {};
  readonly #parts: NeighboursParts;

  constructor(parts: NeighboursParts) {
    this.#parts = parts;
  }

  /** Says something to somebody at another node; resolves with whether it has come there. */
  say(from: Person, to: Person, text: CleanText): Promise<boolean> {
    const whisper: SentWhisper = { from: from.id, to: to.id, text };
    return this.#tell(to, whisper);
  }

  /** Has the node where somebody is give up the seat of a token; resolves with whether that has come there. */
  giveUp(person: Person, token: string): Promise<boolean> {
    return this.#tell(person, { token });
  }

  /**
   * Another node says something, behind all that it knew; perhaps something that only newer ones understand. Never throws.
   * @returns whether it has come to anybody
   */
  heard(what: unknown): boolean {
    try {
      if (isSentWhisper(what)) return this.#show(what);
      if (isGivenUp(what)) this.onGivenUp(what.token);
      return isGivenUp(what);
    } catch (error) {
      this.#parts.log("error", "Bug while another node was heard: {error}", { error });
      return false;
    }
  }

  #tell({ life }: Person, what: unknown): Promise<boolean> {
    return life === undefined ? Promise.resolve(false) : this.#parts.bus.whisper(life, what);
  }

  #show(whisper: SentWhisper): boolean {
    const { fold: { people }, announcer, bus } = this.#parts;
    const from = people.get(whisper.from), to = people.get(whisper.to);
    if (from === undefined || to === undefined) return false; // they have left meanwhile
    announcer.whispered(from, to, cleanText(whisper.text), bus.number());
    return true;
  }
}

function isSentWhisper(what: unknown): what is SentWhisper {
  if (typeof what !== "object" || what === null) return false;
  const { from, to, text } = what as Partial<SentWhisper>;
  return typeof from === "number" && typeof to === "number" && typeof text === "string";
}

function isGivenUp(what: unknown): what is { readonly token: string } {
  return typeof what === "object" && what !== null && "token" in what && typeof what.token === "string";
}
