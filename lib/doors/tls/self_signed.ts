/**
 * The certificate that the server makes for itself: kept in the data folder, and made anew 30 days before its end. Nobody
 * vouches for it but its fingerprint, so it stays the same as long as it can.
 *
 * @module
 */

import { NO_FOLDER } from "../../runtime/config.ts";
import type { Log } from "../../runtime/log.ts";
import { addressBytes } from "../../text/address.ts";
import { type KeyPair, selfSigned } from "./certificate.ts";
import { factsOf } from "./certificate_facts.ts";
import { type CertificateSource, CertificateTrouble, type TryOut } from "./certificate_source.ts";
import { SecretNotWritten } from "../secret_file.ts";
import { OWN_FILE, readPair, writePair } from "./kept_pair.ts";

/** How long before its end it is made anew, in milliseconds: 30 days. */
const RENEW_BEFORE_MS = 30 * 86_400_000;

const LOCAL_NAMES = ["localhost", "127.0.0.1", "::1"];

/** Addresses that stand for all of a machine. */
const WILDCARDS = ["0.0.0.0", "::"];

/** A host name, perhaps with a star for its first part. */
const HOST_NAME = /^(\*\.)?[\w-]{1,63}(\.[\w-]{1,63})*$/;

/** Most names in a certificate: each costs every handshake its bytes. */
const MAX_NAMES = 50;

export interface SelfSignedParts {
  /** The data folder, or `none`. */
  readonly data: string;
  readonly host: string;
  /** Further names, separated by commas. */
  readonly tlsNames: string;
  /** What the machine calls itself; undefined where that is not known. */
  readonly machine: () => Promise<string | undefined>;
  readonly tryOut: TryOut;
  readonly log: Log;
}

export class SelfSigned implements CertificateSource {
  readonly name = "signed by itself";
  readonly #parts: SelfSignedParts;
  #pair: KeyPair | undefined; // what was given last

  constructor(parts: SelfSignedParts) {
    this.#parts = parts;
  }

  async next(now: number): Promise<KeyPair | undefined> {
    if (this.#pair !== undefined) return this.#isGood(this.#pair, now) ? undefined : await this.#make(now);
    const kept = await this.#kept();
    if (kept === undefined || !this.#isGood(kept, now) || this.#parts.tryOut(kept) !== undefined) {
      return await this.#make(now);
    }
    return this.#pair = kept;
  }

  trouble(): undefined {
    return undefined;
  }

  /** What lies in the data folder. */
  async #kept(): Promise<KeyPair | undefined> {
    const { data, log } = this.#parts;
    if (data === NO_FOLDER) return undefined;
    try {
      return await readPair(`${data}/${OWN_FILE}`);
    } catch (error) {
      if (!(error instanceof CertificateTrouble)) throw error;
      log("warning", "{reason}; made another certificate", { reason: error.message });
      return undefined;
    }
  }

  /** Whether it is good for a while, and for every name that the operator gave. What the machine calls itself may change. */
  #isGood({ cert }: KeyPair, now: number): boolean {
    const facts = factsOf(cert);
    if (facts === undefined || facts.from > now || facts.until - now < RENEW_BEFORE_MS) return false;
    return namesAsked(this.#parts).every((name) => facts.isFor(name));
  }

  async #make(now: number): Promise<KeyPair> {
    const { data, log, machine } = this.#parts;
    const own = await machine();
    const names = new Set([...namesAsked(this.#parts), ...LOCAL_NAMES, ...namesIn(own ?? "")]);
    const pair = this.#pair = await selfSigned([...names].slice(0, MAX_NAMES), now);
    if (data === NO_FOLDER) {
      log(
        "info",
        "The TLS certificate is in memory only (data is none): at the next start it is another one",
      );
      return pair;
    }
    try {
      await writePair(data, OWN_FILE, pair);
    } catch (error) {
      if (!(error instanceof SecretNotWritten)) throw error;
      log("warning", "{reason}; the TLS certificate is in memory only: at the next start it is another one", {
        reason: error.message,
      });
    }
    return pair;
  }
}

/** The names that the operator gave. */
function namesAsked({ host, tlsNames }: SelfSignedParts): string[] {
  return namesIn(`${tlsNames},${WILDCARDS.includes(host) ? "" : host.replace(/%.*/, "")}`);
}

/** What can stand in a certificate of a list with commas. */
function namesIn(list: string): string[] {
  const names = list.split(",").map((name) => name.trim().toLowerCase().replace(/\.$/, ""));
  return names.filter((name) => addressBytes(name) !== undefined || HOST_NAME.test(name));
}

/** What a Linux machine calls itself. */
export async function machineName(): Promise<string | undefined> {
  const text = await Deno.readTextFile("/etc/hostname").catch(() => ""); // another system, or no permission
  return text.split("\n", 1)[0]?.trim() || undefined;
}
