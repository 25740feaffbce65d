/**
 * Lets everybody in who speaks SSH: with a key, whose fingerprint is then known, or without one. There is nothing to try
 * out here; only how often somebody asks has a bound.
 *
 * @module
 */

import type { OfferedKey } from "ssh2/protocol";
import { guestKey } from "./guest_key.ts";

/** What clients may try; the first is what tells most of them. */
export const METHODS = ["publickey", "keyboard-interactive", "password"];

/** Most refusals; OpenSSH tries as many keys. */
const MAX_REFUSALS = 6;

/** Most requests: each key may be asked about before it is used. */
const MAX_REQUESTS = 20;

/** What a request is answered with. */
export type Answer =
  | { readonly kind: "accept"; readonly key: string | undefined }
  | { readonly kind: "sign" } // the key may be used
  | { readonly kind: "refuse" }
  | { readonly kind: "end" };

/** The requests of one client. */
export class Authentication {
  #requests = 0;
  #refusals = 0;
  #hasAskedForNothing = false;

  /** @param data what the method brings along, as ssh2 reads it */
  answer(method: string, data: unknown): Answer {
    if (++this.#requests > MAX_REQUESTS) return { kind: "end" };
    const answer = this.#answer(method, data);
    return answer.kind === "refuse" && ++this.#refusals >= MAX_REFUSALS ? { kind: "end" } : answer;
  }

  #answer(method: string, data: unknown): Answer {
    if (method === "publickey") return answerTo(data as OfferedKey);
    if (method === "keyboard-interactive" || method === "password") return { kind: "accept", key: undefined };
    if (method !== "none") return { kind: "refuse" };
    // Whoever is let in at once never says which key they have.
    if (this.#hasAskedForNothing) return { kind: "accept", key: undefined };
    this.#hasAskedForNothing = true;
    return { kind: "refuse" };
  }
}

function answerTo(offered: OfferedKey): Answer {
  const key = guestKey(offered);
  if (key === undefined || key.isProven === false) return { kind: "refuse" };
  return key.isProven === undefined ? { kind: "sign" } : { kind: "accept", key: key.fingerprint };
}
