/**
 * One program in the chat: events come out of `events`, requests go in and are answered. All examples use this file;
 * copy it. docs/protocol.md says what the lines mean.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";

/** Longest line the server takes, in bytes. */
const MAX_LINE_BYTES = 4096;

/** Events that may wait for a program. With more of them the visit ends, and a new one begins. */
const MAX_WAITING = 10_000;

/** Shortest and longest wait before the next visit, in milliseconds. */
const MIN_WAIT_MS = 500, MAX_WAIT_MS = 30_000;

/** A line that somebody said, in a room or in private. Ids and times grow. */
export type Spoken =
  & { readonly id: number; readonly time: string; readonly from: string; readonly text: string }
  & ({ readonly kind: "said" | "acted"; readonly room: string } | { readonly kind: "whispered" });

/** What happens. There are more kinds: a program ignores those it does not know. */
export type Event =
  | Spoken
  | { readonly kind: "joined" | "left"; readonly from: string; readonly time: string }
  | {
    readonly kind: "entered" | "exited";
    readonly from: string;
    readonly room: string;
    readonly time: string;
  }
  | { readonly kind: "skipped" | "goodbye"; readonly text: string };

/** The answer to a request: it was done, it was refused for a reason, or there is something to tell. */
export interface Reply {
  readonly kind: "done" | "refused" | "notice";
  /** The sentence that people would get. */
  readonly text?: string;
  /** Why it was refused. */
  readonly reason?: string;
  /** The number of the line that was said. */
  readonly id?: number;
  readonly name?: string;
  /** Our name, where we are back after a lost connection. */
  readonly you?: string;
  /** What we come back with. */
  readonly token?: string;
  readonly room?: string;
  readonly person?: { readonly isBot: boolean };
  readonly messages?: readonly Spoken[];
}

const LOST: Reply = { kind: "refused", reason: "lost", text: "The connection to the chat was lost." };
const TOO_LONG: Reply = { kind: "refused", reason: "line_too_long", text: "That is too long for one line." };

/**
 * One visit after another. When a connection ends (the server restarts, the network fails), the next one begins as soon
 * as that is possible. Within two minutes it goes on where the last one ended: no event is missed.
 */
export async function* visits(server: Deno.ConnectOptions, name: string, room: string): AsyncGenerator<Chat> {
  let before: Chat | undefined;
  for (let waitMs = MIN_WAIT_MS;; waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)) {
    let problem = "The connection has ended.";
    try {
      using chat = await Chat.enter(server, name, room, before);
      before = chat;
      waitMs = MIN_WAIT_MS;
      console.error(`In ${chat.room} as ${chat.name}.`);
      yield chat;
    } catch (error) {
      problem = messageOf(error);
    }
    console.error(`${problem} [next try in ${waitMs / 1000} s]`);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** One connection, named and in a room. */
export class Chat implements Disposable {
  /** What happens, until the connection ends. */
  readonly events: ReadableStream<Event>;
  /** Our name. */
  name = "";
  /** The room we are in, besides the lobby. */
  room = "";
  readonly #connection: Deno.TcpConn;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastRef: number;
  #token: string | undefined; // what we come back with
  #seen = -1; // how many lines we have counted; none is counted below 0
  #isOver = false;

  private constructor(connection: Deno.TcpConn, before?: Chat) {
    this.#connection = connection;
    this.#lastRef = before === undefined ? 0 : before.#lastRef; // every request has a ref of its own, on all connections
    this.#writer = connection.writable.getWriter();
    this.events = new ReadableStream({ start: (events) => void this.#read(events) }, {
      highWaterMark: MAX_WAITING,
    });
  }

  /**
   * Connects, switches to JSON, and goes on where the visit before ended; where that is over, takes a name and enters a
   * room. Throws if name or room is refused.
   */
  static async enter(server: Deno.ConnectOptions, name: string, room: string, before?: Chat): Promise<Chat> {
    const chat = new Chat(await Deno.connect(server), before);
    chat.#send("/json");
    if (before !== undefined && await chat.#goOn(before)) return chat;
    const named = await chat.request("nick", name);
    const entered = named.kind === "refused" ? named : await chat.request("join", room);
    if (entered.kind === "refused") {
      chat[Symbol.dispose]();
      throw new Error(entered.text);
    }
    chat.name = named.name ?? name;
    chat.room = entered.room ?? room;
    await chat.request("resume"); // for a token; a server that gives none is as good
    return chat;
  }

  /** Sends a request: a verb of `/help`, or `say`. Always resolves: a failure is a reply too. */
  request(verb: string, argument = "", room?: string, seen?: number): Promise<Reply> {
    const ref = ++this.#lastRef;
    const line = JSON.stringify({ verb, argument, room, seen, ref }).replaceAll("\x7f", ""); // bare, it is a key: Backspace
    if (new TextEncoder().encode(line).length > MAX_LINE_BYTES) return Promise.resolve(TOO_LONG);
    if (this.#isOver) return Promise.resolve(LOST);
    return new Promise((resolve) => {
      this.#waiting.set(ref, resolve);
      this.#send(line);
    });
  }

  /** What others say, in our rooms or to us alone. */
  async *heard(): AsyncGenerator<Spoken> {
    for await (const event of this.events) {
      if (event.kind === "said" || (event.kind === "whispered" && event.from !== this.name)) yield event;
    }
  }

  /** Answers a line in the place where it was said. Programs get no answer: two of them would never stop. */
  async answer(line: Spoken, text: string): Promise<Reply> {
    const { person } = await this.request("whois", line.from);
    if (person === undefined || person.isBot) return { kind: "done" };
    return line.kind === "whispered"
      ? await this.request("msg", `${line.from} ${text}`)
      : await this.request("say", `${line.from}: ${text}`, line.room);
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }

  /** Takes the seat of an earlier visit, with the lines that it did not get. */
  async #goOn(before: Chat): Promise<boolean> {
    if (before.#token === undefined) return false;
    this.#seen = before.#seen;
    const { you } = await this.request("resume", before.#token, undefined, before.#seen);
    if (you === undefined) this.#seen = -1;
    else [this.name, this.room] = [you, before.room];
    return you !== undefined;
  }

  #send(line: string): void {
    this.#writer.write(new TextEncoder().encode(`${line}\n`)).catch(() => {}); // the reading ends too when the peer is gone
  }

  async #read(events: ReadableStreamDefaultController<Event>): Promise<void> {
    const lines = this.#connection.readable.pipeThrough(new TextDecoderStream()).pipeThrough(
      new TextLineStream(),
    );
    try {
      for await (const text of lines) {
        if (!text.startsWith("{")) continue; // the welcome line comes before we ask for JSON
        const line = JSON.parse(text);
        this.#count(line);
        const resolve = this.#waiting.get(line.ref);
        this.#waiting.delete(line.ref);
        if (resolve !== undefined) resolve(line);
        else if (events.desiredSize! > 0) events.enqueue(line);
        else {
          this.#token = undefined; // what is not taken here would be missing
          break;
        }
        if (line.kind === "skipped") this.#giveUp(); // an answer may be among the missing lines
      }
    } catch (error) {
      console.error(messageOf(error)); // a broken connection has ended
    }
    this.#isOver = true;
    this.#giveUp();
    try {
      events.close();
    } catch {
      // Nobody listens any more.
    }
  }

  /** Counts the lines behind the one that brings the token, so that we can say which we have seen. */
  #count(
    { kind, about, token, lines }: {
      readonly kind: string;
      readonly about?: string;
      readonly token?: string;
      readonly lines?: number;
    },
  ): void {
    if (about === "resumable" || about === "resumed") {
      this.#token = token;
      this.#seen = Math.max(0, this.#seen);
    } else if (this.#token !== undefined && kind !== "goodbye") this.#seen += kind === "skipped" ? lines! : 1;
  }

  #giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve(LOST);
    this.#waiting.clear();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
