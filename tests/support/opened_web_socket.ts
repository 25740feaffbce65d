/**
 * A WebSocket at a connection whose peer is a test.
 *
 * @module
 */

import { assert } from "@std/assert";
import { openWebSocket, type WebSocketConnection } from "../../lib/doors/web/web_socket.ts";
import { type Head, HeadReader } from "../../lib/http/head.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { bytes } from "./bytes.ts";
import { FakeClock, settled } from "./fake_clock.ts";
import { FakeConnection } from "./fake_connection.ts";
import { saidIn, webSocketRequest } from "./frames.ts";

/** An open one, and what it needs. */
export interface OpenedWebSocket {
  readonly socket: WebSocketConnection;
  readonly connection: FakeConnection;
  readonly clock: FakeClock;
  /** What the peer was sent behind the head. */
  said(): string[];
}

/** Opens one. @param rest what came with the head */
export function openedWebSocket(rest = new Uint8Array(0)): OpenedWebSocket {
  const connection = new FakeConnection(), clock = new FakeClock();
  const head = new HeadReader().take(bytes(webSocketRequest("chat"))) as Head;
  const socket = openWebSocket(head, connection, rest, new Deadlines(clock));
  assert(socket !== undefined);
  return { socket, connection, clock, said: () => saidIn(behindHead(connection.taken)) };
}

/** Reads a connection to its end, or until nothing more comes: its text. */
export async function readText(socket: WebSocketConnection, size = 100): Promise<string> {
  const buffer = new Uint8Array(size), decoder = new TextDecoder();
  let text = "";
  for (let count; (count = await socket.read(buffer)) !== null;) {
    text += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  return text;
}

/** Longer than everything streams do by themselves takes turns of the event loop. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await settled();
}

function behindHead(sent: Uint8Array): Uint8Array {
  const text = new TextDecoder("latin1").decode(sent), end = text.indexOf("\r\n\r\n");
  return sent.subarray(end < 0 ? sent.length : end + 4);
}
