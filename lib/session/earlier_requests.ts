/**
 * What was answered to a program on the connection it lost, so that a request that it sends again is answered again and
 * not done again: it cannot know which of its last ones arrived.
 *
 * A request is the same where its `ref` and all it asks for are the same, and counts as sent again once on every new
 * connection: a program that gives all of them one `ref` says the same thing twice where it does.
 *
 * @module
 */

import type { Notice } from "../model/notice.ts";
import type { Soon } from "../runtime/soon.ts";
import type { Request } from "./request.ts";

/** Most requests that are remembered. */
const MAX_REQUESTS = 64;

/** Longest answer that is remembered, in characters: longer ones are lists that somebody asked for. */
const MAX_ANSWER = 1024;

/** Verbs that change nothing: such a request is done again where its answer was too long to be remembered. */
const READING: ReadonlySet<string> = new Set(
  ["complete", "help", "health", "history", "motd", "rooms", "search", "since", "who", "whois"],
);

/** A request that was heard. */
export interface HeardRequest {
  /** What it was answered; undefined while it is being done, and where that was too long. */
  answer: Notice | undefined;
  readonly isReading: boolean;
  isAnswered: boolean;
  /** Whether it was being done when its client came back: its answer comes at the new connection by itself. */
  isToCome: boolean;
}

export class EarlierRequests {
  /** Resolves when the request that was heard last is done; undefined where it was done at once. */
  underWay: Soon<undefined>;
  #earlier = new Map<string, HeardRequest>(); // on connections that were lost
  #heard = new Map<string, HeardRequest>(); // on this one, the latest last

  /** What is known of a request that was heard on an earlier connection, the first time it is sent again on this one. */
  recall(request: Asked): HeardRequest | undefined {
    if (request.ref === undefined) return undefined;
    const key = keyOf(request), earlier = this.#earlier.get(key);
    if (earlier === undefined) return undefined;
    this.#earlier.delete(key);
    if (earlier.isAnswered && earlier.answer === undefined && earlier.isReading) return undefined;
    this.#remember(key, earlier);
    return earlier;
  }

  /** Remembers a request that is about to be done. */
  hear(request: Asked): HeardRequest | undefined {
    if (request.ref === undefined) return undefined;
    const heard = {
      answer: undefined,
      isReading: READING.has(verbIn(request)),
      isAnswered: false,
      isToCome: false,
    };
    this.#remember(keyOf(request), heard);
    return heard;
  }

  /** What was heard so far was on a connection that is lost. */
  onResumed(): void {
    const all = [...this.#earlier, ...this.#heard].slice(-MAX_REQUESTS);
    for (const [, request] of all) request.isToCome = !request.isAnswered;
    this.#earlier = new Map(all);
    this.#heard = new Map();
  }

  #remember(key: string, request: HeardRequest): void {
    this.#heard.delete(key); // to the end
    this.#heard.set(key, request);
    if (this.#heard.size > MAX_REQUESTS) this.#heard.delete(this.#heard.keys().next().value!);
  }
}

/** Remembers what a request was answered first. */
export function answered(request: HeardRequest | undefined, notice: Notice): void {
  if (request === undefined || request.isAnswered) return;
  request.isAnswered = true;
  if (JSON.stringify(notice).length <= MAX_ANSWER) request.answer = notice;
}

type Asked = Extract<Request, { readonly kind: "request" }>;

/** What a request asks for, also where it is a line as a person types it. */
function verbIn({ verb, argument }: Asked): string {
  return verb === "line" ? /^\/(\w+)/.exec(argument)?.[1] ?? verb : verb;
}

/** What tells requests apart: what they ask for as a number, since it may be long. */
function keyOf({ ref, verb, argument, room, before }: Asked): string {
  return JSON.stringify([ref, hashOf(JSON.stringify([verb, argument, room, before]))]);
}

/** 64 bits of a text (FNV-1a, twice): only a program's own requests are compared. */
function hashOf(text: string): string {
  let one = 0x811c9dc5, other = 0x2b0d6f3b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995);
  }
  return `${one >>> 0}.${other >>> 0}.${text.length}`;
}
