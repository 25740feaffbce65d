/** How the admin door answers: text for people and probes, JSON for programs, a sentence for a refusal. @module */

/** No answer is to be stored, or taken for another type. */
const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

export function textAnswer(text: string, status = 200): Response {
  return answer(text, "text/plain; charset=utf-8", status);
}

type Headers = Readonly<Record<string, string>>;

/** The value as JSON on one line. */
export function jsonAnswer(value: unknown, status = 200, headers: Headers = {}): Response {
  return answer(JSON.stringify(value) + "\n", "application/json", status, headers);
}

/** A refusal as JSON: `{"error": sentence}`. */
export function refusal(status: number, sentence: string, headers: Headers = {}): Response {
  return jsonAnswer({ error: sentence }, status, headers);
}

/** An answer of any other type. A text tells its length in bytes; a stream does not know it. */
export function answer(
  body: string | ReadableStream<Uint8Array>,
  type: string,
  status = 200,
  headers: Headers = {},
): Response {
  const length = typeof body === "string" && { "content-length": `${new TextEncoder().encode(body).length}` };
  return new Response(body, { status, headers: { ...HEADERS, ...headers, ...length, "content-type": type } });
}
