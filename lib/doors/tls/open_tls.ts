/**
 * TLS at the one address, put together. It is loaded when the doors are open: nobody waits for a certificate.
 *
 * @module
 */

import { CertificateKeeper } from "./certificate_keeper.ts";
import type { CertificateSource } from "./certificate_source.ts";
import { sourceFor, type SourceParts } from "./sources.ts";
import { TlsDoor, type TlsDoorParts } from "./tls_door.ts";

export interface OpenTls extends Disposable {
  readonly door: TlsDoor;
  readonly keeper: CertificateKeeper;
}

export interface OpenTlsParts extends TlsDoorParts {
  /** What gives certificates; by the settings unless given. */
  readonly source?: ((parts: SourceParts) => Promise<CertificateSource>) | undefined;
}

/** Opens it; where that cannot be done, it is tried again every minute. */
export async function openTls(parts: OpenTlsParts): Promise<OpenTls> {
  const door = new TlsDoor(parts);
  const onNews = () => parts.background.keep(keeper.look(false), () => "the look at a new TLS certificate");
  const source = await (parts.source ?? sourceFor)({ ...parts, onNews });
  const keeper = new CertificateKeeper({ ...parts, source, door });
  await keeper.look(true);
  return {
    door,
    keeper,
    [Symbol.dispose]() {
      source[Symbol.dispose]?.();
      keeper[Symbol.dispose]();
      door[Symbol.dispose]();
    },
  };
}
