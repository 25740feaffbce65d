/**
 * What the doors share: a connection, whatever is below it, and who is at the other end.
 *
 * @module
 */

import type { Place } from "../guard/crowd.ts";
import type { DoorName } from "../model/door.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Activities, Activity } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import type { Opening } from "../session/session.ts";
import type { FirstRead } from "../wire/first_read.ts";
import type { ByteSource } from "../wire/socket_text.ts";
import type { ByteTarget, SocketWriter } from "../wire/socket_writer.ts";
import type { LateEditor } from "./late_editor.ts";

export type { DoorName };

/**
 * Longest wait for a peer to close its half after ours is closed, in milliseconds: an unread byte would cost it the last
 * that it was told.
 */
export const LINGER_MS = 500;

/** A connection at a door, whatever is below it. */
export interface Connection extends ByteSource, ByteTarget, Disposable {
  /**
   * Ends our half: the peer reads to the end.
   * @param why for protocols that tell it
   */
  closeWrite(why?: Farewell["kind"]): Promise<void>;
}

/** Who is at the door. */
export interface Arrival {
  /** The peer's address, without its port. */
  readonly address: string;
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: DoorName;
  /** Whether pace and crowd limits are waived. */
  readonly isTrusted: boolean;
  /** Whether nobody on the way can read along. */
  readonly isEncrypted: boolean;
  /** Whether a web page speaks: requests in JSON from the first line on, no keys and no telnet. */
  readonly isPage: boolean;
}

/** The terminal that a client has asked us to serve. */
export interface RemoteTerminal {
  /** Its name, as `TERM` has it; empty or "dumb" for one that can only print. */
  readonly name: string;
  /** How many characters fit into a row; 0 where it was not told. */
  readonly columns: number;
  /** How many rows it has; 0 where it was not told. */
  readonly rows: number;
  /** Has the listener told of every new size; the last one counts. The size above is the newest one too. */
  onResize(listener: (columns: number, rows: number) => void): void;
}

/** What a client said of itself before it came in. */
export interface Login {
  /** The name it asked for, as it came: nobody has checked it. */
  readonly name: string;
  /** The fingerprint ("SHA256:…") of the key that it has proven to own; undefined where it came without one. */
  readonly key: string | undefined;
  /** Its terminal, where it asked for one. */
  readonly terminal: RemoteTerminal | undefined;
  /** The one command that it came for; undefined where it came to talk. */
  readonly command: string | undefined;
  /** Writes to its standard error, as `write` of the connection does to its standard output. */
  writeError(bytes: Uint8Array): Promise<number>;
  /** Has its program exit with this status when our half is closed, whatever the reason for that. */
  exitWith(status: number): void;
}

/** Somebody whom a door takes over: from then on it closes the connection, and gives the place back. */
export interface Caller {
  /** Theirs. */
  readonly connection: Connection;
  /** What came first is read here, and then the connection; undefined where nothing was asked for yet. */
  readonly first: FirstRead | undefined;
  /** Who they are. */
  readonly arrival: Arrival;
  /** Their place among all, or why there is none: the door tells them, as far as they can be told. */
  readonly ticket: Place | Refusal;
  /** What they said of themselves, where their protocol has that. */
  readonly login?: Login;
  /** How their lines are read, where the door knows more of that than first bytes tell. */
  readonly linesOf?: LinesOf;
  /** Takes them back where they turn out to speak SSH: a client that waited was taken for somebody who wants to talk. */
  readonly ssh?: Take;
}

/** What lines are read with. */
export interface LineSourceParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  /** A flood pauses by it. */
  readonly clock: Clock;
  /** Loaded for whoever needs it first. */
  readonly editor: LateEditor;
  /** Measure the reading. */
  readonly activities: Activities;
  /** Counts it. */
  readonly tally: Tally;
}

/** What a visit reads, and leaves at its end. */
export interface Lines extends Opening {
  /** Leaves the terminal as it was found. */
  leave(): void;
}

/** Reads a caller's lines. The activity is the reading, whose runs the lines begin. */
export type LinesOf = (
  caller: Caller,
  writer: SocketWriter,
  reader: Reader,
  activity: Activity,
  parts: LineSourceParts,
) => Lines;

/** Takes somebody over; never throws. */
export type Take = (caller: Caller) => void;

/** Who takes whom, by what they speak; without a door of their own they are told so in the chat. */
export interface Doors {
  /** Takes whoever wants to talk, and all that have no door of their own. */
  readonly chat: Take;
  /** Takes those who begin with a hello of TLS. */
  readonly tls?: Take;
  /** Takes those who begin with a request of HTTP. */
  readonly http?: Take;
  /** Takes those who begin with a version of SSH. */
  readonly ssh?: Take;
}
