/**
 * Programs that speak another protocol to the chat port: told so in plain words, never let in under a name like
 * `GET / HTTP/1.1`.
 *
 * @module
 */

/** The protocols that are recognised by their first words. */
export type Stranger = "tls" | "http" | "ssh";

/** Header lines every HTTP client sends one of: they tell it where its request line was too long to be read. */
const HTTP_HEADER =
  /^(host|user-agent|accept|connection|content-type|content-length|cookie|authorization): /i;

/** The protocol whose opening this line is, if it is one: an HTTP request (RFC 9112) or an SSH banner (RFC 4253). */
export function strangerOf(line: string): Stranger | undefined {
  if (/^[A-Z]{3,10} \S+ HTTP\/\d/.test(line) || HTTP_HEADER.test(line)) return "http";
  if (/^SSH-\d/.test(line)) return "ssh";
  return undefined;
}
