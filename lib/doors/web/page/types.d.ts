/**
 * What the modules of the page hand each other. Not served: only the type checker reads it.
 *
 * @module
 */

/** A line of the server (docs/protocol.md). */
export interface Line {
  readonly kind: string;
  readonly ref?: string;
  readonly about?: string;
  readonly text: string;
  // deno-lint-ignore no-explicit-any
  readonly [field: string]: any;
}

/** A request to the server, and what the page has to know when the answer comes. */
export interface Asked {
  readonly verb: string;
  readonly argument?: string;
  readonly room?: string;
  readonly before?: number | undefined;
  /** Where it was asked. */
  readonly tab?: string;
  /** The page asks by itself: the answer is not shown. */
  readonly isQuiet?: boolean;
  /** It came from the address bar, which goes back where it is refused. */
  readonly isMove?: boolean;
  /** What was typed: it comes back into the input where it is refused. */
  readonly text?: string;
  /** There is a password in it: it does not outlast the page. */
  readonly isSecret?: boolean;
  /** The server may have got it. */
  isSent?: boolean;
}

/** One row of a conversation. */
export interface Row {
  readonly kind: "said" | "acted" | "event" | "answer" | "refused";
  readonly text: string;
  time: number;
  id?: number | undefined;
  readonly from?: string;
  readonly room?: string;
  isMention?: boolean;
  /** It was asked for: it is no part of what is said now. */
  readonly isPast?: boolean;
  /** Of the request that says it, until it is said. */
  ref?: string;
  hasFailed?: boolean;
}

/** A room, or a conversation with one person. */
export interface Tab {
  /** `#room` or `@name`. */
  key: string;
  rows: Row[];
  topic: string;
  people: string[];
  unread: number;
  mentions: number;
  /** The first row that nobody had looked at. */
  fresh: Row | undefined;
  /** Whether all that is kept is loaded. */
  isWhole: boolean;
  /** Whether its past was asked for. */
  isAsked: boolean;
}

export type Status = "connecting" | "in" | "lost" | "offline" | "ended";

/** What a connection tells the page. */
export interface Listener {
  hear(line: Line, asked?: Asked): void;
  /** The server is there: it knows this guest still, or wants a name. */
  come(isAnew: boolean): void;
  tell(status: Status): void;
}

/** What of a connection outlasts a reload. */
export interface SavedLink {
  readonly token?: string | undefined;
  readonly seen: number;
  readonly lastRef: number;
  readonly waiting: [string, Asked][];
}

type Told = (event: Line) => string;

/** What the page itself says. */
export interface Words {
  name: string;
  hint: string;
  enter: string;
  chat: string;
  rooms: string;
  lines(where: string): string;
  input(where: string): string;
  keys: string;
  send: string;
  password(room: string, isNew: boolean): string;
  callOff: string;
  newest: string;
  people(count: number): string;
  unread(count: number): string;
  sending: string;
  failed: string;
  fresh: string;
  begins: string;
  alone: string;
  status: { [status in Exclude<Status, "in">]: string };
  nameHeld: string;
  close(what: string): string;
  events: Readonly<Record<string, Told>>;
}
