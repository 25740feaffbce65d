/**
 * The one certificate of all threads. The main thread has it from where the settings say; workers are told of it.
 *
 * @module
 */

import { messageOf } from "../../runtime/reason.ts";
import { type CertificateSource, CertificateTrouble } from "../tls/certificate_source.ts";
import type { KeyPair } from "../tls/certificate.ts";
import type { SourceParts } from "../tls/sources.ts";
import type { Certificate } from "./messages.ts";

/** In the main thread: the source of the settings, which has others told of what it gives. */
export async function toldSource(
  parts: SourceParts,
  tell: (certificate: Certificate) => void,
): Promise<CertificateSource> {
  const source = await (await import("../tls/sources.ts")).sourceFor(parts);
  return {
    get name() {
      return source.name;
    },
    async next(now, isAsked) {
      try {
        const pair = await source.next(now, isAsked);
        if (pair !== undefined) tell({ pair });
        return pair;
      } catch (error) {
        tell({ trouble: messageOf(error) });
        throw error;
      }
    },
    trouble: (now) => source.trouble(now),
    [Symbol.dispose]: () => source[Symbol.dispose]?.(),
  };
}

/** In a worker: gives what it was told last. Whoever comes before anything was told waits for it. */
export class CommonCertificate {
  readonly #isTold = Promise.withResolvers<void>();
  #pair: KeyPair | undefined;
  #trouble: string | undefined; // while there was no pair
  #onNews: () => void = () => {};

  tell(certificate: Certificate): void {
    if ("pair" in certificate) this.#pair = certificate.pair;
    else this.#trouble = certificate.trouble;
    this.#isTold.resolve();
    this.#onNews();
  }

  /** Gives it, as a source. Only the main thread tells the operator of it. */
  readonly source = ({ onNews }: Pick<SourceParts, "onNews">): Promise<CertificateSource> => {
    this.#onNews = onNews;
    let served: KeyPair | undefined;
    return Promise.resolve({
      name: undefined,
      next: async () => {
        await this.#isTold.promise;
        if (this.#pair === undefined) throw new CertificateTrouble(this.#trouble!);
        if (this.#pair === served) return undefined;
        return served = this.#pair;
      },
      trouble: () => undefined,
    });
  };
}
