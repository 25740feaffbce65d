/**
 * Agrees on telnet options with the peer by the Q method (RFC 1143): an answer only to a change, so that two polite
 * ends can never answer each other for ever, and a refusal said once. A peer that answers answers comes to rest too:
 * what it may change, and what it may ask for in a row, has a bound.
 *
 * @module
 */

import { COMMAND, OPTION } from "./codes.ts";

const { IAC, WILL, WONT, DO, DONT } = COMMAND;

/** Who has an option switched on. */
export type End = "peer" | "us";

/** What somebody has to do with the options. */
export interface OptionHost {
  /** Whether an option may be switched on at the peer's wish, besides those that always may. */
  welcomes(end: End, option: number): boolean;
  /** An option is on from now on, or off: switched off, or refused. */
  settled(end: End, option: number, isOn: boolean): void;
}

const NOBODY: OptionHost = { welcomes: () => false, settled() {} };

/** What may always be switched on. Of ours not ECHO nor SUPPRESS-GO-AHEAD: with either, clients stop editing lines. */
const WELCOME: Readonly<Record<End, ReadonlySet<number>>> = {
  peer: new Set([OPTION.BINARY, OPTION.SUPPRESS_GO_AHEAD]),
  us: new Set([OPTION.BINARY]),
};

/** How an end is spoken of. */
const WORDS = { peer: { on: DO, off: DONT }, us: { on: WILL, off: WONT } } as const;

/**
 * How often one end of an option is switched on at the peer's wish, in a connection; the next wish is refused for good.
 * A peer that takes our answers for questions has several on their way at once, and none of them is ever the last.
 */
const MAX_AGREEMENTS = 4;

/** Marks that are answered in a row with no other byte between; a Ctrl-C always brings its own command in front. */
const MAX_BARE_MARKS = 8;

/** RFC 1143's states: "want_yes" waits for the answer, and "want_yes_no" has been taken back meanwhile, its queue bit. */
type State = "no" | "refused" | "yes" | "want_yes" | "want_yes_no" | "want_no" | "want_no_yes";

interface Side {
  state: State;
  /** How often it was switched on at the peer's wish. */
  agreements: number;
  /** The peer wishes it on, and was told nothing since: it had been refused. */
  isWished: boolean;
}

export class TelnetOptions {
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #host: OptionHost;
  readonly #sides = { peer: new Map<number, Side>(), us: new Map<number, Side>() };
  #bareMarks = 0; // asked for in a row

  /** @param send takes complete telnet commands for the peer, in order */
  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void, host: OptionHost = NOBODY) {
    this.#send = send;
    this.#host = host;
  }

  /** Asks the peer to switch an option on at its end (IAC DO option), unless it is on, asked for or was refused. */
  ask(option: number): void {
    if (!this.#sides.peer.has(option)) this.#want("peer", option);
  }

  /** Offers to switch an option on at our end (IAC WILL option), unless it is on or offered. */
  offer(option: number): void {
    this.#want("us", option);
  }

  /** Takes an offer back, or switches an option off at our end (IAC WONT option). */
  takeBack(option: number): void {
    const side = this.#sides.us.get(option);
    if (side?.state === "want_yes") side.state = "want_yes_no";
    else if (side?.state === "want_no_yes") side.state = "want_no";
    else if (side?.state === "yes") {
      side.state = "want_no";
      this.#say(WONT, option);
      this.#host.settled("us", option, false);
    }
  }

  isOn(end: End, option: number): boolean {
    return this.#sides[end].get(option)?.state === "yes";
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
    if (verb === WILL) this.#heardYes("peer", option);
    else if (verb === WONT) this.#heardNo("peer", option);
    else if (verb === DO) this.#heardYes("us", option);
    else if (verb === DONT) this.#heardNo("us", option);
  }

  /** RFC 860: a mark is an event. Linux telnet drops all output until it is answered; others ask for ever. */
  #mark(): undefined {
    if (++this.#bareMarks <= MAX_BARE_MARKS) this.#say(WILL, OPTION.TIMING_MARK);
  }

  #want(end: End, option: number): void {
    const side = this.#sideOf(end, option);
    if (side.state === "want_yes_no") side.state = "want_yes";
    else if (side.state === "want_no") side.state = "want_no_yes";
    else if (side.state === "no" || side.state === "refused") {
      this.#say(WORDS[end].on, option);
      if (side.isWished) this.#settle(side, end, option, "yes"); // that was the answer
      else side.state = "want_yes";
    }
  }

  #heardYes(end: End, option: number): void {
    const side = this.#sideOf(end, option);
    switch (side.state) {
      case "yes":
        return;
      case "refused":
        side.isWished = true;
        return;
      case "want_yes":
      case "want_no_yes": // it took our no for an error, RFC 1143
        return this.#settle(side, end, option, "yes");
      case "want_no":
        return this.#settle(side, end, option, "no");
      case "want_yes_no":
        side.state = "want_no";
        return this.#say(WORDS[end].off, option);
    }
    const isWelcome = WELCOME[end].has(option) || this.#host.welcomes(end, option);
    const isAgreed = isWelcome && ++side.agreements <= MAX_AGREEMENTS;
    this.#say(isAgreed ? WORDS[end].on : WORDS[end].off, option);
    this.#settle(side, end, option, isAgreed ? "yes" : "refused");
  }

  #heardNo(end: End, option: number): void {
    const side = this.#sides[end].get(option);
    if (side === undefined) return;
    side.isWished = false;
    if (side.state === "refused" || side.state === "no") return;
    if (side.state === "want_no_yes") {
      side.state = "want_yes";
      return this.#say(WORDS[end].on, option);
    }
    if (side.state === "yes") this.#say(WORDS[end].off, option);
    this.#settle(side, end, option, "no");
  }

  #settle(side: Side, end: End, option: number, state: "yes" | "no" | "refused"): void {
    side.state = state;
    this.#host.settled(end, option, state === "yes");
  }

  #sideOf(end: End, option: number): Side {
    const sides = this.#sides[end];
    let side = sides.get(option);
    if (side === undefined) sides.set(option, side = { state: "no", agreements: 0, isWished: false });
    return side;
  }

  #say(verb: number, option: number): void {
    this.#send(Uint8Array.of(IAC, verb, option));
  }
}
