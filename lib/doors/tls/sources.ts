/**
 * Which certificate is served, by the settings.
 *
 * @module
 */

import type { Config } from "../../runtime/config.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import type { AcmeParts } from "./acme.ts";
import { CertificateFiles } from "./certificate_files.ts";
import type { KeyPair } from "./certificate.ts";
import { type CertificateSource, CertificateTrouble } from "./certificate_source.ts";
import { type TlsNetwork, tryOut } from "./tls_network.ts";
import { machineName, SelfSigned } from "./self_signed.ts";

export interface SourceParts
  extends Pick<AcmeParts, "challenges" | "clock" | "log" | "background" | "onNews"> {
  readonly config: Config;
  readonly network: TlsNetwork;
}

/** @returns the source; whoever asks it disposes it */
export async function sourceFor({ config, network, ...parts }: SourceParts): Promise<CertificateSource> {
  const { data, host, tlsNames, tlsCert, tlsKey, tlsDomain, tlsAuthority: directory } = config;
  const tryOutThere = (pair: KeyPair) => tryOut(network, pair);
  if (tlsCert !== "") return new CertificateFiles(tlsCert, tlsKey, tryOutThere);
  const common = { ...parts, data, tryOut: tryOutThere }, names = domainsIn(tlsDomain);
  const own = new SelfSigned({ ...common, host, tlsNames: `${tlsNames},${tlsDomain}`, machine: machineName });
  if (names.length === 0) return own;
  const { acmeSource } = await import("./acme.ts");
  return acmeSource(data, { ...common, names, directory, fallback: own });
}

/** The names of a list with commas, each once. */
export function domainsIn(list: string): string[] {
  const names = list.split(",").map((name) => name.trim().toLowerCase()).filter((name) => name !== "");
  return [...new Set(names)];
}

/**
 * Makes sure that the certificate of the settings can be served, or asked for; nothing else of TLS keeps a server from
 * starting.
 * @throws {StartRefused}
 */
export async function demandSource(config: Config, network: TlsNetwork): Promise<void> {
  const { tlsCert, tlsKey, tlsDomain } = config;
  const hasFiles = tlsCert !== "" || tlsKey !== "";
  if (domainsIn(tlsDomain).length > 0) return demandAnswers(config, hasFiles);
  if (hasFiles) await demandFiles(config, network);
}

/** An authority asks by HTTP, and its certificate is for TLS. */
function demandAnswers({ tls, web, greetAfterMs }: Config, hasFiles: boolean): void {
  const others = {
    "tls off": tls === "off",
    "web off": web === "off",
    "greet-after-ms 0": greetAfterMs === 0,
  };
  const [obstacle] = Object.entries({ "tls-cert": hasFiles, ...others }).find(([, isSet]) => isSet) ?? [];
  if (obstacle === undefined) return;
  throw new StartRefused(
    `Cannot use tls-domain with ${obstacle}: an authority's certificate needs TLS and HTTP on this port, and no other; leave out one of them`,
  );
}

async function demandFiles({ tlsCert, tlsKey }: Config, network: TlsNetwork): Promise<void> {
  const [given, missing] = tlsKey === "" ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  if (tlsCert === "" || tlsKey === "") {
    throw new StartRefused(
      `Cannot use ${given} without ${missing}: name both files (one that holds both may be named twice)`,
    );
  }
  try {
    await new CertificateFiles(tlsCert, tlsKey, (pair) => tryOut(network, pair)).next(0, true);
  } catch (cause) {
    throw cause instanceof CertificateTrouble ? new StartRefused(cause.message, { cause }) : cause;
  }
}
