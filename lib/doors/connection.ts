/**
 * What every door hands over: a connection, and who is at the other end of it.
 *
 * @module
 */

import type { ByteSource } from "../wire/socket_text.ts";
import type { ByteTarget } from "../wire/socket_writer.ts";

/** A connection at a door, whatever is below it. */
export interface Connection extends ByteSource, ByteTarget, Disposable {
  /** Ends our half: the peer reads to the end. */
  closeWrite(): Promise<void>;
}

/** Who is at the door. */
export interface Arrival {
  /** The peer's address, without its port. */
  readonly address: string;
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: string;
  /** Whether pace and crowd limits are waived. */
  readonly isTrusted: boolean;
}
