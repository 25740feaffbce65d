/**
 * Why there is no certificate, as one sentence for the operator: what is wrong, and what helps.
 *
 * @module
 */

import { cleanText } from "../../text/clean_text.ts";

/** Most letters of what an authority says. */
const MAX_DETAIL = 300;

/** How the kinds of RFC 8555 (6.7) begin. */
const PREFIX = "urn:ietf:params:acme:error:";

/** An order that failed. Its message is the end of a sentence. */
export class AcmeFailure extends Error {
  override readonly name = "AcmeFailure";
  /** How long the authority wants to be left alone, in milliseconds; 0 where it does not say. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    { retryAfterMs = 0, ...options }: ErrorOptions & { retryAfterMs?: number } = {},
  ) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** What an authority says went wrong: a problem document (RFC 7807), as far as it is one. */
export interface Problem {
  readonly type?: unknown;
  readonly detail?: unknown;
}

/** What it means for a name, by the end of its type. */
const MEANINGS: Readonly<Record<string, (name: string) => string>> = {
  dns: (name) =>
    `DNS has no address for ${name}: give it an A or AAAA record with the public address of this server`,
  connection: (name) =>
    `nothing answers at port 80 of ${name}: lead port 80 to this server, and open it in the firewall`,
  unauthorized: elsewhere,
  incorrectResponse: elsewhere,
  caa: (name) =>
    `a CAA record in DNS lets only other authorities sign for ${name}: change it, or tls-authority`,
  rateLimited: () =>
    "the authority has given too many certificates or seen too many failures: it asks to wait",
  rejectedIdentifier: (name) => `the authority signs nothing for ${name}: use a public name in tls-domain`,
  externalAccountRequired: () =>
    "the authority wants an account made on its own site: use another tls-authority",
  userActionRequired: () => "the authority has new terms: read them on its site",
  serverInternal: () => "the authority has a fault of its own",
};

function elsewhere(name: string): string {
  return `another server answers at port 80 of ${name}: its DNS records and its port 80 have to lead here`;
}

/** What a problem that an authority names means for a name. */
export function problemFailure(problem: Problem, name: string, retryAfterMs = 0): AcmeFailure {
  const type = String(problem.type ?? ""),
    detail = cleanText(String(problem.detail ?? "")).slice(0, MAX_DETAIL);
  const kind = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
  const meaning = Object.hasOwn(MEANINGS, kind) ? MEANINGS[kind]!(name) : "the authority refuses";
  return new AcmeFailure(detail === "" ? meaning : `${meaning} (it says: ${detail})`, { retryAfterMs });
}

/** Why a request found no authority. */
export function networkFailure(authority: string, error: unknown): AcmeFailure {
  const { message, cause } = error as Error; // Deno 2.9 says "fetch failed", and why in the cause
  const told = cause instanceof Error ? `${message} ${cause.message}` : message;
  return new AcmeFailure(`${new URL(authority).host} cannot be reached: ${obstacleIn(told)}`, {
    cause: error,
  });
}

function obstacleIn(text: string): string {
  if (/certificate/i.test(text)) {
    return "its own certificate is not trusted here (for an authority of your own, set DENO_CERT to its root's file)";
  }
  if (/dns error|lookup/i.test(text)) return "DNS does not know it, or there is no network";
  if (/refused/i.test(text)) return "nothing answers there";
  return "there is no network, or a firewall lets nothing out";
}
