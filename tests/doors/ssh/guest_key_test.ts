/** Which keys of guests are taken, and what they are known by. */

import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { OfferedKey } from "ssh2/protocol";
import { guestKey } from "../../../lib/doors/ssh/guest_key.ts";
import { joined, sshString } from "../../../lib/doors/ssh/ssh_strings.ts";

const BLOB = Buffer.from("what is signed");

/** A number as SSH writes it: with a zero in front where it would be negative. */
function mpint(bytes: Uint8Array): Uint8Array {
  return sshString(bytes[0]! >= 0x80 ? joined(Uint8Array.of(0), bytes) : bytes);
}

const part = (key: KeyObject, name: string) =>
  Buffer.from(String(key.export({ format: "jwk" })[name as "x"]), "base64url");

function rsa(bits: number, change: (numbers: { e: Uint8Array; n: Uint8Array }) => void = () => {}) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const numbers = { e: mpint(part(publicKey, "e")), n: mpint(part(publicKey, "n")) };
  change(numbers);
  return { key: Buffer.from(joined(sshString("ssh-rsa"), numbers.e, numbers.n)), privateKey };
}

function ed25519(more = new Uint8Array()) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    key: Buffer.from(joined(sshString("ssh-ed25519"), sshString(part(publicKey, "x")), more)),
    privateKey,
  };
}

Deno.test("a key has the fingerprint that ssh-keygen prints, and is proven by its signature", () => {
  const { key, privateKey } = ed25519(), keyAlgo = "ssh-ed25519";
  const fingerprint = `SHA256:${createHash("sha256").update(key).digest("base64").slice(0, 43)}`;
  assertEquals(guestKey({ keyAlgo, key }), { fingerprint, isProven: undefined });
  const signature = sign(null, BLOB, privateKey);
  assertEquals(guestKey({ keyAlgo, key, signature, blob: BLOB }), { fingerprint, isProven: true });
  for (const wrong of [Buffer.alloc(64), Buffer.alloc(0), Buffer.alloc(500), signature.subarray(1)]) {
    assertEquals(guestKey({ keyAlgo, key, signature: wrong, blob: BLOB })?.isProven, false);
  }
  assertEquals(guestKey({ keyAlgo, key, signature, blob: Buffer.from("another") })?.isProven, false);
});

Deno.test("an RSA key is of a usual size, and signs with SHA-2", () => {
  const keyAlgo = "ssh-rsa", { key, privateKey } = rsa(2048);
  for (const hashAlgo of ["sha256", "sha512"]) {
    const signature = sign(hashAlgo, BLOB, privateKey);
    assertEquals(guestKey({ keyAlgo, key, hashAlgo, signature, blob: BLOB })?.isProven, true);
  }
  assertEquals(guestKey({ keyAlgo, key }), undefined); // SHA-1
  assertEquals(guestKey({ keyAlgo, hashAlgo: "sha256", key: rsa(1024).key }), undefined);
  const e = sshString(new Uint8Array(5).fill(1)), even = new Uint8Array(256).fill(0x40);
  for (const changed of [{ e }, { n: sshString(even) }, { n: sshString(new Uint8Array(1100).fill(1)) }]) {
    const other = rsa(2048, (numbers) => void Object.assign(numbers, changed)).key;
    assertEquals(guestKey({ keyAlgo, hashAlgo: "sha256", key: other }), undefined);
  }
});

Deno.test("one key has one fingerprint: what is written in another way is not taken", () => {
  const keyAlgo = "ssh-ed25519";
  assertEquals(guestKey({ keyAlgo, key: ed25519(sshString("more")).key }), undefined);
  assertEquals(guestKey({ keyAlgo, key: ed25519(Uint8Array.of(0)).key }), undefined);
  const zeros = rsa(
    2048,
    (numbers) => void (numbers.n = sshString(joined(new Uint8Array(2), numbers.n.subarray(4)))),
  );
  assertEquals(guestKey({ keyAlgo: "ssh-rsa", hashAlgo: "sha256", key: zeros.key }), undefined);
});

Deno.test("what is no key, or one of another kind, is not taken, and nothing throws", () => {
  const { key } = ed25519();
  const bad: OfferedKey[] = [
    { keyAlgo: "ssh-rsa", key },
    { keyAlgo: "ssh-ed25519-cert-v01@openssh.com", key },
    { keyAlgo: "ssh-ed25519", key: Buffer.alloc(0) },
    { keyAlgo: "ssh-ed25519", key: Buffer.alloc(5000) },
    { keyAlgo: "ssh-ed25519", key: Buffer.from(joined(sshString("ssh-ed25519"), sshString("short"))) },
    { keyAlgo: "ssh-dss", key: Buffer.from(joined(sshString("ssh-dss"), ...Array(4).fill(sshString("x")))) },
    {
      keyAlgo: "ecdsa-sha2-nistp256",
      key: Buffer.from(joined(...["ecdsa-sha2-nistp256", "nistp256"].map(sshString))),
    },
    { keyAlgo: "ssh-ed25519", key: Buffer.from("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n") },
  ];
  for (const offered of bad) assertEquals(guestKey(offered), undefined);
  for (let end = 0; end < key.length; end++) {
    assertEquals(guestKey({ keyAlgo: "ssh-ed25519", key: key.subarray(0, end) }), undefined);
  }
  const point = Buffer.from(
    joined(...["ecdsa-sha2-nistp256", "nistp256"].map(sshString), sshString(new Uint8Array(65).fill(4))),
  );
  const offered = { keyAlgo: "ecdsa-sha2-nistp256", key: point };
  assertEquals(guestKey({ ...offered, signature: Buffer.alloc(70), blob: BLOB })?.isProven, false);
});
