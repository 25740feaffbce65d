/**
 * A real NATS server for tests: Debian's, with a folder of its own for what it keeps; on a port of this machine, or of one
 * that is made up of namespaces.
 *
 * @module
 */

import type { NatsAddress } from "../../lib/runtime/nats_address.ts";
import { freePort } from "./free_port.ts";
import { outsideProgram, type OutsideTool } from "./outside_tool.ts";

/** Whether it is installed. */
export function natsThere(): Promise<OutsideTool> {
  return outsideProgram("nats-server", "nats-server");
}

/** Where a server runs. */
export interface NatsPlace {
  readonly host: string;
  readonly port: number;
  /** What runs a command there when it stands in front of it. */
  readonly within: readonly string[];
}

/** A server that may be killed, stopped, and started anew at the same place. */
export class NatsServer implements AsyncDisposable {
  readonly address: NatsAddress;
  readonly #folder: string;
  readonly #within: readonly string[];
  #process: Deno.ChildProcess | undefined;
  #complaints: Promise<void> = Promise.resolve();

  private constructor(folder: string, { host, port, within }: NatsPlace) {
    this.#folder = folder;
    this.#within = within;
    this.address = { host, port, isTls: false };
  }

  /**
   * Starts one; resolves when it is ready.
   * @param config more lines for its config file
   */
  static async start(config = "", place = here()): Promise<NatsServer> {
    const folder = await Deno.makeTempDir({ prefix: "chat-nats-" });
    const server = new NatsServer(folder, place);
    const lines = [
      `listen: ${place.host}:${place.port}`,
      `jetstream { store_dir: "${folder}/store", max_file: 200MB }`,
      config,
    ];
    await Deno.writeTextFile(`${folder}/nats.conf`, lines.join("\n"));
    await server.start();
    return server;
  }

  /** Starts it again, with what it kept. */
  async start(): Promise<void> {
    const [program, ...args] = [...this.#within, "nats-server", "-c", `${this.#folder}/nats.conf`];
    this.#process = new Deno.Command(program!, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#complaints = readUntilEnd(this.#process.stderr, "Server is ready", resolve, reject);
    await promise;
  }

  /** Its process id, while it runs. */
  get pid(): number {
    return this.#process!.pid;
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

  /** Keeps a copy of what it has, under a name; it must have been killed. */
  async remember(name = "copy"): Promise<void> {
    await copyFolder(`${this.#folder}/store`, `${this.#folder}/${name}`);
  }

  /** Has what it had then; it must have been killed. */
  async putBack(name = "copy"): Promise<void> {
    await Deno.remove(`${this.#folder}/store`, { recursive: true });
    await copyFolder(`${this.#folder}/${name}`, `${this.#folder}/store`);
  }

  /** Whether some text stands in what it keeps on disk. */
  async holds(text: string): Promise<boolean> {
    const sought = new TextEncoder().encode(text);
    for await (const bytes of filesUnder(`${this.#folder}/store`)) {
      for (let at = bytes.indexOf(sought[0]!); at >= 0; at = bytes.indexOf(sought[0]!, at + 1)) {
        if (sought.every((byte, i) => bytes[at + i] === byte)) return true;
      }
    }
    return false;
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

/** This machine, for nobody else. */
function here(): NatsPlace {
  return { host: "127.0.0.1", port: freePort(), within: [] };
}

async function* filesUnder(folder: string): AsyncGenerator<Uint8Array> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesUnder(path);
    else yield await Deno.readFile(path).catch(() => new Uint8Array()); // it may just be gone
  }
}
