/**
 * Which certificate is served, by the settings.
 *
 * @module
 */

import type { Config } from "../../runtime/config.ts";
import type { Log } from "../../runtime/log.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { CertificateFiles } from "./certificate_files.ts";
import type { KeyPair } from "./certificate.ts";
import { type CertificateSource, CertificateTrouble } from "./certificate_source.ts";
import { type TlsNetwork, tryOut } from "./tls_network.ts";
import { machineName, SelfSigned } from "./self_signed.ts";

export interface SourceParts {
  readonly config: Config;
  readonly network: TlsNetwork;
  readonly log: Log;
}

export function sourceFor({ config, network, log }: SourceParts): CertificateSource {
  const { data, host, tlsNames, tlsCert, tlsKey } = config;
  const tryOutThere = (pair: KeyPair) => tryOut(network, pair);
  if (tlsCert !== "") return new CertificateFiles(tlsCert, tlsKey, tryOutThere);
  return new SelfSigned({ data, host, tlsNames, tryOut: tryOutThere, log, machine: machineName });
}

/**
 * Makes sure that the operator's own certificate can be served; nothing else keeps a server from starting.
 * @throws {StartRefused}
 */
export async function demandFiles(
  { tlsCert, tlsKey, tlsDomain }: Config,
  network: TlsNetwork,
): Promise<void> {
  const [given, missing] = tlsKey === "" ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  if (tlsCert === "" || tlsKey === "") {
    throw new StartRefused(
      `Cannot use ${given} without ${missing}: name both files (one that holds both may be named twice)`,
    );
  }
  if (tlsDomain !== "") {
    throw new StartRefused("Cannot use tls-cert and tls-domain together: leave out one of them");
  }
  try {
    await new CertificateFiles(tlsCert, tlsKey, (pair) => tryOut(network, pair)).next(0, true);
  } catch (cause) {
    throw cause instanceof CertificateTrouble ? new StartRefused(cause.message, { cause }) : cause;
  }
}
