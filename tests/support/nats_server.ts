/**
 * A real NATS server for tests: Debian's, on a port of this machine, with a folder of its own for what it keeps.
 *
 * @module
 */

import type { NatsAddress } from "../../lib/runtime/nats_address.ts";
import { outsideProgram, type OutsideTool } from "./outside_tool.ts";

/** Whether it is installed. */
export function natsThere(): Promise<OutsideTool> {
  return outsideProgram("nats-server", "nats-server");
}

/** A server that may be killed, stopped, and started anew at the same place. */
export class NatsServer implements AsyncDisposable {
  readonly address: NatsAddress;
  readonly #folder: string;
  #process: Deno.ChildProcess | undefined;
  #complaints: Promise<void> = Promise.resolve();

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.address = { host: "127.0.0.1", port, isTls: false };
  }

  /**
   * Starts one; resolves when it is ready.
   * @param config more lines for its config file
   */
  static async start(config = ""): Promise<NatsServer> {
    const folder = await Deno.makeTempDir({ prefix: "chat-nats-" });
    const server = new NatsServer(folder, freePort());
    const lines = [
      `listen: 127.0.0.1:${server.address.port}`,
      `jetstream { store_dir: "${folder}/store", max_file: 200MB }`,
      config,
    ];
    await Deno.writeTextFile(`${folder}/nats.conf`, lines.join("\n"));
    await server.start();
    return server;
  }

  /** Starts it again, with what it kept. */
  async start(): Promise<void> {
    this.#process = new Deno.Command("nats-server", {
      args: ["-c", `${this.#folder}/nats.conf`],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#complaints = readUntilEnd(this.#process.stderr, "Server is ready", resolve, reject);
    await promise;
  }

  /** Ends it on the spot, as `kill -9` does. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    process?.kill("SIGKILL");
    await process?.status;
    await this.#complaints;
  }

  /** It stands still, with its connections. */
  freeze(): void {
    this.#process!.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process!.kill("SIGCONT");
  }

  /** Keeps a copy of what it has; it must have been killed. */
  async remember(): Promise<void> {
    await copyFolder(`${this.#folder}/store`, `${this.#folder}/copy`);
  }

  /** Has what it had then; it must have been killed. */
  async putBack(): Promise<void> {
    await Deno.remove(`${this.#folder}/store`, { recursive: true });
    await copyFolder(`${this.#folder}/copy`, `${this.#folder}/store`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

async function readUntilEnd(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  wanted: string,
  found: () => void,
  missed: (error: Error) => void,
): Promise<void> {
  let text = "";
  for await (const part of bytes.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes(wanted)) found();
  }
  missed(new Error(`nats-server ended: ${text}`));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** A port that nobody listens on now. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
