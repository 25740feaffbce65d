/**
 * A certificate with its key in one file of the data folder: so they are replaced together, or not at all. Only the
 * server's user can read it.
 *
 * @module
 */

import { reasonOf } from "../../runtime/reason.ts";
import type { KeyPair } from "./certificate.ts";
import { writeSecret } from "../secret_file.ts";
import { CertificateTrouble } from "./certificate_source.ts";

/** The file with the certificate that the server makes for itself. */
export const OWN_FILE = "tls.pem";

/** Most bytes of such a file, or of one that the operator names: a chain of ten certificates has 20,000. */
export const MAX_PEM_BYTES = 262_144;

/** The pair in a file; undefined where there is no such file. @throws {CertificateTrouble} where it cannot be read */
export async function readPair(path: string): Promise<KeyPair | undefined> {
  try {
    const text = await Deno.readTextFile(path);
    return { cert: text, key: text };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new CertificateTrouble(`Cannot read "${path}": ${reasonOf(error)}`, { cause: error });
  }
}

/** Writes it at once, or not at all. @throws {SecretNotWritten} where it cannot be written */
export async function writePair(folder: string, name: string, { cert, key }: KeyPair): Promise<void> {
  await writeSecret(folder, name, cert + key);
}
