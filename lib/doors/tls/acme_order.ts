/**
 * Orders a certificate from an ACME authority (RFC 8555), by HTTP-01. The only file that knows `acme-client`; it is loaded
 * where `tls-domain` is set, and nowhere else.
 *
 * `acme-client` speaks the protocol and signs; requests and waits are made here: its own waits have timers that nobody can
 * end, and it retries a limited request for as long as the authority says.
 *
 * @module
 */

import { type Authorization, axios, Client, crypto, type Order } from "acme-client";
import { type Clock, pause } from "../../runtime/clock.ts";
import { jsonObject } from "../../text/json_object.ts";
import { AcmeFailure, networkFailure, problemFailure } from "./acme_failure.ts";
import type { KeyPair } from "./certificate.ts";

/** First and longest wait between two looks at an order, in milliseconds. */
const MIN_LOOK_MS = 250, MAX_LOOK_MS = 5000;

/** Most names of a certificate of Let's Encrypt. */
export const MAX_NAMES = 100;

/** Most bytes of an answer: a chain of certificates has some thousand. */
const MAX_ANSWER_BYTES = 262_144;

/** What an authority says where a request is to be made once more. */
const BAD_NONCE = "urn:ietf:params:acme:error:badNonce";

export interface CertificateOrder {
  /** The authority's directory. */
  readonly authority: string;
  /** PEM; the authority knows this server by it. */
  readonly accountKey: string;
  /** DNS names, one at least. */
  readonly names: readonly string[];
  /** What the authority is answered when it asks for a token at port 80; filled for as long as it may ask. */
  readonly challenges: Map<string, string>;
  readonly clock: Clock;
  /** Ends the order. */
  readonly signal: AbortSignal;
}

/** What an authority can be asked. */
export interface Authority {
  /** A new key for {@linkcode CertificateOrder.accountKey}. */
  newAccountKey(): Promise<string>;
  /** Throws an AcmeFailure where there is no certificate, or the reason of the signal. */
  certificate(order: CertificateOrder): Promise<KeyPair>;
}

/** The real ones. */
export const AUTHORITY: Authority = { newAccountKey, certificate };

async function newAccountKey(): Promise<string> {
  return String(await crypto.createPrivateEcdsaKey());
}

async function certificate(wanted: CertificateOrder): Promise<KeyPair> {
  const { authority, accountKey, names, challenges: answers } = wanted;
  axios.defaults.adapter = (config) => send(config, wanted);
  const client = new Client({ directoryUrl: authority, accountKey });
  await client.createAccount({ termsOfServiceAgreed: true });
  const order = await client.createOrder({ identifiers: names.map((value) => ({ type: "dns", value })) });
  using asked = new DisposableStack();
  for (const { status, identifier, challenges } of await client.getAuthorizations(order)) {
    if (status === "valid") continue; // it has seen lately whose the name is
    const challenge = challenges.find(({ type }) => type === "http-01");
    if (challenge === undefined) {
      throw new AcmeFailure(`the authority does not offer to ask ${identifier.value} at port 80`);
    }
    if (answers.size >= MAX_NAMES) {
      throw new AcmeFailure("the authority asks about more names than there are");
    }
    answers.set(challenge.token, await client.getChallengeKeyAuthorization(challenge));
    asked.defer(() => void answers.delete(challenge.token)); // it asks several times, from several places
    await client.completeChallenge(challenge);
  }
  await until(async () => (await client.getAuthorizations(order)).every(isProven), wanted);
  const key = String(await crypto.createPrivateEcdsaKey());
  const [, request] = await crypto.createCsr({ altNames: [...names] }, key);
  let signed = await client.finalizeOrder(order, request);
  await until(async () => isSigned(signed) || isSigned(signed = await client.getOrder(order)), wanted);
  return { cert: await client.getCertificate(signed), key };
}

/** Whether the authority knows whose the name is. Throws an AcmeFailure where it was not convinced. */
function isProven({ status, identifier, challenges }: Authorization): boolean {
  if (status === "pending" || status === "valid") return status === "valid";
  const { error } = challenges.find(({ error }) => error !== undefined) ?? {};
  throw problemFailure(error ?? {}, identifier.value);
}

function isSigned({ status, error, identifiers }: Order): boolean {
  if (status === "invalid") {
    throw problemFailure(
      error ?? {},
      identifiers.map(({ value }) => value).join(", "),
    );
  }
  return status === "valid";
}

/** Looks again and again, less and less often. */
async function until(isDone: () => Promise<boolean>, { clock, signal }: CertificateOrder): Promise<void> {
  for (let waitMs = MIN_LOOK_MS; !await isDone(); waitMs = Math.min(waitMs * 2, MAX_LOOK_MS)) {
    await pause(clock, waitMs, signal);
    signal.throwIfAborted();
  }
}

/** One request, as axios wants it made. */
type Sent = Parameters<Extract<typeof axios.defaults.adapter, (...args: never) => unknown>>[0];

/** Sends a request. Throws an AcmeFailure where there is no answer, or one that is a problem. */
async function send(config: Sent, { authority, names, signal }: CertificateOrder) {
  const { url, method, headers, data } = config;
  const response = await fetch(url!, {
    method: method!.toUpperCase(),
    headers: { ...headers.toJSON(true) } as Record<string, string>,
    body: data ?? null,
    signal,
  }).catch((error) => {
    throw signal.aborted ? signal.reason : networkFailure(authority, error);
  });
  const { status, statusText } = response, text = await textOf(response);
  if (status >= 400) {
    const problem = jsonObject(text) ?? {};
    if (problem["type"] !== BAD_NONCE) { // with that one it asks again by itself
      throw problemFailure(
        { detail: `${status} ${statusText}`, ...problem },
        names.join(", "),
        retryAfterOf(response),
      );
    }
  }
  return { config, data: text, status, statusText, headers: Object.fromEntries(response.headers) };
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "", bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new AcmeFailure("the authority sends more than any certificate has");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** In milliseconds; 0 where it says nothing, or names a date. */
function retryAfterOf({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after"));
  return seconds > 0 ? seconds * 1000 : 0;
}
