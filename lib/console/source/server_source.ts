/**
 * A running server as a source: follows its stream, and tells it what the console wants, one request after the other in
 * the order they were asked for.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { OutboxDump } from "../../observe/console_protocol.ts";
import type { AdminClient } from "./admin_client.ts";
import { Hitched } from "../words/problem.ts";
import type { Link } from "../words/screen_types.ts";
import type { Sentences } from "../words/sentences.ts";
import type { Answer, Source, SourceAsk } from "./source.ts";
import { follow, type Listener } from "./stream.ts";

const NOTHING: Answer = { kind: "nothing" };

/** A server behind its admin door. */
export class ServerSource implements Source {
  readonly link: Link;
  readonly #client: AdminClient;
  readonly #clock: Clock;
  readonly #sentences: Sentences;
  #console: number | undefined; // how this console is called on the connection that is live
  #asked: Promise<unknown> = Promise.resolve();

  /** A source; nothing is connected yet. */
  constructor(client: AdminClient, clock: Clock, sentences: Sentences) {
    this.link = { kind: "connecting", address: client.address };
    this.#client = client;
    this.#clock = clock;
    this.#sentences = sentences;
  }

  /** Follows until the signal aborts. */
  follow(listener: Listener, signal: AbortSignal): Promise<void> {
    return follow({
      client: this.#client,
      clock: this.#clock,
      sentence: this.#sentences.hitch,
      listener: {
        told: (sentence, isBad) => listener.told(sentence, isBad),
        heard: (line) => {
          if (line.kind === "hello") this.#console = line.console;
          listener.heard(line);
        },
        linked: (link) => {
          if (link.kind !== "live") this.#console = undefined;
          listener.linked(link);
        },
      },
    }, signal);
  }

  /** Asks the server, after what was asked for before. */
  ask(ask: SourceAsk, signal: AbortSignal): Promise<Answer> {
    const answer = this.#asked.then(() => this.#ask(ask, signal));
    this.#asked = answer.catch(() => {}); // who asked is told
    return answer;
  }

  async #ask(ask: SourceAsk, signal: AbortSignal): Promise<Answer> {
    const id = this.#console;
    if (id === undefined) {
      // A wish is told again on the next connection.
      return ask.kind === "wish" ? NOTHING : this.#told(this.#sentences.isOffline, true);
    }
    try {
      return await this.#answered(ask, id, signal);
    } catch (error) {
      if (!(error instanceof Hitched)) throw error;
      const { hitch } = error;
      // The server's own words need none around them: there is no task 12.
      const reason = hitch.kind === "refused" && hitch.sentence !== ""
        ? hitch.sentence
        : this.#sentences.hitch(hitch);
      return signal.aborted ? NOTHING : this.#told(this.#sentences.notDone(reason), true);
    }
  }

  async #answered(ask: SourceAsk, id: number, signal: AbortSignal): Promise<Answer> {
    switch (ask.kind) {
      case "wish":
        await this.#client.askJson(`/console/${id}`, signal, ask.wish);
        return NOTHING;
      case "kick": {
        const answer = await this.#client.askJson("/kick", signal, { id: ask.id });
        const { kicked } = answer as { kicked?: unknown };
        return this.#told(this.#sentences.kicked(String(kicked ?? ask.id)), false);
      }
      case "dump": {
        const dump = await this.#client.askJson(`/outbox/${ask.resource}`, signal) as Partial<OutboxDump>;
        if (!Array.isArray(dump?.pieces) || dump.filling === undefined) {
          throw new Hitched({ kind: "no_update" });
        }
        return { kind: "dump", dump: dump as OutboxDump };
      }
      default:
        return ask satisfies never;
    }
  }

  #told(sentence: string, isBad: boolean): Answer {
    return { kind: "told", sentence, isBad };
  }
}
