// @ts-check
/**
 * The connection to the server: it comes back by itself, takes its seat again where the server holds it, and sends again
 * what was not answered. The server counts by `ref`: nothing is said twice.
 */

import { leads } from "./typed.js";

/** @import { Asked, CreateLink, Line, Link } from "./types.d.ts" */

/** The first wait between tries, the longest, and how long an answer may take, in milliseconds. */
const WAIT_MS = 300, MAX_WAIT_MS = 15_000, ANSWER_MS = 5000;

/** The same on the way in: a busy server has people wait for a minute. */
const ENTER_MS = 70_000;

/** Most requests that wait for an answer: as many as the server remembers. */
const MAX_WAITING = 64;

/** @type {CreateLink} */
export function createLink(url, page, state = { seen: 0, lastRef: 0, waiting: [] }) {
  const waiting = new Map(state.waiting);
  let tries = 0, missed = 0; // missed: lines that are still to come again
  /** @type {WebSocket | undefined} */
  let socket;
  /** @type {any} */
  let timer; // for the answer, or the next try
  /** @type {string | undefined} */
  let entering; // the ref that is waited for on the way in

  /** @type {Link} */
  const link = {
    isIn: false,
    get saved() {
      return { ...state, waiting: [...waiting].filter(([, { isSecret }]) => !isSecret) };
    },
    get isLeading() {
      return [...waiting.values()].some(({ isMove, text = "" }) => isMove || leads(text));
    },
    ask(request) {
      if (waiting.size >= MAX_WAITING) return undefined;
      const ref = String(++state.lastRef);
      waiting.set(ref, request);
      if (link.isIn && missed <= 0) link.send(request, ref);
      return ref;
    },
    send(asked, ref) {
      if (socket?.readyState !== WebSocket.OPEN) return;
      asked.isSent = true;
      const { verb, argument, room, before, seen } = asked;
      socket.send(JSON.stringify({ verb, argument, room, before, seen, ref }));
      if (link.isIn) return;
      entering = ref;
      after(ENTER_MS, lose);
    },
    wake() {
      if (!socket) return link.open();
      if (!link.isIn) return;
      link.send({ verb: "complete", argument: "" }, "there");
      after(ANSWER_MS, lose);
    },
    open() {
      const opened = socket = new WebSocket(url);
      opened.onmessage = ({ data }) => opened === socket && hear(JSON.parse(data));
      opened.onclose = () => opened === socket && lose();
      after(2 * ANSWER_MS, lose);
    },
    enter(missing = 0) {
      link.isIn = true;
      missed = missing;
      if (!state.token) link.send({ verb: "resume" }, "token");
      if (missed === 0) sendWaiting();
      page.tell("in");
    },
    forget() {
      state.token = undefined;
      for (const [ref, { isSent }] of waiting) if (isSent) waiting.delete(ref);
      return waiting;
    },
    end() {
      link.forget();
      drop();
    },
  };
  return link;

  /** @param {Line} line */
  function hear(line) {
    const { kind, about, ref } = line, { token, seen } = state;
    clearTimeout(timer);
    if (ref === entering) entering = undefined;
    if (entering) after(ENTER_MS, lose);
    const isFirst = kind === "hello" && !link.isIn; // later it answers /json
    if (isFirst && token) return link.send({ verb: "resume", argument: token, seen }, "resume");
    if (isFirst || kind === "refused" && ref === "resume") return page.come(true);
    if (about === "resumed") {
      page.come(false);
      return link.enter(line.missed);
    }
    const counts = kind === "goodbye" ? 0 : kind === "skipped" ? line.lines : 1;
    if (link.isIn && token) state.seen += counts;
    if (ref === "there") page.tell("in");
    else if (about === "resumable") Object.assign(state, { token: line.token, seen: 0 });
    else answer(line);
    if (missed > 0 && (missed -= counts) <= 0) sendWaiting();
  }

  /** A line that is too long is refused without its `ref`: it is the longest. @param {Line} line */
  function answer(line) {
    const sizeOf = (/** @type {Asked} */ { argument = "" }) => new TextEncoder().encode(argument).length;
    const [longest] = [...waiting].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
    const ref = line.reason === "line_too_long" ? longest?.[0] : line.ref, asked = waiting.get(ref ?? "");
    waiting.delete(ref ?? "");
    page.hear({ ...line, ref }, asked);
  }

  function sendWaiting() {
    tries = 0;
    for (const [ref, asked] of waiting) link.send(asked, ref);
  }

  function drop() {
    const dropped = socket;
    socket = undefined;
    link.isIn = false;
    entering = undefined;
    clearTimeout(timer);
    dropped?.close();
  }

  function lose() {
    drop();
    page.tell("lost");
    after(Math.min(WAIT_MS * 2 ** tries++, MAX_WAIT_MS) * (0.75 + Math.random() / 2), link.open);
  }

  /** @param {number} ms @param {() => void} deed */
  function after(ms, deed) {
    clearTimeout(timer);
    timer = setTimeout(deed, ms);
  }
}
