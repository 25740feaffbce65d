/**
 * A certificate of the operator's own: two files, or one with both. They are looked at every minute, and read again when
 * one has changed.
 *
 * @module
 */

import { reasonOf } from "../../runtime/reason.ts";
import type { KeyPair } from "./certificate.ts";
import { factsOf } from "./certificate_facts.ts";
import { type CertificateSource, CertificateTrouble, type TryOut } from "./certificate_source.ts";
import { MAX_PEM_BYTES } from "./kept_pair.ts";
import { demandShortFile } from "../named_file.ts";

/** How long before its end the operator is told, in milliseconds: 14 days. Authorities' programs renew it earlier. */
const WARN_BEFORE_MS = 14 * 86_400_000;

const REASONS = { NotADirectory: "there is no such file", InvalidData: "it is not text" };

/** Words for what the runtime says of a pair that it cannot serve. */
const FAULTS: readonly (readonly [said: RegExp, isKey: boolean, reason: string])[] = [
  [/No certificates found/, false, "it holds no certificate in PEM"],
  [/decode certificate|BadEncoding|invalid peer certificate/, false, "its certificate is damaged"],
  [/No keys found/, true, "it holds no private key in PEM without a passphrase"],
  [/KeyMismatch|not be consistent/, true, "its private key is not that of the certificate"],
  [
    /parse private key|decode key/i,
    true,
    "its private key is none of RSA (2,048 bits or more), ECDSA and Ed25519",
  ],
];

export class CertificateFiles implements CertificateSource {
  readonly name: string;
  readonly #certFile: string;
  readonly #keyFile: string;
  readonly #tryOut: TryOut;
  #seen = ""; // of both files, when they were read last
  #until = Infinity; // when the certificate ends

  constructor(certFile: string, keyFile: string, tryOut: TryOut) {
    this.name = `of your own ("${certFile}")`;
    this.#certFile = certFile;
    this.#keyFile = keyFile;
    this.#tryOut = tryOut;
  }

  async next(_now: number, isAsked: boolean): Promise<KeyPair | undefined> {
    const seen = `${await stateOf(this.#certFile)} ${await stateOf(this.#keyFile)}`;
    if (seen === this.#seen && !isAsked) return undefined;
    this.#seen = seen; // whatever it is: only another change is worth another try
    const pair = { cert: await textIn(this.#certFile), key: await textIn(this.#keyFile) };
    const error = this.#tryOut(pair);
    if (error !== undefined) throw this.#refusal(error);
    this.#until = factsOf(pair.cert)?.until ?? Infinity;
    return pair;
  }

  trouble(now: number): string | undefined {
    if (this.#until - now > WARN_BEFORE_MS) return undefined;
    const day = new Date(this.#until).toISOString().slice(0, 10);
    return `the certificate in "${this.#certFile}" ${this.#until < now ? "ended" : "ends"} on ${day}`;
  }

  #refusal(cause: Error): CertificateTrouble {
    const { message } = cause;
    const [, isKey = false, reason = message] = FAULTS.find(([said]) => said.test(message)) ?? [];
    const path = isKey ? this.#keyFile : this.#certFile;
    return new CertificateTrouble(`Cannot use "${path}" for TLS: ${reason}`, { cause });
  }
}

/** The same as long as nobody writes the file, or puts another one in its place. */
async function stateOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtime } = await Deno.stat(path);
    return [dev, ino, size, mtime?.getTime()].join();
  } catch {
    return "unknown"; // reading it tells why
  }
}

async function textIn(path: string): Promise<string> {
  const refuse = (reason: string, cause?: unknown) =>
    new CertificateTrouble(`Cannot use "${path}" for TLS: ${reason}`, { cause });
  try {
    await demandShortFile(path, MAX_PEM_BYTES, refuse);
    return await Deno.readTextFile(path);
  } catch (error) {
    throw error instanceof CertificateTrouble ? error : refuse(reasonOf(error, REASONS), error);
  }
}
