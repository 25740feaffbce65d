/**
 * Where a certificate comes from: the operator's files, one that the server makes for itself, or an authority.
 *
 * @module
 */

import type { KeyPair } from "./certificate.ts";

/** Gives the certificate that is to be served, and another one when its time has come. */
export interface CertificateSource {
  /** How the log calls it: `of your own ("cert.pem")`, `signed by itself`; undefined where it is told of elsewhere. */
  readonly name: string | undefined;
  /**
   * What is to be served, if it is another one than last time; undefined where that stays. Asked at the start, every
   * minute, and when the settings are read again; never twice at once. It must not take long: everybody who comes with TLS
   * at the start waits for it.
   * @param now the time of day, in milliseconds since 1970
   * @param isAsked by the operator: what can be looked up is looked up again
   * @throws {CertificateTrouble} where there is none; the last one goes on being served
   */
  next(now: number, isAsked: boolean): Promise<KeyPair | undefined>;
  /** What the operator has to know, as the end of a sentence; undefined where all is well. */
  trouble(now: number): string | undefined;
  /** Ends what it does besides. */
  [Symbol.dispose]?(): void;
}

/** Tells why a pair cannot be served, in the runtime's words; undefined where it can be, or where the network is to blame. */
export type TryOut = (pair: KeyPair) => Error | undefined;

/** Why a certificate cannot be had or served: one sentence for the operator. */
export class CertificateTrouble extends Error {
  override readonly name = "CertificateTrouble";
}
