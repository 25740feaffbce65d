/**
 * What keeps the door from being opened, in one sentence that says what to do.
 *
 * @module
 */

import { isIpAddress } from "../runtime/admin_address.ts";
import type { Config } from "../runtime/config.ts";
import type { Reasons } from "../runtime/reason.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { addressText } from "../text/address.ts";

/** By the name that Deno gives the error. */
const REASONS: Reasons = {
  AddrInUse: "the port is in use, choose another with --port or stop the program that uses it",
  AddrNotAvailable: "this machine has no such address, --host takes one of its own or 0.0.0.0 for all",
  NotCapable: "the program was started without --allow-net",
  PermissionDenied: "permission denied, as for most ports below 1024; use a higher port, such as --port 8080",
};

/** The refusal for an error; undefined where the error is a bug. */
export function doorRefusal({ host, port }: Config, error: unknown): StartRefused | undefined {
  if (!(error instanceof Error) || error instanceof StartRefused) return undefined;
  const reason = REASONS[error.name] ?? reasonFor(host, error);
  if (reason === undefined) return undefined;
  return new StartRefused(`Cannot listen on ${addressText(host, port)}: ${reason}`, { cause: error });
}

function reasonFor(host: string, error: Error): string | undefined {
  if ("code" in error && error.code === "EINVAL" && isIpAddress(host)) {
    return "the system does not accept this address; a link-local one needs its network too, such as fe80::1%eth0";
  }
  return /lookup|resolve|invalid|Could not|name or service/i.test(error.message)
    ? "the host name is not known, --host takes an address of this machine"
    : undefined;
}
