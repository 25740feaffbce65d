// Types for the modules of the Deno standard library that come from npm (`deno-std` ships JavaScript only).
// Copied from the published signatures of @std/streams 1.x and @std/assert 1.x; only what is used here.

declare module "@std/streams/text-line-stream" {
  /** Splits text into lines at LF or CR LF; a last line without an end is delivered when the input closes. */
  export class TextLineStream extends TransformStream<string, string> {
    constructor(options?: { allowCR: boolean });
  }
}

declare module "@std/text/levenshtein-distance" {
  /** How many insertions, deletions and replacements turn one text into the other. */
  export function levenshteinDistance(str1: string, str2: string): number;
}

declare module "@std/assert" {
  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertGreater<T>(actual: T, expected: T, msg?: string): void;
  export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertLess<T>(actual: T, expected: T, msg?: string): void;
  export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertThrows<E extends Error = Error>(
    fn: () => unknown,
    // deno-lint-ignore no-explicit-any
    ErrorClass?: new (...args: any[]) => E,
    msgIncludes?: string,
  ): E;
  export function assertRejects<E extends Error = Error>(
    fn: () => PromiseLike<unknown>,
    // deno-lint-ignore no-explicit-any
    ErrorClass?: new (...args: any[]) => E,
    msgIncludes?: string,
  ): Promise<E>;
  export function fail(msg?: string): never;
}

declare module "@std/crypto/timing-safe-equal" {
  /** Compares in a time that tells nothing of where they differ; throws where their lengths do. */
  export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean;
}

declare module "@std/html/entities" {
  export function escape(str: string): string;
}

declare module "@std/bytes/concat" {
  /** All bytes one after the other, in an array of their own. */
  export function concat(buffers: readonly Uint8Array[]): Uint8Array<ArrayBuffer>;
}

declare module "@std/encoding/hex" {
  /** The bytes as lower-case hexadecimal digits. */
  export function encodeHex(bytes: Uint8Array): string;
  /** The bytes of hexadecimal digits; throws where there are others. */
  export function decodeHex(text: string): Uint8Array<ArrayBuffer>;
}
