/**
 * The way in for browsers, curl and webhooks: one request on each connection, and then it is closed; or a WebSocket, which
 * is a guest of the chat like any other.
 *
 * Requirements:
 * 1. a head, a body and an answer have bounds in bytes and time;
 * 2. whoever takes too long, or vanishes, costs nobody else anything;
 * 3. what is closed here has been told why, as far as it reads on.
 *
 * @module
 */

import type { HookCall } from "../../chat/hook_speech.ts";
import type { Crowd } from "../../guard/crowd.ts";
import type { BadHead, Head } from "../../http/head.ts";
import { isNear } from "../../http/hosts.ts";
import { type Reply, replyBytes, sentence } from "../../http/reply.ts";
import { shortBody } from "../../http/short_body.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Tally } from "../../observe/tally.ts";
import type { Background } from "../../runtime/background.ts";
import { type Clock, within } from "../../runtime/clock.ts";
import type { Config } from "../../runtime/config.ts";
import type { Deadlines } from "../../runtime/deadlines.ts";
import type { Log } from "../../runtime/log.ts";
import { type Caller, LINGER_MS, type Take } from "../connection.ts";
import type { RecentPages } from "../recent_pages.ts";
import { OutOfDescriptors, type SpareDescriptors } from "../spare_descriptors.ts";
import type { Undecided } from "../undecided.ts";
import { type LoadWebSockets, loadWebSockets } from "./load_web_sockets.ts";
import { type PageFile, pageFiles } from "./page_files.ts";
import { RequestPeer } from "./request_peer.ts";
import { type Route, routeOf } from "./routes.ts";

/** How long a head may take, in milliseconds; a body and an answer each have as long once more. */
const REQUEST_MS = 10_000;

/** How long a line end is that may stand behind the line of a webhook. */
const LINE_END_BYTES = 2;

const tryLater = (text: string) => sentence(503, text, { "retry-after": "30" });

/** Said where there is no place, and where there is none for one address more. */
const FULL = tryLater("The chat is full. Please try again later."),
  FULL_FOR_YOU = tryLater(
    "Too many connections are open from your address or network. Close one and try again.",
  );

/** Said where no file can be opened to load what WebSockets need. */
const BUSY = tryLater("The chat is busy. Please try again later.");

export interface WebDoorParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly background: Background;
  readonly tally: Tally;
  /** Asked where there is no place. */
  readonly crowd: Pick<Crowd, "mayReturn">;
  /** Has the time that a WebSocket has to answer. */
  readonly deadlines: Deadlines;
  /** Those who are being served. */
  readonly requests: Undecided;
  /** Told who was served a page. */
  readonly pages: Pick<RecentPages, "served">;
  /** Asked before what WebSockets need is loaded. */
  readonly spare: Pick<SpareDescriptors, "demand">;
  /** Takes those over who begin a WebSocket. */
  readonly chat: Take;
  /** Says the line of a webhook. */
  readonly hook?: (call: HookCall) => Reply | Promise<Reply>;
  /** Answers a certificate authority that asks for this token. */
  readonly challenge?: (token: string) => string | undefined;
}

/** What is made or loaded beside the server's own time. */
export interface WebDoorStock {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly loadWebSockets: LoadWebSockets;
}

/** Opens the door; whoever is taken by it is served, and let go of at the end. */
export async function openWebDoor(parts: WebDoorParts): Promise<Take> {
  return stockedWebDoor(parts, { files: await pageFiles(), loadWebSockets });
}

/** The door, with what it needs. */
export function stockedWebDoor(parts: WebDoorParts, stock: WebDoorStock): Take {
  return (caller) => {
    const request = new WebRequest(caller, parts, stock);
    parts.background.keep(request.serve(), () => `request of ${caller.arrival.peer}`);
  };
}

class WebRequest implements Disposable {
  readonly #caller: Caller;
  readonly #parts: WebDoorParts;
  readonly #stock: WebDoorStock;
  readonly #peer: RequestPeer;
  #isOurs = true; // until the chat has taken over
  #isOver = false;

  constructor(caller: Caller, parts: WebDoorParts, stock: WebDoorStock) {
    this.#caller = caller;
    this.#parts = parts;
    this.#stock = stock;
    this.#peer = new RequestPeer(caller);
  }

  /** Resolves when the connection is closed, or when the chat has taken over. */
  async serve(): Promise<void> {
    const { tally } = this.#parts, door = this.#caller.arrival.isEncrypted ? "https" : "http";
    tally.came(door);
    try {
      await this.#serve();
    } finally {
      tally.went(door);
    }
  }

  async #serve(): Promise<void> {
    using _this = this;
    const { requests, log, tally } = this.#parts, { ticket, arrival: { peer } } = this.#caller;
    if (!requests.add(this, this.#caller)) return; // the server stops, or so many without a place are an attack
    const head = await this.#inTime(this.#peer.head());
    if (head === undefined) return; // they left before they had asked
    const reply = "status" in head ? head : await this.#replyTo(head);
    if (reply === undefined) return;
    if (ticket.kind !== "place" && reply === noPlace(ticket)) {
      tally.refused(ticket);
      log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: ticket.kind });
    }
    await this.#answer(reply, "method" in head && head.method === "HEAD");
    log("debug", "Answered a web request from {peer}: {status}", { peer, status: reply.status });
  }

  /** Whoever takes longest goes for somebody who comes: most requests take some milliseconds. */
  giveWay(): void {
    this[Symbol.dispose]();
  }

  /** Closes the connection and gives up the place, unless the chat has them. May be repeated. */
  [Symbol.dispose](): void {
    this.#parts.requests.delete(this);
    if (!this.#isOurs) return;
    this.#isOver = true;
    const { ticket, connection } = this.#caller;
    if (ticket.kind === "place") ticket[Symbol.dispose]();
    connection[Symbol.dispose]();
  }

  /** What is read, within the time for it; the answer where it took too long. */
  async #inTime<T>(reading: Promise<T>): Promise<T | Reply> {
    if (await within(this.#parts.clock, REQUEST_MS, reading)) return await reading;
    return sentence(408, `The request did not arrive within ${REQUEST_MS / 1000} seconds.`);
  }

  /** The answer; undefined where they left, or are in the chat now. */
  async #replyTo(head: Head): Promise<Reply | undefined> {
    const { config, crowd, challenge = () => undefined } = this.#parts, { arrival, ticket } = this.#caller;
    const full = ticket.kind === "place" ? undefined : noPlace(ticket);
    if (full && !crowd.mayReturn(arrival.address)) return full; // a page that was loaded again may come back too
    const route = routeOf(head, {
      files: this.#stock.files,
      names: namesIn(config),
      isNear: arrival.isTrusted || isNear(arrival.address),
      isEncrypted: arrival.isEncrypted,
      hasTls: config.tls === "on",
      hasSsh: config.ssh === "on",
      challenge,
    });
    if (route.kind === "reply") {
      if (route.reply.type.startsWith("text/html")) this.#parts.pages.served(arrival.address);
      return route.reply;
    }
    if (route.kind === "chat") return await this.#openChat(head);
    return full ?? await this.#call(route, head);
  }

  async #openChat(head: Head): Promise<Reply | undefined> {
    const { deadlines, chat } = this.#parts, { connection, arrival, ticket } = this.#caller;
    const { openWebSocket } = await this.#webSockets() ?? {};
    if (openWebSocket === undefined) return BUSY;
    if (this.#isOver) return; // the server stops
    const socket = openWebSocket(head, connection, this.#peer.rest, deadlines);
    if (socket === undefined) return;
    this.#isOurs = false;
    const door = arrival.isEncrypted ? "wss" : "ws";
    chat({ connection: socket, first: undefined, arrival: { ...arrival, door, isPage: true }, ticket });
  }

  /** What begins a WebSocket; undefined where that cannot be loaded now. */
  async #webSockets() {
    const { clock, spare, log } = this.#parts, { peer } = this.#caller.arrival;
    try {
      return await this.#stock.loadWebSockets(clock, spare);
    } catch (error) {
      if (!(error instanceof OutOfDescriptors)) throw error;
      log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: error.message });
    }
  }

  /** Has the line of a webhook said; undefined where they left in the middle of it. */
  async #call(
    { room, token }: Extract<Route, { kind: "hook" }>,
    head: Head,
  ): Promise<Reply | undefined> {
    const { hook, config } = this.#parts;
    const { address, isEncrypted, isTrusted } = this.#caller.arrival;
    if (hook === undefined) return sentence(404, "There are no webhooks here.");
    const body = shortBody(head, this.#peer.rest, this.#peer, config.maxLineBytes, LINE_END_BYTES);
    const text = await this.#inTime(body);
    if (typeof text !== "string") return text;
    const line = text.replace(/\r?\n$/, "");
    return await hook({ room, token, text: line, address, isEncrypted, isTrusted });
  }

  /** Sends the answer, and ends the connection so that it arrives. */
  async #answer(reply: Reply | BadHead, isHead: boolean): Promise<void> {
    const { clock } = this.#parts;
    const whole = "body" in reply ? reply : sentence(reply.status, reply.sentence);
    const writing = this.#peer.write(replyBytes(whole, isHead, clock.time()));
    if (await within(clock, REQUEST_MS, writing)) await within(clock, LINGER_MS, this.#peer.end());
  }
}

function noPlace({ kind }: Refusal): Reply {
  return kind === "crowded_address" ? FULL_FOR_YOU : FULL;
}

/** The names that the operator gave this server. */
function namesIn({ host, tlsNames, tlsDomain }: Config): string[] {
  return [host, ...tlsNames.split(","), ...tlsDomain.split(",")].map((name) => name.trim());
}
