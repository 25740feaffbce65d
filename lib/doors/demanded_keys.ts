/**
 * By which keys a server is known: what its settings say of that has to be possible before its doors open, and before a
 * server that runs takes over settings with which the next start would fail.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import { demandHostKey } from "./late_host_key.ts";
import { demandCertificate } from "./late_tls.ts";
import type { TlsNetwork } from "./tls/tls_network.ts";

/** The settings that say so, and what those need. */
const SETTINGS = [
  "tls",
  "tlsCert",
  "tlsKey",
  "tlsDomain",
  "ssh",
  "sshHostKey",
  "web",
  "greetAfterMs",
] as const;

/** @throws {StartRefused} where a certificate or a host key that the settings name cannot be served, or asked for */
export async function demandKeys(config: Config, network: TlsNetwork): Promise<void> {
  await demandCertificate(config, network);
  await demandHostKey(config);
}

/**
 * The same of settings that take the place of those that were given before; what they leave as it was is looked at elsewhere.
 * @throws {StartRefused}
 */
export async function demandNewKeys(next: Config, given: Config, network: TlsNetwork): Promise<void> {
  if (SETTINGS.some((key) => next[key] !== given[key])) await demandKeys(next, network);
}
