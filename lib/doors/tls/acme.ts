/**
 * The certificate of `tls-domain`, put together with what is real. It is loaded where that is set, and nowhere else.
 *
 * @module
 */

import { NO_FOLDER } from "../../runtime/config.ts";
import { acmeKeeping } from "./acme_file.ts";
import { AUTHORITY } from "./acme_order.ts";
import { AcmeSource, type AcmeSourceParts } from "./acme_source.ts";

export type AcmeParts = Omit<AcmeSourceParts, "authority" | "keeping">;

/** @param data the data folder, or `none` */
export function acmeSource(data: string, parts: AcmeParts): AcmeSource {
  if (data === NO_FOLDER) {
    parts.log(
      "warning",
      "The TLS certificate for tls-domain is kept in memory only, as data is none: each start orders another one, and authorities limit that (Let's Encrypt: 5 a week)",
    );
  }
  return new AcmeSource({ ...parts, authority: AUTHORITY, keeping: acmeKeeping(data) });
}
