/**
 * Agrees on telnet options with the peer by the Q method (RFC 1143): an answer only to a change, so that two polite
 * ends can never answer each other for ever, and a refusal said once. A peer that answers answers comes to rest too:
 * what it may change, and what it may ask for in a row, has a bound.
 *
 * @module
 */

import { COMMAND, OPTION } from "./codes.ts";

const { IAC, WILL, WONT, DO, DONT } = COMMAND;

/** Options the peer may switch on at its end. */
const WELCOME_FROM_PEER: ReadonlySet<number> = new Set([OPTION.BINARY, OPTION.SUPPRESS_GO_AHEAD]);

/** What we switch on when asked. Not ECHO nor SUPPRESS-GO-AHEAD: with either, clients stop editing lines. */
const WELCOME_FROM_US: ReadonlySet<number> = new Set([OPTION.BINARY]);

/**
 * How often one end of an option is switched on at the peer's wish, in a connection; the next wish is refused for good.
 * A peer that takes our answers for questions has several on their way at once, and none of them is ever the last.
 */
const MAX_AGREEMENTS = 4;

/** Marks that are answered in a row with no other byte between; a Ctrl-C always brings its own command in front. */
const MAX_BARE_MARKS = 8;

/** RFC 1143's states. The WANTNO ones are missing because this server never asks to switch something off. */
type State = "no" | "refused" | "want_yes" | "yes";

interface Side {
  state: State;
  /** How often it was switched on at the peer's wish. */
  agreements: number;
}

export class TelnetOptions {
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #peer = new Map<number, Side>();
  readonly #us = new Map<number, Side>();
  #bareMarks = 0; // asked for in a row

  /** @param send takes complete telnet commands for the peer, in order */
  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
  }

  /** Asks the peer to switch an option on at its end (IAC DO option), unless it is on, asked for or was refused. */
  ask(option: number): void {
    if (this.#peer.has(option)) return;
    this.#peer.set(option, { state: "want_yes", agreements: 0 });
    this.#say(DO, option);
  }

  /** Something else than an option came from the peer: the next mark is no bare one. */
  heardOther(): void {
    this.#bareMarks = 0;
  }

  /** Answers what changes something; "logout" when the peer asked to be logged out (RFC 727). */
  receive(verb: number, option: number): "logout" | undefined {
    if (verb === DO && option === OPTION.TIMING_MARK) return this.#mark();
    this.#bareMarks = 0;
    if (option === OPTION.TIMING_MARK) return; // the other verbs answer a question we never asked
    if (verb === DO && option === OPTION.LOGOUT) {
      this.#say(WILL, option);
      return "logout";
    }
    if (verb === WILL) this.#offered(sideIn(this.#peer, option), option, WELCOME_FROM_PEER, DO, DONT);
    else if (verb === WONT) this.#withdrawn(this.#peer.get(option), option, DONT);
    else if (verb === DO) this.#offered(sideIn(this.#us, option), option, WELCOME_FROM_US, WILL, WONT);
    else if (verb === DONT) this.#withdrawn(this.#us.get(option), option, WONT);
  }

  /** RFC 860: a mark is an event. Linux telnet drops all output until it is answered; others ask for ever. */
  #mark(): undefined {
    if (++this.#bareMarks <= MAX_BARE_MARKS) this.#say(WILL, OPTION.TIMING_MARK);
  }

  #offered(side: Side, option: number, welcome: ReadonlySet<number>, yes: number, no: number): void {
    const { state } = side;
    if (state === "yes" || state === "refused") return;
    const isWelcome = state === "want_yes" || welcome.has(option) && ++side.agreements <= MAX_AGREEMENTS;
    side.state = isWelcome ? "yes" : "refused";
    if (state === "no") this.#say(isWelcome ? yes : no, option);
  }

  #withdrawn(side: Side | undefined, option: number, confirm: number): void {
    if (side === undefined || side.state === "refused") return;
    if (side.state === "yes") this.#say(confirm, option);
    side.state = "no";
  }

  #say(verb: number, option: number): void {
    this.#send(Uint8Array.of(IAC, verb, option));
  }
}

function sideIn(sides: Map<number, Side>, option: number): Side {
  const known = sides.get(option);
  if (known !== undefined) return known;
  const side: Side = { state: "no", agreements: 0 };
  sides.set(option, side);
  return side;
}
