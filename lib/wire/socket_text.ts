/**
 * A socket's bytes as text, translated on the way and put into a stream.
 *
 * Our own loop over `read` instead of `conn.readable`, because that one closes the whole socket at the end of input, and
 * with it the replies still to be written. A stream of ours in front and a pipe between the two would do the same with more
 * code (docs/decisions/0003).
 *
 * @module
 */

import { type Clock, pause, systemClock } from "../runtime/clock.ts";
import { MIN_READ_BYTES, nextBuffer } from "./read_buffer.ts";

/** The reading half of a connection, as `Deno.Conn` has it. */
export interface ByteSource {
  /** Resolves with the number of bytes read, or null at the end of input. */
  read(into: Uint8Array): Promise<number | null>;
}

export interface Translator {
  /** The view is only valid during the call. */
  translate(bytes: Uint8Array): string;
  /** The rest of the text, once the input has ended. */
  finish(): string;
  /** Whether it wants no more bytes: the stream ends there. */
  readonly isDone: boolean;
}

/** Told when bytes are translated: that takes time of everybody's. */
export interface ReadingMeter {
  /** So many bytes have come, and their translation begins; 0 at the end of input. */
  begin(bytes: number): void;
  /** It has ended; whether it made text that somebody has to handle now. */
  end(hasText: boolean): void;
}

/** The peer is gone without a goodbye: the reading failed, by reset or because the socket was closed here. */
export class PeerGone extends Error {
  override readonly name = "PeerGone";
}

/** Largest read buffer in bytes: more than most pastes, and what one connection may have handled in one tick. */
const MAX_READ_BYTES = 16 * 1024;

/**
 * The text of a socket, put through a stream that takes text and waits while nobody reads what comes out of it. At the end
 * of input that stream closes and the socket stays open for writing; a failed read errors it with {@linkcode PeerGone},
 * which throws away what was not yet taken. Cancelling its readable stops the reading: at most the read under way still
 * takes bytes from the socket.
 * @param clock a timer of it is waited for after every 16 KiB, so that a flood leaves the other connections their turn
 */
export function socketText<T>(
  source: ByteSource,
  translator: Translator,
  { readable, writable }: ReadableWritablePair<T, string>,
  clock: Clock = systemClock,
  meter?: ReadingMeter,
): ReadableStream<T> {
  const writer = writable.getWriter();
  feed(writer, source, translator, clock, meter).catch((error) => writer.abort(error)).catch(() => {}); // cancelled
  return readable;
}

/** Resolves at the end of input; rejects where the reading fails or nobody wants the text any more. */
async function feed(
  writer: WritableStreamDefaultWriter<string>,
  source: ByteSource,
  translator: Translator,
  clock: Clock,
  meter: ReadingMeter | undefined,
): Promise<void> {
  let buffer = new Uint8Array(MIN_READ_BYTES);
  let bytesThisTick = 0;
  let cancelled: AbortSignal | undefined;
  for (;;) {
    let count: number | null;
    try {
      count = await source.read(buffer);
    } catch (cause) {
      throw new PeerGone("Cannot read from the peer: the connection is gone", { cause });
    }
    if (writer.desiredSize === null) return; // cancelled: what the read under way brought is nobody's any more
    meter?.begin(count ?? 0);
    const text = count === null ? translator.finish() : translator.translate(buffer.subarray(0, count));
    meter?.end(text !== "");
    if (text !== "") await writer.write(text);
    if (count === null || translator.isDone) return await writer.close();
    buffer = nextBuffer(buffer, count, MAX_READ_BYTES);
    // Reads that are answered at once never leave the tick: a flood would be all the event loop ever sees.
    bytesThisTick += count;
    if (bytesThisTick < MAX_READ_BYTES) continue;
    cancelled ??= failureOf(writer.closed);
    await pause(clock, 0, cancelled);
    bytesThisTick = 0;
  }
}

/** Aborts where the promise rejects. */
function failureOf(promise: Promise<unknown>): AbortSignal {
  const failure = new AbortController();
  promise.catch(() => failure.abort());
  return failure.signal;
}
