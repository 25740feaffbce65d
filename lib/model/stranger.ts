/**
 * Programs that speak another protocol to the chat port: told so in plain words, never let in under a name like
 * `GET / HTTP/1.1`.
 *
 * @module
 */

/** The protocols that are recognised by their first words. */
export type Stranger = "tls" | "http" | "ssh";

/** The protocol whose opening this line is, if it is one: an HTTP request line (RFC 9112) or an SSH banner (RFC 4253). */
export function strangerOf(line: string): Stranger | undefined {
  if (/^[A-Z]{3,10} \S+ HTTP\/\d/.test(line)) return "http";
  if (/^SSH-\d/.test(line)) return "ssh";
  return undefined;
}
