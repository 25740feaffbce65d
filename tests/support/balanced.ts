/**
 * HAProxy with examples/haproxy.cfg, in front of two nodes that are made up: each tells its name and what the header of
 * the connection says, and answers the balancer's probes.
 *
 * @module
 */

import { ROOT } from "./folders.ts";
import { freePort } from "./free_port.ts";

/** How long the balancer may take for anything, in milliseconds. */
const PATIENCE_MS = 15_000;
const TOKEN = "0123456789abcdef";

/** What a newcomer met. */
export interface Met {
  readonly node: string;
  /** The address that the node was told. */
  readonly heard: string;
}

/** A node as the balancer sees it. */
class MadeUpNode implements AsyncDisposable {
  isReady = true;
  readonly #door = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #probed: Deno.HttpServer<Deno.NetAddr>;
  readonly #name: string;
  readonly #welcoming: Promise<void>;
  #isThere = true;

  constructor(name: string) {
    this.#name = name;
    this.#probed = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url, headers }) => {
      const isAsked = new URL(url).pathname === "/readyz" &&
        headers.get("Authorization") === `Bearer ${TOKEN}`;
      return new Response(null, { status: !isAsked ? 401 : this.isReady ? 200 : 503 });
    });
    this.#welcoming = this.#welcome();
  }

  /** Where it is, as a line of the balancer's file has it. */
  get place(): string {
    return `127.0.0.1:${this.#door.addr.port} port ${this.#probed.addr.port}`;
  }

  /** Resolves when its port refuses whoever comes. */
  async leave(): Promise<void> {
    if (this.#isThere) this.#door.close();
    this.#isThere = false;
    await this.#welcoming;
  }

  async #welcome(): Promise<void> {
    for await (const connection of this.#door) {
      const header = new Uint8Array(28), length = await connection.read(header);
      const address = length === 28 && header[12] === 0x21 ? header.slice(16, 20).join(".") : "no header";
      await connection.write(new TextEncoder().encode(`${this.#name} ${address}`));
      connection.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
    await this.#probed.shutdown();
  }
}

/** Both, and the balancer. */
export class Balanced implements AsyncDisposable {
  readonly berlin = new MadeUpNode("berlin");
  readonly lisbon = new MadeUpNode("lisbon");
  readonly #port = freePort();
  #program: Deno.ChildProcess | undefined;
  #reading: Promise<void> | undefined;
  #said = "";
  #hears = () => {};

  /**
   * Resolves when it runs.
   * @param probeMs how often it asks whether the nodes are ready, in milliseconds
   */
  static async start({ probeMs = 300 } = {}): Promise<Balanced> {
    const balanced = new Balanced(), { berlin, lisbon } = balanced;
    const example = await Deno.readTextFile(new URL("examples/haproxy.cfg", ROOT));
    const file = await Deno.makeTempFile({ prefix: "chat-haproxy-" });
    await Deno.writeTextFile(
      file,
      example.replace(/maxconn \d+/, "maxconn 100").replace("bind :8080", `bind 127.0.0.1:${balanced.#port}`)
        .replace("timeout connect 1s", "timeout connect 15s\n  timeout check 15s") // the machine may be busy
        .replace("port 8081 inter 2s", `inter ${probeMs}`)
        .replaceAll("berlin:8080", berlin.place).replaceAll("lisbon:8080", lisbon.place),
    );
    balanced.#program = new Deno.Command("haproxy", {
      args: ["-W", "-db", "-f", file],
      env: { CHAT_ADMIN_TOKEN: TOKEN },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    balanced.#reading = balanced.#read(balanced.#program.stderr);
    await balanced.says("Loading success");
    await Deno.remove(file);
    return balanced;
  }

  /** Resolves when its log has this text. */
  async says(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const patience = setTimeout(() => reject(new Error(`the balancer never said "${text}"`)), PATIENCE_MS);
    this.#hears = () => this.#said.includes(text) && resolve();
    this.#hears();
    await promise.finally(() => clearTimeout(patience));
  }

  /** Somebody comes; who meets nobody in time goes away. */
  async come(): Promise<Met> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: this.#port });
    const patience = setTimeout(() => connection.close(), PATIENCE_MS);
    const said = await new Response(connection.readable).text().finally(() => clearTimeout(patience));
    const [node, heard] = said.split(" ");
    return { node: node!, heard: heard ?? "nothing" };
  }

  async #read(log: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const text of log.pipeThrough(new TextDecoderStream())) {
      this.#said += text;
      this.#hears();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#program?.kill("SIGTERM");
    await this.#reading;
    await this.#program?.status;
    await Promise.all([this.berlin[Symbol.asyncDispose](), this.lisbon[Symbol.asyncDispose]()]);
  }
}
