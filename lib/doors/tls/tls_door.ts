/**
 * The way in for TLS. A guest who begins with its hello is forwarded to an inner port of this process that speaks it, and
 * the inside of that goes through an entrance like everybody else (docs/decisions/0021 has the reasons).
 *
 * Another certificate is another inner port: nobody's connection ends by it.
 *
 * @module
 */

import type { Background } from "../../runtime/background.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { BUSY_TLS } from "../busy.ts";
import type { Caller, Take } from "../connection.ts";
import { Entrance, type EntranceParts } from "../entrance.ts";
import { type SpareDescriptors, TOO_FEW } from "../spare_descriptors.ts";
import { turnAway } from "../turn_away.ts";
import type { KeyPair } from "./certificate.ts";
import { Forwarding } from "./forwarding.ts";
import { InnerPort } from "./inner_port.ts";
import type { InnerEnd, TlsNetwork } from "./tls_network.ts";

/** Descriptors that a guest takes here besides their own: both ends of the way to the inner port. */
const DESCRIPTORS = 2;

export interface TlsDoorParts extends EntranceParts {
  readonly network: TlsNetwork;
  readonly clock: Clock;
  readonly log: Log;
  readonly background: Background;
  /** What an authority that asks for a token at port 80 is answered. */
  readonly challenges: Map<string, string>;
  readonly spare: Pick<SpareDescriptors, "allow" | "demand">;
}

export class TlsDoor implements Disposable {
  readonly #parts: TlsDoorParts;
  readonly #agreeing = new Set<Forwarding>(); // those who are not inside yet
  readonly #ports = new Set<InnerPort>();
  #current: InnerPort | undefined; // for those who come now
  #isClosing = false;
  #trouble: string | undefined;

  constructor(parts: TlsDoorParts) {
    this.#parts = parts;
  }

  /** Whether there is a certificate to come in with. */
  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  /** Why nobody came in lately who should have, as the end of a sentence. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /**
   * Serves this certificate to all who come from now on.
   * @throws what `Deno.listenTls` throws; the one before goes on being served
   */
  serve(pair: KeyPair): void {
    const { network } = this.#parts;
    const next = new InnerPort(network.listen(pair), {
      ...this.#parts,
      onInside: (forwarding, end, protocol) => this.#letIn(forwarding, end, protocol),
    });
    this.#current?.retire();
    this.#current = next;
    for (const port of this.#ports) if (port.isClosed) this.#ports.delete(port);
    this.#ports.add(next);
  }

  /** Takes over somebody who begins with a hello. */
  readonly take: Take = (caller) => {
    const { background } = this.#parts;
    background.keep(this.#forward(caller), () => `TLS of ${caller.arrival.peer}`);
  };

  /** Nobody comes in any more; those who are inside live on. */
  [Symbol.dispose](): void {
    this.#isClosing = true;
    for (const port of this.#ports) port[Symbol.dispose]();
    for (const forwarding of this.#agreeing) forwarding.cut();
  }

  async #forward(caller: Caller): Promise<void> {
    const { activities, clock, deadlines, log, network } = this.#parts, port = this.#current;
    const forwarding = new Forwarding(caller, { clock, deadlines, drainMs: () => this.#drainMs });
    const reason = port === undefined || this.#isClosing ? "closed" : this.#refusal(forwarding);
    if (port === undefined || reason !== undefined) {
      log("warning", "Refused a connection from {peer}: {reason}", { peer: caller.arrival.peer, reason });
      await turnAway(caller, BUSY_TLS, clock);
      return forwarding.cut();
    }
    this.#agreeing.add(forwarding);
    forwarding.activity = activities.begin("reader", forwarding);
    const outer = await network.connect(port.port).catch((error) => this.#cannotReach(error as Error));
    if (outer === undefined) forwarding.cut();
    else await port.forward(outer, forwarding);
    this.#leave(forwarding);
  }

  /**
   * Why somebody is turned away, in a word or two for the log; undefined where they are not. Some of those for whom there is
   * no place come in: that is said inside, and whoever comes back to a seat may stay.
   */
  #refusal(forwarding: Forwarding): string | undefined {
    const { spare, tally, undecided } = this.#parts, { caller, caller: { ticket } } = forwarding;
    if (!spare.allow(DESCRIPTORS)) return TOO_FEW;
    if (ticket.kind === "place" || undecided.add(forwarding, caller)) return undefined;
    tally.refused(ticket);
    return ticket.kind;
  }

  #leave(forwarding: Forwarding): void {
    this.#agreeing.delete(forwarding);
    this.#parts.undecided.delete(forwarding);
  }

  #cannotReach({ message }: Error): undefined {
    this.#trouble = `the inner port cannot be reached: ${message}`;
    this.#parts.log("warning", "Cannot serve TLS: {reason}", { reason: this.#trouble });
  }

  #letIn(forwarding: Forwarding, end: InnerEnd, protocol: string | null): void {
    const { caller: { arrival, ticket } } = forwarding, { http } = this.#parts.doors;
    this.#leave(forwarding);
    if (forwarding.isOver) return end[Symbol.dispose](); // the peer left meanwhile, and their place is given back
    this.#trouble = undefined;
    const connection = forwarding.inside(end);
    const inside = { ...arrival, door: "tls", isEncrypted: true } as const;
    if (protocol === "http/1.1" && http !== undefined) {
      http({ connection, first: undefined, arrival: inside, ticket });
    } else new Entrance(connection, inside, this.#parts, { ticket }).begin();
  }

  /** How long what is on its way to a peer may take once the inside is closed. */
  get #drainMs(): number {
    return this.#isClosing ? 0 : this.#parts.config.farewellMs;
  }
}
