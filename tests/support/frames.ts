/**
 * WebSocket frames (RFC 6455, 5.2) as a browser sends them, and what a server sent.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { bytes } from "./bytes.ts";

/** What a frame is. */
export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** How a frame differs from what browsers send. */
export interface FrameOptions {
  readonly isLast?: boolean;
  readonly isMasked?: boolean;
}

/** A frame with some payload. */
export function frame(
  opcode: number,
  payload: string | Uint8Array = "",
  { isLast = true, isMasked = true }: FrameOptions = {},
): Uint8Array<ArrayBuffer> {
  const data = bytes(payload), size = data.length, mask = [0x37, 0xfa, 0x21, 0x3d];
  const length = size < 126 ? [size] : size < 65_536 ? [126, size >> 8, size & 255] : [
    ...[127, 0, 0, 0, 0],
    ...[24, 16, 8, 0].map((bits) => (size >>> bits) & 255),
  ];
  if (isMasked) data.forEach((byte, at) => data[at] = byte ^ mask[at % 4]!);
  const [first = 0, ...more] = length;
  return concat([
    Uint8Array.of((isLast ? 0x80 : 0) | opcode, (isMasked ? 0x80 : 0) | first, ...more),
    Uint8Array.from(isMasked ? mask : []),
    data,
  ]);
}

/** A frame of close with its code and reason. */
export function closing(code: number, reason = ""): Uint8Array<ArrayBuffer> {
  return frame(OPCODE.close, bytes(code >> 8, code & 255, reason));
}

/** A frame that a server sent. */
export interface SentFrame {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

/** The whole frames at the start of what a server sent; none of them is masked. */
function framesIn(sent: Uint8Array): SentFrame[] {
  const frames: SentFrame[] = [];
  for (let at = 0; at + 2 <= sent.length;) {
    const view = new DataView(sent.buffer, sent.byteOffset + at);
    const short = sent[at + 1]!, head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (at + head > sent.length) break;
    const size = short === 127 ? Number(view.getBigUint64(2)) : short === 126 ? view.getUint16(2) : short;
    if (at + head + size > sent.length) break;
    frames.push({ opcode: sent[at]! & 15, payload: sent.slice(at + head, at + head + size) });
    at += head + size;
  }
  return frames;
}

/** What a server's frames say, in short: texts as they are, anything else as `close 1000 bye`. */
export function saidIn(sent: Uint8Array): string[] {
  return framesIn(sent).map(({ opcode, payload }) => {
    const name = Object.entries(OPCODE).find(([, code]) => code === opcode)?.[0];
    if (opcode === OPCODE.text) return new TextDecoder().decode(payload);
    if (opcode !== OPCODE.close || payload.length < 2) return `${name}`;
    const code = payload[0]! << 8 | payload[1]!;
    return `${name} ${code} ${new TextDecoder().decode(payload.subarray(2))}`.trim();
  });
}

/** The request of a browser that begins a WebSocket. */
export function webSocketRequest(host: string, lines: readonly string[] = []): string {
  return [
    "GET /ws HTTP/1.1",
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...lines,
    "",
    "",
  ].join("\r\n");
}
