/**
 * The fingerprint of the certificate that a server on these settings serves: people compare it with what their client shows.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { factsOf, fingerprintOf } from "../doors/tls/certificate_facts.ts";
import { ACME_FILE, acmeKeeping } from "../doors/tls/acme_file.ts";
import { OWN_FILE } from "../doors/tls/kept_pair.ts";
import { reasonOf } from "../runtime/reason.ts";
import { demandKept } from "./data_folder.ts";

/**
 * The fingerprint, and what it is of.
 * @throws {StartRefused} where there is no certificate
 */
export async function fingerprintSentence(config: Config): Promise<string> {
  const { data, tlsCert } = config;
  if (tlsCert === "") demandKept("look for the certificate in", data);
  const signed = tlsCert === "" ? await signedIn(config) : undefined;
  const path = tlsCert !== "" ? tlsCert : `${data}/${signed === undefined ? OWN_FILE : ACME_FILE}`;
  const hint = tlsCert === "" ? "; a server makes one when it is started with --data" : "";
  const cert = signed ?? await Deno.readTextFile(path).catch((cause) => {
    const reason = reasonOf(cause, { NotFound: `there is no such file${hint}` });
    throw new StartRefused(`Cannot read the certificate in "${path}": ${reason}`, { cause });
  });
  const fingerprint = await fingerprintOf(cert), facts = factsOf(cert);
  if (fingerprint === undefined || facts === undefined) {
    throw new StartRefused(`Cannot read the certificate in "${path}": it holds none in PEM`);
  }
  const day = new Date(facts.until).toISOString().slice(0, 10);
  return `${fingerprint} is the SHA-256 fingerprint of "${path}", which is good until ${day}`;
}

/** The certificate of the authority, where the settings name one and it is served. */
async function signedIn({ data, tlsDomain, tlsAuthority }: Config): Promise<string | undefined> {
  if (tlsDomain === "") return undefined;
  const { issued } = await acmeKeeping(data).read().catch(() => undefined) ?? {};
  if (issued?.authority !== tlsAuthority) return undefined;
  return (factsOf(issued.cert)?.until ?? 0) > Date.now() ? issued.cert : undefined;
}
