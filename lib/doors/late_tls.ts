/**
 * TLS before it is there: it is loaded when the server has opened its doors, and whoever comes earlier waits for that. Where
 * it cannot be had, the chat tells them; where no file can be opened to load it, they are told in TLS.
 *
 * @module
 */

import type { Timer } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Caller, Take } from "./connection.ts";
import type { CertificateSource } from "./tls/certificate_source.ts";
import type { OpenTls } from "./tls/open_tls.ts";
import type { SourceParts } from "./tls/sources.ts";
import type { TlsDoorParts } from "./tls/tls_door.ts";
import type { TlsNetwork } from "./tls/tls_network.ts";
import { BUSY_TLS } from "./busy.ts";
import { OutOfDescriptors, toldOf, TOO_FEW } from "./spare_descriptors.ts";
import { turnAway } from "./turn_away.ts";

/** How long the start is over before TLS is loaded, in milliseconds: it takes the processor from the first guests. */
const START_MS = 100;

/**
 * Makes sure that the certificate that the settings name can be served, or asked for.
 * @throws {StartRefused}
 */
export async function demandCertificate(config: Config, network: TlsNetwork): Promise<void> {
  if (config.tlsDomain === "" && (config.tls === "off" || config.tlsCert === "" && config.tlsKey === "")) {
    return;
  }
  await (await import("./tls/sources.ts")).demandSource(config, network);
}

/** Makes what gives certificates, and tells of new ones. */
export type CertificateSourceFor = (parts: SourceParts) => Promise<CertificateSource>;

export interface LateTlsParts extends TlsDoorParts {
  /** By the settings unless given. */
  readonly source?: CertificateSourceFor | undefined;
}

export class LateTls implements Disposable {
  readonly #parts: LateTlsParts;
  #opening: Promise<OpenTls | undefined> | undefined;
  #open: OpenTls | undefined;
  #isClosing = false;
  #failure: string | undefined;
  #isBusy = false; // it was not loaded for a lack of descriptors
  #start: Timer | undefined;

  constructor(parts: LateTlsParts) {
    this.#parts = parts;
  }

  /** Begins to open it a moment later, or when somebody wants it sooner. */
  beginSoon(): void {
    this.#start = this.#parts.clock.after(START_MS, () => this.begin());
  }

  /** Begins to open it. May be repeated. */
  begin(): void {
    if (this.#opening !== undefined || this.#isClosing) return;
    const opening = this.#opening = this.#load();
    this.#parts.background.keep(this.#forgetFailed(opening), () => "the opening of TLS");
  }

  /** Takes over somebody who begins with a hello. */
  readonly take: Take = (caller) => {
    if (this.#open?.door.isOpen) return this.#open.door.take(caller);
    this.begin();
    this.#parts.background.keep(this.#wait(caller), () => `TLS of ${caller.arrival.peer}`);
  };

  /** Looks for another certificate; resolves when it is served. */
  async reload(): Promise<void> {
    await this.#open?.keeper.look(true);
  }

  /** What the operator has to know, in sentences: why there is no TLS; or what is wrong although there is. */
  condition(): { readonly troubles: readonly string[]; readonly notes: readonly string[] } {
    const all = [this.#failure, ...this.#open?.keeper.troubles() ?? []]
      .filter((text) => text !== undefined).map((text) => `TLS: ${text}`);
    return this.#open?.door.isOpen ? { troubles: [], notes: all } : { troubles: all, notes: [] };
  }

  /** Nobody comes in any more; those who are inside live on. */
  [Symbol.dispose](): void {
    this.#isClosing = true;
    this.#start?.cancel();
    this.#open?.[Symbol.dispose]();
  }

  async #load(): Promise<OpenTls | undefined> {
    const { spare, log } = this.#parts;
    try {
      spare.demand();
      const open = this.#open = await (await import("./tls/open_tls.ts")).openTls(this.#parts);
      if (this.#isClosing) open[Symbol.dispose]();
      this.#failure = undefined;
      return open;
    } catch (error) {
      this.#failure = `it cannot be loaded: ${(error as Error).message}`;
      this.#isBusy = error instanceof OutOfDescriptors;
      log("warning", "No TLS, all else goes on: {error}", { error: toldOf(error) });
    }
  }

  /** Whoever comes next has it tried again where that failed. */
  async #forgetFailed(opening: Promise<OpenTls | undefined>): Promise<void> {
    if (await opening === undefined && this.#opening === opening) this.#opening = undefined;
  }

  async #wait(caller: Caller): Promise<void> {
    const { door } = await this.#opening ?? {}, { clock, doors, log } = this.#parts;
    if (door?.isOpen) return door.take(caller);
    if (!this.#isBusy) return doors.chat(caller);
    await turnAway(caller, BUSY_TLS, clock);
    log("warning", "Refused a connection from {peer}: {reason}", {
      peer: caller.arrival.peer,
      reason: TOO_FEW,
    });
  }
}
