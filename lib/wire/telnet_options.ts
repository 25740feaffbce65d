/**
 * Agrees on telnet options with the peer by the Q method (RFC 1143): an answer only to a change, so that two polite
 * ends can never answer each other for ever, and a refusal said once.
 *
 * @module
 */

import { COMMAND, OPTION } from "./telnet_codes.ts";

const { IAC, WILL, WONT, DO, DONT } = COMMAND;

/** Options the peer may switch on at its end. */
const WELCOME_FROM_PEER: ReadonlySet<number> = new Set([OPTION.BINARY, OPTION.SUPPRESS_GO_AHEAD]);

/**
 * Options we switch on at our end when asked. Not ECHO and not SUPPRESS-GO-AHEAD: with either, clients stop editing
 * lines themselves.
 */
const WELCOME_FROM_US: ReadonlySet<number> = new Set([OPTION.BINARY]);

/** RFC 1143's states. The WANTNO ones are missing because this server never asks to switch something off. */
type Side = "no" | "refused" | "want_yes" | "yes";

/** The options of one connection. */
export class TelnetOptions {
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #peer = new Map<number, Side>();
  readonly #us = new Map<number, Side>();

  /**
   * Options as RFC 854 starts with: all off.
   * @param send takes complete telnet commands for the peer, in order
   */
  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
  }

  /** Asks the peer to switch an option on at its end (IAC DO option), unless it is on, asked for or was refused. */
  ask(option: number): void {
    if (this.#peer.has(option)) return;
    this.#peer.set(option, "want_yes");
    this.#say(DO, option);
  }

  /**
   * Takes a WILL, WONT, DO or DONT of the peer and answers it if it changes something.
   * @returns "logout" when the peer asked to be logged out (RFC 727)
   */
  receive(verb: number, option: number): "logout" | undefined {
    if (option === OPTION.TIMING_MARK) {
      // RFC 860: a mark is an event, not a state. Until it is answered, Linux telnet throws all output away. The other
      // verbs answer a question we never asked.
      if (verb === DO) this.#say(WILL, option);
      return;
    }
    if (verb === DO && option === OPTION.LOGOUT) {
      this.#say(WILL, option);
      return "logout";
    }
    if (verb === WILL) this.#offered(this.#peer, option, WELCOME_FROM_PEER, DO, DONT);
    else if (verb === WONT) this.#withdrawn(this.#peer, option, DONT);
    else if (verb === DO) this.#offered(this.#us, option, WELCOME_FROM_US, WILL, WONT);
    else if (verb === DONT) this.#withdrawn(this.#us, option, WONT);
  }

  #offered(
    sides: Map<number, Side>,
    option: number,
    welcome: ReadonlySet<number>,
    yes: number,
    no: number,
  ): void {
    const side = sides.get(option) ?? "no";
    if (side === "yes" || side === "refused") return;
    const isWelcome = welcome.has(option);
    sides.set(option, isWelcome ? "yes" : "refused");
    if (side === "no") this.#say(isWelcome ? yes : no, option);
  }

  #withdrawn(sides: Map<number, Side>, option: number, confirm: number): void {
    const side = sides.get(option) ?? "no";
    if (side === "yes") this.#say(confirm, option);
    if (side === "yes" || side === "want_yes") sides.set(option, "no");
  }

  #say(verb: number, option: number): void {
    this.#send(Uint8Array.of(IAC, verb, option));
  }
}
