// @ts-check
/// <reference lib="dom" />
/**
 * The connection to the server: it comes back by itself, takes its seat again where the server still holds it, and sends
 * again what was not answered. The server counts by `ref`, so nothing is said twice.
 */

/** @import { Asked, Line, Listener, SavedLink } from "./types.d.ts" */

/** Waits between tries, in milliseconds; the last one again and again. */
const WAITS_MS = [300, 1000, 2000, 4000, 8000, 15_000];

/** How long a connection may take to answer before it counts as lost, in milliseconds. */
const ANSWER_MS = 5000;

/** Most requests that wait for an answer: as many as the server remembers. */
const MAX_WAITING = 64;

/** @param {Asked & { seen?: number }} asked @param {string} ref */
function jsonOf({ verb, argument, room, before, seen }, ref) {
  return JSON.stringify({ verb, argument, room, before, seen, ref });
}

export class Link {
  /** @type {WebSocket | undefined} */ #socket;
  /** @type {Map<string, Asked>} */ #waiting;
  /** @type {string | undefined} */ #token;
  #seen;
  #lastRef;
  #isCounting = false;
  #isIn = false;
  #missed = 0; // lines that are still to come again; none is below 1
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #deadline;

  /**
   * @param {string} url
   * @param {Listener} chat
   * @param {SavedLink} [saved] by the page before it was loaded again
   */
  constructor(url, chat, saved) {
    this.url = url;
    this.chat = chat;
    this.#token = saved?.token;
    this.#seen = saved?.seen ?? 0;
    this.#lastRef = saved?.lastRef ?? 0;
    this.#waiting = new Map(saved?.waiting);
  }

  /** @returns {SavedLink} */
  get saved() {
    const waiting = [...this.#waiting].filter(([, { isSecret }]) => !isSecret);
    return { token: this.#token, seen: this.#seen, lastRef: this.#lastRef, waiting };
  }

  /** Whether the server can be asked. */
  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get isIn() {
    return this.#isIn;
  }

  /**
   * Asks now, or when there is a connection; undefined where too much waits already.
   * @param {Asked} request
   */
  ask(request) {
    if (this.#waiting.size >= MAX_WAITING) return undefined;
    const ref = String(++this.#lastRef);
    this.#waiting.set(ref, request);
    if (this.#isIn && this.#missed <= 0) this.#send(request, ref);
    return ref;
  }

  /** Asks whatever the state. @param {Asked & { seen?: number }} request @param {string} ref */
  askAtOnce(request, ref) {
    this.#send(request, ref);
  }

  /** Connects now, or finds out whether the connection is still one. */
  wake() {
    if (this.#socket === undefined) return this.open();
    if (!this.#isIn) return;
    this.askAtOnce({ verb: "complete", argument: "" }, "there");
    this.#expect(ANSWER_MS);
  }

  open() {
    clearTimeout(this.#retry);
    const socket = this.#socket = new WebSocket(this.url);
    this.#expect(2 * ANSWER_MS);
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data));
    socket.onclose = () => socket === this.#socket && this.#lose();
  }

  /** The seat is given up: nothing is resumed, and what may have been done is not asked again. */
  forget() {
    this.#token = undefined;
    this.#isCounting = false;
    for (const [ref, { isSent }] of this.#waiting) if (isSent) this.#waiting.delete(ref);
    return this.#waiting;
  }

  end() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isIn = false;
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    socket?.close();
  }

  /** There is a name: what waited is sent. */
  enter() {
    this.#isIn = true;
    this.#tries = 0;
    this.askAtOnce({ verb: "resume" }, "token");
    this.#sendWaiting();
    this.chat.tell("in");
  }

  /** @param {Line} line */
  #hear(line) {
    clearTimeout(this.#deadline);
    if (line.kind === "hello") {
      if (this.#token === undefined) return this.chat.come(true);
      return this.askAtOnce({ verb: "resume", argument: this.#token, seen: this.#seen }, "resume");
    }
    if (line.about === "resumed") return this.#resume(line);
    if (line.ref === "resume") {
      this.#token = undefined;
      this.#isCounting = false;
      return this.chat.come(true);
    }
    const counts = line.kind === "goodbye" ? 0 : line.kind === "skipped" ? line.lines ?? 1 : 1;
    if (this.#isCounting) this.#seen += counts;
    if (line.ref === "there") return this.chat.tell("in");
    if (line.about === "resumable") {
      this.#token = line.token;
      this.#seen = 0;
      this.#isCounting = true;
      return;
    }
    const ref = line.ref ?? this.#tooLong(line) ?? "", asked = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    this.chat.hear({ ...line, ...(ref !== "" && { ref }) }, asked);
    if (this.#missed > 0 && (this.#missed -= counts) <= 0) this.#sendWaiting();
  }

  /** What was too long for the server to see which request it is. @param {Line} line */
  #tooLong({ reason, maxLineBytes }) {
    if (reason !== "line_too_long") return undefined;
    const isIt = (/** @type {[string, Asked]} */ [ref, asked]) =>
      new TextEncoder().encode(jsonOf(asked, ref)).length > maxLineBytes;
    return [...this.#waiting].find(isIt)?.[0];
  }

  /** @param {Line} line */
  #resume({ token, missed }) {
    this.#token = token ?? this.#token;
    this.#isCounting = this.#isIn = true;
    this.#tries = 0;
    this.#missed = missed ?? 0;
    this.chat.come(false);
    if (this.#missed === 0) this.#sendWaiting();
    this.chat.tell("in");
  }

  #sendWaiting() {
    for (const [ref, asked] of this.#waiting) this.#send(asked, ref);
  }

  /** @param {Asked & { seen?: number }} asked @param {string} ref */
  #send(asked, ref) {
    if (!this.isOpen) return;
    asked.isSent = true;
    this.#socket?.send(jsonOf(asked, ref));
  }

  /** @param {number} withinMs */
  #expect(withinMs) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#lose(), withinMs);
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isIn = this.#isCounting = false;
    this.#missed = 0;
    clearTimeout(this.#deadline);
    socket?.close();
    this.chat.tell("lost");
    const wait = WAITS_MS[Math.min(this.#tries++, WAITS_MS.length - 1)] ?? 0;
    this.#retry = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
  }
}
