/**
 * An ed25519 key as OpenSSH keeps it: the text of a private key without a passphrase (`PROTOCOL.key` of OpenSSH), and the
 * fingerprint that its clients show. Made and checked by the runtime: nothing is loaded for it.
 *
 * @module
 */

import type { Bytes } from "../tls/der.ts";
import { bytesInPem, pem } from "../tls/pem.ts";
import { joined, sshString, SshStrings, uint32 } from "./ssh_strings.ts";

/** The one type of key that is made and taken: every client since 2015 or so knows it. */
const TYPE = "ssh-ed25519";

const LABEL = "OPENSSH PRIVATE KEY", MAGIC = "openssh-key-v1\0", NONE = "none";

/** What stands behind the comment, so that the length is a multiple of eight. */
const PADDING = [1, 2, 3, 4, 5, 6, 7], BLOCK_BYTES = 8;

/** What stands before the seed where Web Crypto reads or writes a private key (RFC 8410, 7). */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** How a type of key may be called. */
const TYPE_NAME = /^[\w@.-]{1,64}$/;

/** A key: what it is made from, and its public half; 32 bytes each. */
export interface Ed25519Key {
  readonly seed: Bytes;
  readonly publicKey: Bytes;
}

/** Why a text is not such a key, as the end of a sentence. */
export class NoKey extends Error {
  override readonly name = "NoKey";
}

export async function newKey(): Promise<Ed25519Key> {
  return await keyFrom(crypto.getRandomValues(new Uint8Array(32)));
}

/** The text of a private key. */
export function keyText({ seed, publicKey }: Ed25519Key, comment: string): string {
  const check = crypto.getRandomValues(new Uint8Array(4)); // twice: whoever decrypts it sees that it is right
  const secret = joined(
    check,
    check,
    sshString(TYPE),
    sshString(publicKey),
    sshString(joined(seed, publicKey)),
    sshString(comment),
  );
  const padding = PADDING.slice(0, -secret.length & BLOCK_BYTES - 1);
  const magic = new TextEncoder().encode(MAGIC), encryption = [NONE, NONE, ""].map(sshString);
  const publicPart = sshString(publicBlob(publicKey));
  return pem(
    LABEL,
    joined(magic, ...encryption, uint32(1), publicPart, sshString(joined(secret, Uint8Array.from(padding)))),
  );
}

/** The key in a text. @throws {NoKey} */
export async function keyIn(text: string): Promise<Ed25519Key> {
  const bytes = bytesInPem(LABEL, text);
  if (bytes === undefined) throw new NoKey(reasonFor(text));
  try {
    const key = partsOf(new SshStrings(bytes)), again = await keyFrom(key.seed);
    if (isSame(again.publicKey, key.publicKey)) return key;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new NoKey("it is damaged");
}

/** Its fingerprint as `ssh-keygen -l` prints it: `SHA256:...`. */
export async function fingerprintOf({ publicKey }: Ed25519Key): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", publicBlob(publicKey)));
  return `SHA256:${btoa(String.fromCharCode(...digest)).replaceAll("=", "")}`;
}

function publicBlob(publicKey: Bytes): Bytes {
  return joined(sshString(TYPE), sshString(publicKey));
}

/** Throws a RangeError where it is damaged. */
function partsOf(strings: SshStrings): Ed25519Key {
  if (new TextDecoder().decode(strings.bytes(MAGIC.length)) !== MAGIC) {
    throw new RangeError("It is another format");
  }
  const cipher = strings.text();
  strings.string(); // how a passphrase makes a key,
  strings.string(); // and with what
  if (strings.uint32() !== 1) throw new RangeError("It holds several keys");
  const publicPart = strings.string(), type = new SshStrings(publicPart).text();
  if (type !== TYPE && TYPE_NAME.test(type)) {
    throw new NoKey(`it is a key of type ${type}, and has to be one of ${TYPE} (ssh-keygen -t ed25519)`);
  }
  if (cipher !== NONE) throw new NoKey("it has a passphrase (ssh-keygen -p takes it away)");
  const key = secretsOf(new SshStrings(strings.string()));
  if (!isSame(publicBlob(key.publicKey), publicPart)) throw new RangeError("Its halves differ");
  return key;
}

function secretsOf(secrets: SshStrings): Ed25519Key {
  const isWhole = secrets.uint32() === secrets.uint32(), type = secrets.text();
  const publicKey = secrets.string(), both = secrets.string();
  if (!isWhole || type !== TYPE || both.length !== 64 || !isSame(both.slice(32), publicKey)) {
    throw new RangeError("Its halves differ");
  }
  return { seed: both.slice(0, 32), publicKey };
}

async function keyFrom(seed: Bytes): Promise<Ed25519Key> {
  const key = await crypto.subtle.importKey("pkcs8", joined(PKCS8, seed), "Ed25519", true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  const text = atob(x.replaceAll("-", "+").replaceAll("_", "/"));
  return { seed, publicKey: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) };
}

function isSame(one: Bytes, other: Bytes): boolean {
  return one.join() === other.join();
}

/** Why there is none, of what people name by mistake. */
function reasonFor(text: string): string {
  if (/^(ssh|ecdsa|sk)-\S+ AAAA/.test(text)) {
    return "it is the public half of a key; the other file has the private one";
  }
  if (text.includes("PRIVATE KEY-----")) {
    return "it is not in OpenSSH's format (ssh-keygen -t ed25519 makes such a key)";
  }
  return "it holds no private key (ssh-keygen -t ed25519 makes one)";
}
