/**
 * PEM, the text that bytes of certificates and keys are kept in (RFC 7468).
 *
 * @module
 */

import type { Bytes } from "./der.ts";

/** Length of its lines. */
const LINE = /.{1,64}/g;

export function pem(label: string, bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `-----BEGIN ${label}-----\n${text.match(LINE)?.join("\n") ?? ""}\n-----END ${label}-----\n`;
}

/** The bytes of the first part with this label; undefined where there is none that can be read. */
export function bytesInPem(label: string, text: string): Bytes | undefined {
  const [, rest] = text.split(`-----BEGIN ${label}-----`, 2), [inner] = rest?.split("-----END ", 1) ?? [];
  try {
    return inner === undefined ? undefined : Uint8Array.from(atob(inner), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined; // atob: it is not base64
  }
}
