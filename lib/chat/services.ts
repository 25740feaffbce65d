/**
 * What commands and sessions work with, the same for everybody. Each takes of it what it needs, and no more.
 *
 * @module
 */

import type { Tokens } from "../accounts/token.ts";
import type { Passwords } from "../accounts/password.ts";
import type { PasswordTries } from "../guard/password_tries.ts";
import type { Past } from "../history/past.ts";
import type { Clock } from "../runtime/clock.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Fold } from "./fold.ts";
import type { Hub } from "./hub.ts";
import type { Ignorers } from "./ignorers.ts";
import type { Neighbours } from "./neighbours.ts";
import type { Queries } from "./queries.ts";
import type { RoomLimits } from "./room_bounds.ts";
import type { Seating } from "./seating.ts";
import type { ThisNode } from "./this_node.ts";

export interface Services extends Pick<Fold, "people" | "names" | "rooms" | "hooks"> {
  readonly dispatcher: Dispatcher;
  readonly hub: Hub;
  readonly seating: Seating;
  readonly ignorers: Ignorers;
  readonly neighbours: Neighbours;
  readonly queries: Queries;
  readonly past: Past;
  readonly clock: Clock;
  /** Seals and compares the passwords of rooms. */
  readonly passwords: Passwords;
  readonly passwordTries: PasswordTries;
  /** Makes the tokens of webhooks and of seats, and recognises the former. */
  readonly tokens: Tokens;
  /** As it is in force: read where a value is needed, since it may change. */
  readonly settings: Pick<InForce, "name" | "motdLines"> & RoomLimits;
  /** Where this server is one of several nodes. */
  readonly node: ThisNode | undefined;
  /** Lets go of some rooms that are empty and have no history; returns whether there are more. */
  tidy(): boolean;
}
