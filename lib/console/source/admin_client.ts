/**
 * The admin door seen from outside: requests over TCP or a Unix socket, with the token on each of them.
 *
 * It uses no proxy, whatever the environment says, as long as `no_proxy.ts` has put those settings out of its way: a
 * console is often asked to look at this very machine.
 *
 * @module
 */

import { type Clock, within } from "../../runtime/clock.ts";
import { screenText } from "../../text/clean_text.ts";
import type { Endpoint } from "../settings/endpoint.ts";
import { ConnectionProblem, problemOf, throwBroken } from "../words/problem.ts";
import { parsedJson } from "./json_lines.ts";

/** How long nothing may come of an answer, in milliseconds; a server whose event loop is blocked is not given up sooner. */
export const ANSWER_MS = 15_000;

/** Most read of an answer that says no, in bytes, and most shown of it, in characters. */
const MAX_NO_BYTES = 4096, MAX_NO = 200;

/** Asks an admin door. Whoever makes it disposes it, which ends all requests. */
export class AdminClient implements Disposable {
  /** The door's address, as people read it. */
  readonly address: string;
  readonly #origin: string;
  readonly #token: string;
  readonly #http: Deno.HttpClient;
  readonly #clock: Clock;

  /** @param token sent with every request; empty for none */
  constructor(endpoint: Endpoint, token: string, clock: Clock) {
    this.address = endpoint.address;
    this.#origin = endpoint.kind === "tcp" ? endpoint.origin : "http://localhost";
    this.#token = token;
    this.#clock = clock;
    this.#http = Deno.createHttpClient(
      endpoint.kind === "tcp" ? {} : { proxy: { transport: "unix", path: endpoint.path } },
    );
  }

  /**
   * Makes a request; resolves with the head of its answer. Whoever asks reads the body to its end, or aborts.
   * @param body makes it a POST
   * @throws {ConnectionProblem} where there is no answer, or the answer is no
   */
  async ask(path: string, signal: AbortSignal, body?: object): Promise<Response> {
    const headers: Record<string, string> = this.#token === ""
      ? {}
      : { authorization: `Bearer ${this.#token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const late = new AbortController();
    const answer = fetch(`${this.#origin}${path}`, {
      client: this.#http,
      headers,
      redirect: "error",
      signal: AbortSignal.any([signal, late.signal]),
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    }).catch((error) => {
      throw new ConnectionProblem(problemOf(error), { cause: error });
    });
    if (!await within(this.#clock, ANSWER_MS, answer)) {
      late.abort();
      await answer.catch(() => {}); // aborted just now
      throw silent();
    }
    const response = await answer;
    if (!response.ok) throw await this.#no(response);
    return response;
  }

  /**
   * Makes a request and reads its answer as JSON.
   * @throws {ConnectionProblem} where there is no answer, it is no, breaks off, or is no JSON
   */
  async askJson(path: string, signal: AbortSignal, body?: object): Promise<unknown> {
    const response = await this.ask(path, signal, body);
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of this.#bodyOf(response)) text += decoder.decode(bytes, { stream: true });
    return text === "" ? undefined : parsedJson(text);
  }

  async #no(response: Response): Promise<ConnectionProblem> {
    const sentence = sentenceIn(await this.#beginningOf(response));
    if (response.status !== 401) {
      return new ConnectionProblem({ kind: "refused", status: response.status, sentence });
    }
    return new ConnectionProblem({ kind: this.#token === "" ? "no_token" : "wrong_token" });
  }

  /** The first bytes of an answer, as text; the rest is not waited for. */
  async #beginningOf(response: Response): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const bytes of this.#bodyOf(response)) {
        text += decoder.decode(bytes, { stream: true });
        if (text.length > MAX_NO_BYTES) break; // which cancels the body
      }
    } catch {
      // what came before it broke has to do
    }
    return text.slice(0, MAX_NO_BYTES);
  }

  /** The body of an answer, piece by piece. @throws {ConnectionProblem} where it breaks off, or nothing comes for too long */
  async *#bodyOf({ body }: Response): AsyncGenerator<Uint8Array> {
    const reader = body?.getReader();
    try {
      while (reader !== undefined) {
        const reading = reader.read().catch(throwBroken);
        if (!await within(this.#clock, ANSWER_MS, reading)) throw silent();
        const { value, done } = await reading;
        if (done) return;
        yield value;
      }
    } finally {
      await reader?.cancel().catch(() => {}); // broken already
    }
  }

  /** Lets go of all connections. May be repeated. */
  [Symbol.dispose](): void {
    try {
      this.#http.close();
    } catch {
      // closed before
    }
  }
}

function silent(): ConnectionProblem {
  return new ConnectionProblem({ kind: "silent", seconds: ANSWER_MS / 1000 });
}

/** What the door says in its JSON or in plain text: the first line, without the full stop. */
function sentenceIn(text: string): string {
  let said = text;
  try {
    said = String((JSON.parse(text) as { error?: unknown } | null)?.error ?? "");
  } catch {
    // plain text
  }
  return screenText(said.split("\n")[0]!, false).trim().replace(/\.$/, "").slice(0, MAX_NO);
}
