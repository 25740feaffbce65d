/**
 * Somebody's end of a connection: its outbox, how it is spoken to, and whose it is.
 *
 * @module
 */

import { isBellDue } from "./bell.ts";
import type { Activity } from "../observe/activity.ts";
import type { Bytes } from "./backlog.ts";
import type { Name } from "../text/clean.ts";
import type { Dialect, Style } from "../model/dialect.ts";
import { Endable } from "./endable.ts";
import { Intake } from "./intake.ts";
import { type Manner, mannerIn, restyled } from "./manner.ts";
import type { Notice, Ref } from "../model/notice.ts";
import type { PumpWriter } from "./pump.ts";
import { renderNotice } from "../render/render.ts";
import { ResumableOutbox } from "./resumable_outbox.ts";
import type { Shared } from "./shared.ts";
import { COMMAND } from "../wire/telnet/codes.ts";

/** What telnet takes without showing anything: IAC NOP (RFC 854). */
const PROBE = Uint8Array.of(COMMAND.IAC, COMMAND.NOP);

const encoder = new TextEncoder();

export interface Origin {
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: string;
  /** Whether nobody on that way can read along. */
  readonly isEncrypted: boolean;
  /** The fingerprint of the key that whoever came has proven to own, if they have; told to operators only. */
  readonly key?: string;
  readonly reading?: Activity;
}

/** One reader. Made and ended by the fan-out. */
export class Reader extends Endable {
  // First what every line needs: a hundred readers have to share the processor's caches.
  readonly outbox: ResumableOutbox;
  /** The name of whoever is at it, also after they left; undefined before they have one. */
  person: Name | undefined;
  readonly intake: Intake;
  readonly origin: Origin;
  #manner: Manner; // from now on: what was delivered before may still be read otherwise
  readonly #shared: Shared;

  constructor(writer: PumpWriter, dialect: Dialect, origin: Origin, shared: Shared) {
    super();
    this.#shared = shared;
    this.#manner = mannerIn(dialect);
    this.intake = new Intake(shared.clock.now());
    this.origin = origin;
    this.outbox = new ResumableOutbox(this, writer, this.#manner, shared);
  }

  /** How it is spoken to, by all that was asked for so far. */
  get dialect(): Dialect {
    return this.#manner.dialect;
  }

  /** Changes how it is spoken to, from the next line on: what was delivered before is not touched. */
  restyle(style: Style): void {
    const manner = this.#manner = restyled(this.#manner, style);
    this.#shared.turn.queue(this, () => void (this.outbox.manner = manner));
  }

  /**
   * Tells it something in its dialect, behind everything that was delivered before.
   * @param ref what the program that asked wants to recognise the answer by
   * @param seen where its client counts the lines behind this one, to come back if its connection is lost: how many it has
   * counted already
   */
  tell(notice: Notice, ref?: Ref, seen?: number): void {
    const bytes = renderNotice(notice, this.dialect, ref);
    this.#queue(bytes, seen === undefined ? undefined : () => this.outbox.remember(bytes, seen));
  }

  /**
   * Shows it what its own line editor has for its screen, behind everything that was delivered before. Each counts as a
   * line, even a bell: whoever presses keys and reads nothing would fill an outbox with a million pieces of one byte.
   */
  show(text: string): void {
    this.#queue(encoder.encode(text) as Bytes);
  }

  /** Whether its bell may ring now; then it counts as rung. */
  rings(): boolean {
    return isBellDue(this, this.#shared.clock.now());
  }

  /** Takes nothing that is delivered from now on, and resolves when everything before is written or can never be. */
  close(): Promise<void> {
    const { turn } = this.#shared;
    return new Promise((resolve) => turn.queue(this, () => resolve(this.outbox.close())));
  }

  /**
   * For how long its peer has acknowledged nothing, if that is known and at least so long; both in milliseconds.
   * One of whom nothing was heard as long is asked for a sign of life, so that the next time more is known.
   */
  vanishedMs(atLeastMs: number): number | undefined {
    const { clock, unansweredMs } = this.#shared, { intake } = this, now = clock.now();
    const { heldSince } = this.outbox, mayBeSilent = intake.mayBeSilent(atLeastMs, now);
    // About one that was heard the system is not asked: that takes 40 ms in a crowd.
    const ofSystem = () => intake.heardAt > 0 && !mayBeSilent ? 0 : unansweredMs(this.origin.peer);
    const silentMs = heldSince === undefined ? ofSystem() : now - heldSince;
    if (silentMs >= atLeastMs) return silentMs;
    // A raw client would show whatever came.
    if (heldSince === undefined && intake.isTelnet && mayBeSilent) this.outbox.answer(PROBE);
    return undefined;
  }

  #queue(bytes: Bytes, put = () => this.outbox.offer(bytes, 1)): void {
    this.#shared.turn.queue(this, put, bytes.length);
    this.outbox.touch(); // also where it waits in the turn: it is woken from here on
  }

  /** Whose it is, and where it comes from: what rows about it begin with. */
  get label(): { readonly name: string; readonly fields: Readonly<Record<string, string>> } {
    const { person, origin: { peer, door, key } } = this, name = person ?? peer;
    return {
      name,
      fields: { peer, ...(person !== undefined && { person }), door, ...(key !== undefined && { key }) },
    };
  }
}
