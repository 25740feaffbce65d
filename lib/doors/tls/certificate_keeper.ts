/**
 * Keeps a certificate served: asks its source for it at the start, every minute, and when the operator wants it. What
 * fails changes nothing, and is told once.
 *
 * @module
 */

import { messageOf } from "../../runtime/reason.ts";
import { type Clock, every } from "../../runtime/clock.ts";
import type { Background } from "../../runtime/background.ts";
import type { Log } from "../../runtime/log.ts";
import type { KeyPair } from "./certificate.ts";
import { fingerprintOf } from "./certificate_facts.ts";
import { type CertificateSource, CertificateTrouble } from "./certificate_source.ts";
import type { TlsDoor } from "./tls_door.ts";

/** Time between two looks in milliseconds: a certificate that others renew is served within it. */
const LOOK_MS = 60_000;

export interface KeeperParts {
  readonly source: CertificateSource;
  readonly door: Pick<TlsDoor, "serve" | "isOpen" | "trouble">;
  readonly clock: Clock;
  readonly log: Log;
  readonly background: Background;
}

export class CertificateKeeper implements Disposable {
  readonly #parts: KeeperParts;
  readonly #timer: Disposable;
  #unserved: KeyPair | undefined; // the network failed: it is tried again
  #looking: Promise<void> = Promise.resolve(); // one look after the other
  #failure: string | undefined;
  #told: string | undefined; // what the log has of trouble

  /** Looks now and then until it is disposed. */
  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#timer = every(parts.clock, LOOK_MS, () => {
      parts.background.keep(this.look(false), () => "the look at the TLS certificate");
    });
  }

  /** Serves another certificate if there is one; resolves when that is done. */
  look(isAsked: boolean): Promise<void> {
    return this.#looking = this.#looking.then(() => this.#look(isAsked));
  }

  /** What the operator has to know, in sentences. */
  troubles(): string[] {
    const { source, door, clock } = this.#parts;
    return [this.#failure, door.trouble, source.trouble(clock.time())].filter((text) => text !== undefined);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #look(isAsked: boolean): Promise<void> {
    const { source, door, clock, log } = this.#parts;
    try {
      const pair = await source.next(clock.time(), isAsked) ?? this.#unserved;
      if (pair !== undefined) await this.#serve(pair);
    } catch (error) {
      const reason = messageOf(error);
      this.#failure = error instanceof CertificateTrouble || door.isOpen
        ? reason
        : `it cannot be served: ${reason}`;
    }
    const trouble = this.troubles().join("; ");
    if (trouble === this.#told) return;
    this.#told = trouble;
    if (trouble === "") return;
    log("warning", door.isOpen ? "TLS goes on as it was: {trouble}" : "No TLS, all else goes on: {trouble}", {
      trouble,
    });
  }

  async #serve(pair: KeyPair): Promise<void> {
    const { source, door, log } = this.#parts;
    this.#unserved = pair;
    door.serve(pair);
    this.#unserved = this.#failure = undefined;
    if (source.name === undefined) return;
    log("info", "TLS on the same port, with a certificate {name}; its SHA-256 fingerprint is {fingerprint}", {
      name: source.name,
      fingerprint: await fingerprintOf(pair.cert),
    });
  }
}
