/**
 * The door for pages, without what knows no simulated time: files that are packed, WebSockets, modules that are loaded.
 * Requests are read and answered by the real one. Behind a request that begins a WebSocket, a line is a message.
 *
 * @module
 */

import type { Connection } from "../../lib/doors/connection.ts";
import { hookReplies } from "../../lib/doors/web/hook_route.ts";
import { stockedWebDoor } from "../../lib/doors/web/web_door.ts";
import type { WebDoorModule } from "../../lib/world.ts";

/** How a browser asks for the chat, with a line end of its own behind each line. */
export const PAGE_HEAD = [
  "GET /ws HTTP/1.1",
  "Host: 127.0.0.1:8080",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "\r\n",
].join("\r\n");

const openWebSocket = (_: unknown, connection: Connection, rest: Uint8Array): Connection =>
  new Messages(connection, rest);

const STOCK = { files: new Map(), loadWebSockets: () => Promise.resolve({ openWebSocket }) };

/** Loads it at once. */
export const loadWebDoor = (): Promise<WebDoorModule> =>
  Promise.resolve({ openWebDoor: (parts) => Promise.resolve(stockedWebDoor(parts, STOCK)), hookReplies });

/** A WebSocket whose messages are lines as they are. */
class Messages implements Connection {
  readonly #connection: Connection;
  #rest: Uint8Array; // what came behind the request

  constructor(connection: Connection, rest: Uint8Array) {
    this.#connection = connection;
    this.#rest = rest;
  }

  read(into: Uint8Array): Promise<number | null> {
    const part = this.#rest.subarray(0, into.length);
    if (part.length === 0) return this.#connection.read(into);
    into.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return Promise.resolve(part.length);
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#connection.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.#connection.closeWrite();
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }
}
