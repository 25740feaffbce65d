/**
 * Tells by its first bytes what a peer speaks: TLS, HTTP, SSH, or what people and their programs say in the chat.
 *
 * @module
 */

/** What is spoken at the one address. */
export type Protocol = "tls" | "http" | "ssh" | "chat";

/** A handshake record of TLS and its version (RFC 8446, 5.1): nobody types Ctrl-V Ctrl-C first. */
const TLS = [0x16, 0x03] as const;

/** A request line (RFC 9112, 3). */
const REQUEST_LINE = /^[A-Z]{3,10} \S+ HTTP\/\d\.\d\r?\n/;

/** What a request line may begin with. */
const REQUEST_BEGINNING = /^(?:[A-Z]{1,10}|[A-Z]{3,10} \S*|[A-Z]{3,10} \S+ H?T{0,2}P?\/?\d?\.?\d?\r?)$/;

/** What is no word of a person: a method, and a target as clients write it (RFC 9112, 3.2). */
const REQUEST_BEGUN = /^(?:[A-Z]{3,10} (?:\/|\* |[a-z]{2,6}:\/\/)|CONNECT [\w.-]+:\d)/;

/** What the version of a client of SSH begins with (RFC 4253, 4.2 and 5.1). */
const SSH_VERSIONS = ["SSH-2.0-", "SSH-1.99-"] as const;

const latin1 = new TextDecoder("latin1");

/** What a peer speaks; undefined where more bytes have to tell. */
export function protocolOf(bytes: Uint8Array): Protocol | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes[0] === TLS[0]) {
    if (bytes.length === 1) return undefined;
    return bytes[1] === TLS[1] ? "tls" : "chat";
  }
  const text = latin1.decode(bytes), isSsh = isVersion(text);
  if (isSsh !== false) return isSsh ? "ssh" : undefined;
  if (REQUEST_LINE.test(text)) return "http";
  return REQUEST_BEGINNING.test(text) ? undefined : "chat";
}

/** Whether what is undecided is a request all but certainly: nobody who types is made to wait by waiting for its end. */
export function isRequestBegun(bytes: Uint8Array): boolean {
  return REQUEST_BEGUN.test(latin1.decode(bytes));
}

/** Whether a peer speaks SSH; undefined where more bytes have to tell. */
export function speaksSsh(bytes: Uint8Array): boolean | undefined {
  return isVersion(latin1.decode(bytes));
}

function isVersion(text: string): boolean | undefined {
  if (SSH_VERSIONS.some((begun) => text.startsWith(begun))) return true;
  return SSH_VERSIONS.some((begun) => begun.startsWith(text)) ? undefined : false;
}
