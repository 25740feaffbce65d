/// <reference lib="dom" />
/**
 * What the modules of the page hand each other. Not served: only the type checker reads it.
 *
 * @module
 */

/** A line of the server (docs/protocol.md). */
export interface Line {
  readonly kind: string;
  readonly ref?: string | undefined;
  readonly about?: string | undefined;
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
  /** How many lines came already, to take a seat again. */
  readonly seen?: number;
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
  /** Of the request that says it, until it is said. */
  ref?: string | undefined;
  hasFailed?: boolean;
}

/** A piece of a text. */
export interface Piece {
  readonly kind: "text" | "mention" | "link";
  readonly text: string;
  readonly href?: string | undefined;
}

/** A room, or a conversation with one person. */
export interface Tab {
  /** `#room` or `@name`. */
  key: string;
  rows: Row[];
  topic: string;
  unread: number;
  mentions: number;
  /** The first row that nobody had looked at. */
  fresh?: Row;
  /** Whether all that is kept is loaded. */
  isWhole: boolean;
  /** Whether its person left: the next line is not sent, since it may have been meant for them. */
  hasLeft?: boolean;
  /** Whether older rows were asked for. */
  isLoading?: boolean;
}

/** What the page knows. */
export interface Chat {
  you: string;
  language: string;
  stamps: boolean;
  /** Whether nobody looks at the page. */
  isHidden: boolean;
  /** What is looked at. */
  current: string;
  /** Where the server sends plain lines. */
  target: string;
  /** By their key. */
  tabs: Map<string, Tab>;
  readonly words: Words;
  /** The one that is looked at. */
  readonly tab: Tab | undefined;
  readonly unread: number;
  readonly mentions: number;
  open(key: string): Tab;
  look(key: string): void;
  close(key: string): void;
  /** A person's conversation follows them to another name. */
  rename(from: string, to: string): void;
  /** Puts a row that is being said: it stays below the others until it is answered. */
  send(key: string, text: string, ref: string): void;
  /** Takes a line of the server, and the request that it answers. */
  hear(line: Line, asked?: Asked): void;
  rowOf(line: Line): Row;
  /** Takes what somebody said now. */
  receive(tab: Tab, line: Line): void;
  /** Puts a row for the reader alone. */
  note(text: string, kind: Row["kind"], key?: string): void;
  /** Puts a row behind all that was said, and before what is being said. */
  put(tab: Tab, row: Row): void;
  /** Puts lines of the past first, without what is known. Fewer than wanted: there are no older ones. */
  past(key: string, lines: readonly Line[], wanted?: number): void;
  /** The id before which the past is to be loaded. */
  oldest(tab: Tab): number | undefined;
  /** The server knows nothing of before; waiting is what is still to be sent. */
  startAnew(waiting: ReadonlyMap<string, Asked>): void;
  /** What outlasts a reload. */
  readonly saved: SavedChat;
  restore(saved: SavedChat): void;
}

/** What of it outlasts a reload. */
export interface SavedChat {
  readonly tabs: readonly Tab[];
  readonly [field: string]: unknown;
}

/** What a line of the server changes; where its sentence is told, if not where it was asked. */
export type Change = (chat: Chat, line: Line, asked?: Asked) => string | void;

export type Status = "connecting" | "in" | "lost" | "ended";

/** What a connection tells the page. */
export interface Listener {
  hear(line: Line, asked?: Asked): void;
  /** The server is there: it knows this guest still, or wants a name. */
  come(isAnew: boolean): void;
  tell(status: Status): void;
}

/** What the parts of the page tell it. */
export interface Page extends Listener {
  /** Says what was typed; returns the lines that cannot be sent yet. */
  say(text: string): string;
  /** Why they cannot, where something waits for an answer: too much, or what may lead elsewhere. */
  readonly busy: string;
  /** Asks how a text may go on. */
  complete(text: string): void;
  /** Goes into a room by a password, or gives it a new one. */
  unlock(room: string, isNew: boolean, password: string): void;
  /** Goes so many conversations further. */
  move(by: number): void;
}

/** The connection to the server. */
export interface Link {
  /** Whether there is a seat. */
  isIn: boolean;
  readonly saved: SavedLink;
  /** Whether an answer that is waited for may lead to another conversation. */
  readonly isLeading: boolean;
  /** Asks now, or when there is a seat; undefined where too much waits already. */
  ask(request: Asked): string | undefined;
  /** Asks whatever the state. */
  send(request: Asked, ref: string): void;
  /** Connects now, or finds out whether the connection is still one. */
  wake(): void;
  open(): void;
  /** There is a seat: what waits is sent, once the missed lines have come. */
  enter(missed?: number): void;
  /** The seat is given up: nothing is resumed, and what may have been done is not asked again. */
  forget(): ReadonlyMap<string, Asked>;
  end(): void;
}

/** Makes a connection, as the page before was saved. */
export type CreateLink = (url: string, page: Listener, saved?: SavedLink) => Link;

/** What of a connection outlasts a reload. */
export interface SavedLink {
  token?: string | undefined;
  /** How many lines came since there is the token. */
  seen: number;
  lastRef: number;
  readonly waiting: readonly (readonly [string, Asked])[];
}

/** What the page itself says; `{fact}` is one of the facts that go with it. */
export interface Words {
  readonly name: string;
  readonly hint: string;
  readonly enter: string;
  readonly chat: string;
  readonly input: string;
  readonly keys: string;
  readonly send: string;
  readonly password: string;
  readonly newPassword: string;
  readonly newest: string;
  readonly people: string;
  readonly unread: string;
  readonly sending: string;
  readonly failed: string;
  readonly fresh: string;
  readonly connecting: string;
  readonly in?: string;
  readonly ended?: string;
  readonly lost: string;
  readonly close: string;
  readonly parted: string;
  /** What happens, by the kind of the event. */
  readonly events: Readonly<Record<string, string>>;
  /** What kinds of rooms are called, where that is not their word in commands. */
  readonly kinds: Readonly<Record<string, string>>;
}
