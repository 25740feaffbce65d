/**
 * Why a session ended. Every session ends with exactly one farewell; it is logged once and, where the peer still
 * listens, said as the last line.
 *
 * @module
 */

import type { Nothing, OneOf } from "./kinds.ts";
import type { Refusal } from "./refusal.ts";

/** Protocols that are recognised by their first words or bytes; a program is one of any other protocol. */
export type Stranger =
  | "tls"
  | "http"
  | "late_tls"
  | "late_http"
  | "late_ssh"
  | "ssh"
  | "irc"
  | "proxy"
  | "utf16"
  | "program";

/** Every ending of a session. */
export type Farewells = {
  quit: Nothing;
  hung_up: Nothing;
  too_slow: { stalledMs: number };
  vanished: { silentMs: number };
  nameless: { nameMs: number };
  too_many_tries: { nameTries: number };
  stranger: { spoke: Stranger };
  kicked: Nothing;
  /** There was only the place of their seat, and they did not come back to it. */
  full: Nothing;
  /** Whoever sat there goes on at another connection. */
  resumed: Nothing;
  stopping: Nothing;
  /** The node was cut off from the others for so long that they took its people for gone. */
  cut_off: Nothing;
  /** The one thing that somebody came for was not done. */
  not_done: { refusal: Refusal };
  bug: Nothing;
};

/** Any farewell. */
export type Farewell = OneOf<Farewells>;
