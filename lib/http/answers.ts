/**
 * How the admin door answers: plain text for people and probes, JSON for programs, one sentence for who is refused.
 *
 * @module
 */

/** What every answer says: it is of this moment, and it is what it says it is. */
const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** Plain text. */
export function textAnswer(text: string, status = 200): Response {
  return answer(text, "text/plain; charset=utf-8", status);
}

/** One JSON value on a line. */
export function jsonAnswer(value: unknown, status = 200): Response {
  return answer(JSON.stringify(value) + "\n", "application/json", status);
}

/** A polite no: `{"error": sentence}`. */
export function refusal(
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return answer(JSON.stringify({ error: sentence }) + "\n", "application/json", status, headers);
}

/** An answer of any other type. A text tells its length in bytes; a stream does not know it. */
export function answer(
  body: string | ReadableStream<Uint8Array>,
  type: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const length = typeof body === "string" ? { "content-length": String(bytesOf(body)) } : {};
  return new Response(body, { status, headers: { ...HEADERS, ...headers, ...length, "content-type": type } });
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
