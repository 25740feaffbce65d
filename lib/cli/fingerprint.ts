/**
 * The fingerprints of the certificate and of the SSH host key of a server on these settings: people compare them with what
 * their client shows.
 *
 * @module
 */

import { type Config, NO_FOLDER } from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { factsOf, fingerprintOf } from "../doors/tls/certificate_facts.ts";
import { ACME_FILE, acmeKeeping } from "../doors/tls/acme_file.ts";
import { OWN_FILE } from "../doors/tls/kept_pair.ts";
import { HOST_KEY_FILE, HostKeyTrouble, readHostKey } from "../doors/ssh/host_key.ts";
import { reasonOf } from "../runtime/reason.ts";
import { demandKept } from "./data_folder.ts";

/**
 * A sentence for each fingerprint: of the certificate, and of the host key. A server that never served one of them has
 * made none.
 * @throws {StartRefused} where there is neither, or one that cannot be read
 */
export async function fingerprintSentences(config: Config): Promise<string[]> {
  const { data, tlsCert, sshHostKey } = config;
  if (tlsCert === "" && sshHostKey === "") {
    demandKept("look for the certificate and the SSH host key in", data);
  }
  const all = [await certificateSentence(config), await hostKeySentence(config)];
  const sentences = all.filter((sentence) => sentence !== undefined);
  if (sentences.length > 0) return sentences;
  throw new StartRefused(
    `Cannot read the certificate in "${data}/${OWN_FILE}": there is no such file; a server makes one when it is started with --data`,
  );
}

/** Undefined where there is no key. */
async function hostKeySentence({ data, sshHostKey }: Config): Promise<string | undefined> {
  if (sshHostKey === "" && data === NO_FOLDER) return undefined;
  const path = sshHostKey !== "" ? sshHostKey : `${data}/${HOST_KEY_FILE}`;
  try {
    const { fingerprint } = await readHostKey(path);
    return `${fingerprint} is the fingerprint of the SSH host key in "${path}"`;
  } catch (cause) {
    if (!(cause instanceof HostKeyTrouble)) throw cause;
    if (sshHostKey === "" && cause.cause instanceof Deno.errors.NotFound) return undefined;
    throw new StartRefused(cause.message, { cause });
  }
}

/** Undefined where the server has made none. */
async function certificateSentence(config: Config): Promise<string | undefined> {
  const { data, tlsCert } = config;
  if (tlsCert === "" && data === NO_FOLDER) return undefined;
  const signed = tlsCert === "" ? await signedIn(config) : undefined;
  const path = tlsCert !== "" ? tlsCert : `${data}/${signed === undefined ? OWN_FILE : ACME_FILE}`;
  const cert = signed ?? await Deno.readTextFile(path).catch((cause) => {
    if (tlsCert === "" && cause instanceof Deno.errors.NotFound) return undefined;
    throw new StartRefused(`Cannot read the certificate in "${path}": ${reasonOf(cause)}`, { cause });
  });
  if (cert === undefined) return undefined;
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
