/**
 * The certificate for the names of `tls-domain`, from an ACME authority: kept in the data folder, and renewed in time. An
 * order goes on beside everything else. Until there is one, and after its end, the server's own certificate is served.
 * What fails is tried again later and later.
 *
 * @module
 */

import type { Background } from "../../runtime/background.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { reasonOf } from "../../runtime/reason.ts";
import { AcmeFailure } from "./acme_failure.ts";
import type { AcmeKeeping, Kept } from "./acme_file.ts";
import type { Authority } from "./acme_order.ts";
import type { KeyPair } from "./certificate.ts";
import { factsOf } from "./certificate_facts.ts";
import type { CertificateSource, TryOut } from "./certificate_source.ts";

const MINUTE_MS = 60_000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS;

/** How long before its end a certificate is renewed, in milliseconds; one for a short time has its last third instead. */
const RENEW_BEFORE_MS = 30 * DAY_MS;

/**
 * First and longest wait after a failure, in milliseconds; each is twice the one before. Let's Encrypt takes five failures
 * an hour for a name: these are four in the first hour, and one a day in the end.
 */
const MIN_RETRY_MS = 5 * MINUTE_MS, MAX_RETRY_MS = DAY_MS;

/** Shortest time between two certificates: one that is always due must not use up what an authority allows. */
const REST_MS = DAY_MS;

/** Longest time for an order, in milliseconds, and what is said after it. */
const ORDER_MS = 5 * MINUTE_MS, TOO_LATE = "the authority did not finish within 5 minutes";

export interface AcmeSourceParts {
  /** DNS names, one at least. */
  readonly names: readonly string[];
  /** The directory of the authority. */
  readonly directory: string;
  readonly authority: Authority;
  /** What the authority is answered, by token. */
  readonly challenges: Map<string, string>;
  readonly keeping: AcmeKeeping;
  /** Serves where the authority's certificate cannot. */
  readonly fallback: CertificateSource;
  readonly tryOut: TryOut;
  readonly clock: Clock;
  readonly log: Log;
  readonly background: Background;
  /** Called when {@linkcode AcmeSource.next} has something new to say. */
  readonly onNews: () => void;
}

/** A certificate of the authority. */
interface Signed extends KeyPair {
  /** Times of day. */
  readonly until: number;
  readonly renewAt: number;
}

export class AcmeSource implements CertificateSource, Disposable {
  readonly #parts: AcmeSourceParts;
  readonly #ending = new AbortController();
  #kept: Kept | undefined;
  #signed: Signed | undefined;
  #own: KeyPair | undefined; // of the fallback
  #served: KeyPair | undefined; // what was given last
  #isBegun = false;
  #isOrdering = false;
  #nextAt = -Infinity; // no order before, as the clock goes
  #retryMs = MIN_RETRY_MS;
  #failure: string | undefined; // of the last order

  constructor(parts: AcmeSourceParts) {
    this.#parts = parts;
  }

  get name(): string | undefined {
    const { fallback, names, directory } = this.#parts, signed = this.#signed;
    if (signed === undefined || this.#served !== signed) return fallback.name;
    return `for ${names.join(", ")}, signed by ${new URL(directory).host} until ${dayOf(signed.until)}`;
  }

  async next(now: number, isAsked: boolean): Promise<KeyPair | undefined> {
    if (!this.#isBegun) await this.#readKept(now);
    this.#isBegun = true;
    if (isAsked && this.#failure !== undefined) this.#forgive();
    this.#orderInTime(now);
    const isGood = this.#signed !== undefined && this.#signed.until > now;
    const wanted = isGood
      ? this.#signed
      : this.#own = await this.#parts.fallback.next(now, isAsked) ?? this.#own;
    if (wanted === this.#served) return undefined;
    return this.#served = wanted;
  }

  trouble(now: number): string | undefined {
    if (this.#failure === undefined) return undefined;
    const names = this.#parts.names.join(", "), { until } = this.#signed ?? {};
    if (until === undefined) return `no certificate for ${names}: ${this.#failure}`;
    const ends = until > now ? "ends" : "ended";
    return `the certificate for ${names} ${ends} on ${
      dayOf(until)
    }, and there is no new one: ${this.#failure}`;
  }

  /** Ends the order that goes on. */
  [Symbol.dispose](): void {
    this.#ending.abort();
  }

  async #readKept(now: number): Promise<void> {
    const { keeping, log, directory } = this.#parts;
    try {
      const { issued } = this.#kept = await keeping.read() ?? {};
      if (issued?.authority === directory) this.#signed = this.#checked(issued, now);
    } catch (error) {
      const reason = reasonOf(error);
      log("warning", "The certificate that was kept is of no use ({reason}); ordering another one", {
        reason,
      });
    }
  }

  /** Throws an AcmeFailure where it cannot be served. */
  #checked(pair: KeyPair, now: number): Signed {
    const { names, tryOut } = this.#parts, facts = factsOf(pair.cert);
    if (facts === undefined) throw new AcmeFailure("it is no certificate");
    const { from, until } = facts, other = names.find((name) => !facts.isFor(name));
    if (other !== undefined) throw new AcmeFailure(`it is not for ${other}`);
    if (until <= now) throw new AcmeFailure(`it was good until ${dayOf(until)}`);
    const fault = tryOut(pair);
    if (fault !== undefined) throw new AcmeFailure(`it cannot be served: ${fault.message}`);
    return { ...pair, until, renewAt: renewAt(from, until) };
  }

  /** The operator asks for another try: what was wrong may be mended. */
  #forgive(): void {
    this.#nextAt = -Infinity;
    this.#retryMs = MIN_RETRY_MS;
  }

  #orderInTime(now: number): void {
    const { clock, background } = this.#parts, { renewAt = -Infinity } = this.#signed ?? {};
    if (this.#isOrdering || this.#ending.signal.aborted) return;
    if (now < renewAt || clock.now() < this.#nextAt) return;
    this.#isOrdering = true;
    background.keep(this.#order(), () => "the order of a TLS certificate");
  }

  async #order(): Promise<void> {
    const { clock, onNews } = this.#parts, ending = this.#ending.signal, late = new AbortController();
    const timer = clock.after(ORDER_MS, () => late.abort(new AcmeFailure(TOO_LATE)));
    try {
      await this.#renew(AbortSignal.any([ending, late.signal]));
      this.#failure = undefined;
      this.#retryMs = MIN_RETRY_MS;
      this.#nextAt = clock.now() + REST_MS;
    } catch (error) {
      if (!ending.aborted) this.#failed(error);
    } finally {
      timer.cancel();
      this.#isOrdering = false;
    }
    if (!ending.aborted) onNews();
  }

  async #renew(signal: AbortSignal): Promise<void> {
    const { names, directory, authority, challenges, clock, log } = this.#parts;
    log("info", "Ordering a TLS certificate for {names} from {host}, which will ask for it at port 80", {
      names: names.join(", "),
      host: new URL(directory).host,
    });
    const { accountKey = await authority.newAccountKey() } = this.#kept ?? {};
    if (this.#kept?.accountKey === undefined) await this.#keep({ accountKey });
    const order = { authority: directory, accountKey, names, challenges, clock, signal };
    const pair = await authority.certificate(order);
    this.#signed = this.#checked(pair, clock.time());
    await this.#keep({ accountKey, issued: { ...pair, authority: directory } });
  }

  async #keep(kept: Kept): Promise<void> {
    this.#kept = kept;
    try {
      await this.#parts.keeping.write(kept);
    } catch (error) {
      const reason = reasonOf(error);
      this.#parts.log("warning", "The TLS certificate and its keys are in memory only: {reason}", { reason });
    }
  }

  #failed(error: unknown): void {
    const { clock, log } = this.#parts, isKnown = error instanceof AcmeFailure;
    const waitMs = Math.min(Math.max(this.#retryMs, isKnown ? error.retryAfterMs : 0), MAX_RETRY_MS);
    this.#failure = isKnown ? error.message : `the authority answers oddly: ${reasonOf(error)}`;
    this.#nextAt = clock.now() + waitMs;
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS);
    log("info", "No TLS certificate was signed; the next try is in {wait}, or at once after SIGHUP", {
      wait: waitText(waitMs),
    });
  }
}

/** When a certificate that begins and ends then is renewed; all are times of day. */
export function renewAt(from: number, until: number): number {
  return until - Math.min(RENEW_BEFORE_MS, (until - from) / 3);
}

/** A time of day as its day. */
function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function waitText(ms: number): string {
  return ms < 2 * HOUR_MS ? `${Math.ceil(ms / MINUTE_MS)} minutes` : `${Math.ceil(ms / HOUR_MS)} hours`;
}
