/**
 * An admin door that says what a test wants: over a real socket, TCP or Unix, one stream for every console.
 *
 * @module
 */

import {
  type Figures,
  type Hello,
  INSIDE_VERSION,
  type InsideLine,
  type Update,
} from "../../lib/observe/console_protocol.ts";
import { freePort } from "../support/free_port.ts";
import { type Endpoint, endpointOf } from "../../lib/console/settings/endpoint.ts";

/** Figures of a quiet server. */
export const FIGURES: Figures = {
  connections: 2,
  guests: 1,
  rooms: 1,
  linesIn: 10,
  linesOut: 20,
  cpuMs: 100,
  residentBytes: 50_000_000,
  troubles: [],
};

/** The hello of a server of our version. */
export function hello(overrides: Partial<Hello> = {}): Hello {
  return {
    kind: "hello",
    protocol: INSIDE_VERSION,
    version: "1.2.3",
    console: 7,
    updateMs: 500,
    retainMs: 60_000,
    startedAt: 1_000,
    ...overrides,
  };
}

/** An update in which nothing has changed. */
export function update(overrides: Partial<Update> = {}): Update {
  return {
    kind: "update",
    now: 61_000,
    dropped: 0,
    tasks: [],
    resources: [],
    gone: [],
    totals: { tasks: 0, resources: 0 },
    figures: FIGURES,
    ...overrides,
  };
}

/** A request that was made, as far as tests look at it. */
export interface Asked {
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

/** What a fake answers instead of what it would. */
export type Instead = (path: string, asked: Asked) => Response | Promise<Response> | undefined;

/** A fake admin door. Whoever starts it disposes it, which breaks all streams. */
export class FakeAdmin implements AsyncDisposable {
  /** Everything that was asked for, in order. */
  readonly asked: Asked[] = [];
  /** What it answers in the place of the usual. */
  instead: Instead = () => undefined;
  /** What every stream begins with. */
  first: readonly InsideLine[] = [hello()];
  readonly #server: Deno.HttpServer;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #asking = Promise.withResolvers<void>();

  /** A door on a free port, which another may have later, or on a Unix socket. */
  constructor(where: { readonly port?: number; readonly path?: string } = {}) {
    const handle = (request: Request) => this.#handle(request);
    const onListen = () => {};
    this.#server = where.path === undefined
      ? Deno.serve({ hostname: "127.0.0.1", port: where.port ?? freePort(), onListen }, handle)
      : Deno.serve({ path: where.path, onListen }, handle);
  }

  /** Where to connect to. */
  get endpoint(): Endpoint {
    const { addr } = this.#server;
    return endpointOf("port" in addr ? `127.0.0.1:${addr.port}` : `unix:${(addr as Deno.UnixAddr).path}`)!;
  }

  /** The port, where it has one. */
  get port(): number {
    return (this.#server.addr as Deno.NetAddr).port;
  }

  /** Sends text to every console that is connected. */
  say(text: string): void {
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(text));
  }

  /** Sends lines to every console that is connected. */
  send(...lines: readonly object[]): void {
    this.say(lines.map((line) => JSON.stringify(line) + "\n").join(""));
  }

  /** Ends all streams, as a server that stops does. */
  end(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  /** Resolves when `count` requests for a path have come. */
  async hears(path: string, count = 1): Promise<void> {
    while (this.asked.filter((asked) => asked.path === path).length < count) await this.#asking.promise;
  }

  async #handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const text = await request.text();
    const asked = {
      path: pathname,
      token: request.headers.get("authorization"),
      body: text === "" ? undefined : JSON.parse(text),
    };
    this.asked.push(asked);
    this.#asking.resolve();
    this.#asking = Promise.withResolvers();
    return await this.instead(pathname, asked) ?? this.#usual(pathname);
  }

  #usual(path: string): Response {
    if (path === "/console") return new Response(this.#stream());
    if (path.startsWith("/console/")) return new Response(null, { status: 204 });
    if (path === "/kick") return Response.json({ kicked: "anna" });
    if (path === "/snapshot") {
      const { protocol, version, startedAt } = hello();
      return Response.json({ ...update(), kind: "snapshot", protocol, version, startedAt });
    }
    return Response.json({ error: `There is nothing at ${path}.` }, { status: 404 });
  }

  #stream(): ReadableStream<Uint8Array> {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        const text = this.first.map((line) => JSON.stringify(line) + "\n").join("");
        if (text !== "") controller.enqueue(new TextEncoder().encode(text));
      },
      cancel: () => void this.#streams.delete(mine),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
    await this.#server.shutdown();
  }
}
