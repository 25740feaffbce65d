/**
 * The size of a buffer that a connection is read into: small while it says little, since thousands wait for a line; larger
 * while it floods.
 *
 * @module
 */

/** First size in bytes: ten thousand idle guests cost 5 MB. */
export const MIN_READ_BYTES = 512;

/** How much larger the next one is after one that was full. */
const GROWTH = 8;

/**
 * The buffer for the next read.
 * @param count how many bytes the last read has brought
 * @param most the largest size, in bytes
 */
export function nextBuffer(
  buffer: Uint8Array<ArrayBuffer>,
  count: number,
  most: number,
): Uint8Array<ArrayBuffer> {
  if (count === buffer.length && count < most) return new Uint8Array(Math.min(count * GROWTH, most));
  return buffer.length > MIN_READ_BYTES && count < MIN_READ_BYTES ? new Uint8Array(MIN_READ_BYTES) : buffer;
}
