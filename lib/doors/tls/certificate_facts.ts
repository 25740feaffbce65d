/**
 * What a server has to know of a certificate: how long it is good, for which names, and its fingerprint. What cannot be
 * read as a certificate has no facts; whether it can be served is the runtime's to say.
 *
 * @module
 */

import { named } from "./certificate.ts";
import { type Bytes, type Element, elementsIn, EXTENSION, identifier, TAG, timeOf } from "./der.ts";
import { bytesInPem } from "./pem.ts";

export interface CertificateFacts {
  /** When it begins and ends, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Whether it is for this name or address, to the letter. */
  isFor(name: string): boolean;
}

/** The facts of the first certificate in a text; undefined where there is none that can be read. */
export function factsOf(cert: string): CertificateFacts | undefined {
  const der = bytesInPem("CERTIFICATE", cert);
  try {
    return der && factsIn(der);
  } catch (error) {
    if (error instanceof TypeError) return undefined; // it is no DER, or no certificate
    throw error;
  }
}

function factsIn(der: Bytes): CertificateFacts {
  const [told] = elementsIn(one(elementsIn(der)).content);
  const parts = elementsIn(one([told]).content);
  const [validity] = parts.filter(({ tag }) => tag === TAG.sequence).slice(2); // after the algorithm and who signs
  const [from, until] = elementsIn(one([validity]).content);
  const names = new Set(namesIn(parts.find(({ tag }) => tag === TAG.extensions)).map(keyOf));
  return {
    from: timeOf(one([from])),
    until: timeOf(one([until])),
    isFor: (name) => names.has(keyOf(one(elementsIn(named(name))))),
  };
}

/** The names in the extension for them; none where it is missing. */
function namesIn(extensions: Element | undefined): Element[] {
  const wanted = keyOf(one(elementsIn(identifier(EXTENSION.names))));
  const all = extensions === undefined ? [] : elementsIn(one(elementsIn(extensions.content)).content);
  for (const { content } of all) {
    const parts = elementsIn(content), value = parts.at(-1);
    if (value === undefined || keyOf(parts[0]!) !== wanted) continue;
    return elementsIn(one(elementsIn(value.content)).content);
  }
  return [];
}

function keyOf({ tag, content }: Element): string {
  return `${tag} ${content.join(".")}`;
}

function one([first]: readonly (Element | undefined)[]): Element {
  if (first === undefined) throw new TypeError("Not a certificate: a part is missing");
  return first;
}

/** The SHA-256 fingerprint of the first certificate in a text, as openssl prints it: `AB:CD:...`; undefined where there is none. */
export async function fingerprintOf(cert: string): Promise<string | undefined> {
  const der = bytesInPem("CERTIFICATE", cert);
  if (der === undefined) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", der));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":");
}
