/**
 * A seed for what is tried with an input.
 *
 * @module
 */

/** A seed made of bytes (FNV-1a), so that what is tried with an input depends on the input alone. */
export function seedOf(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
}
