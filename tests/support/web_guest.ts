/**
 * Somebody who came by a WebSocket, as a test plays them: JSON lines, one a message.
 *
 * @module
 */

import { assert } from "@std/assert";
import { type Address, PATIENCE_MS } from "./guest.ts";

/** A line of the server. */
export type WebLine = Readonly<Record<string, unknown>>;

/** What both Deno's WebSocket and the one of `ws` have. */
export interface AnyWebSocket {
  onopen: unknown;
  onmessage: unknown;
  onclose: unknown;
  onerror: unknown;
  send(text: string): void;
  close(): void;
}

/** One connected guest. Whoever connects it disposes it. */
export class WebGuest implements AsyncDisposable {
  readonly #socket: AnyWebSocket;
  readonly #lines: WebLine[] = [];
  readonly #closed = Promise.withResolvers<string>();
  #wake = () => {};

  private constructor(socket: AnyWebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }: { data: string }) => {
      this.#lines.push(JSON.parse(data));
      this.#wake();
    };
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
      this.#closed.resolve(`${code} ${reason}`.trim());
      this.#wake();
    };
    socket.onerror = () => {};
  }

  /** Connects. @param open what opens a WebSocket at a URL; Deno's own unless given */
  static async connect(
    { hostname, port }: Address,
    open: (url: string) => AnyWebSocket = (url) => new WebSocket(url) as unknown as AnyWebSocket,
  ): Promise<WebGuest> {
    const socket = open(`ws://${hostname}:${port}/ws`), guest = new WebGuest(socket);
    await Promise.race([new Promise<void>((resolve) => socket.onopen = () => resolve()), guest.closed]);
    return guest;
  }

  /** Connects, and takes a name. */
  static async join(server: Address, name: string, open?: (url: string) => AnyWebSocket): Promise<WebGuest> {
    const guest = await WebGuest.connect(server, open);
    await guest.hears(({ kind }) => kind === "prompt");
    guest.asks({ verb: "nick", argument: name });
    await guest.hears(({ about }) => about === "greeting");
    return guest;
  }

  /** Sends a request. */
  asks(request: WebLine): void {
    this.#socket.send(JSON.stringify(request));
  }

  /** Sends a message as it is. */
  sends(text: string): void {
    this.#socket.send(text);
  }

  /** Reads on to the first line that is so. */
  async hears(isIt: (line: WebLine) => boolean): Promise<WebLine> {
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(() => patience.reject(new Error("It did not come")), PATIENCE_MS);
    let end: string | undefined;
    const ended = this.closed.then((how) => void (end = how));
    try {
      for (;;) {
        for (let line; (line = this.#lines.shift()) !== undefined;) if (isIt(line)) return line;
        assert(end === undefined, `It ended before: ${end}`);
        await Promise.race([new Promise<void>((resolve) => this.#wake = resolve), ended, patience.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** The code and the reason of the end. */
  get closed(): Promise<string> {
    return this.#closed.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#closed.promise;
  }
}
