/**
 * Nodes of one chat for tests: real servers in processes of their own, on a real NATS server.
 *
 * @module
 */

import { DataFolder } from "./data_folder.ts";
import { ROOT } from "./folders.ts";
import type { Address } from "./guest.ts";
import { serverCommand } from "./journey.ts";
import type { NatsServer } from "./nats_server.ts";
import { ServerProcess } from "./server_process.ts";

/** One node; its folder outlives its process. */
export class TestNode implements Address, AsyncDisposable {
  readonly hostname = "127.0.0.1";
  readonly #command: readonly [string, ...string[]];
  readonly #folder: DataFolder;
  #process!: ServerProcess;
  port = 0;

  private constructor(command: readonly [string, ...string[]], folder: DataFolder) {
    this.#command = command;
    this.#folder = folder;
  }

  /** Starts one; resolves when it lets people in. */
  static async start(
    nats: NatsServer,
    name: string,
    { folder, flags = [], isAlone = false }: {
      readonly folder?: DataFolder;
      readonly flags?: readonly string[];
      /** Whether it knows of no bus. */
      readonly isAlone?: boolean;
    } = {},
  ): Promise<TestNode> {
    const data = folder ?? await DataFolder.make(), { host, port } = nats.address;
    const chat = ["--host=127.0.0.1", "--port=0", "--admin=none", "--greet-after-ms=0", "--ssh=off"];
    const bus = isAlone ? [] : [`--bus=nats://${host}:${port}`, `--node=${name}`];
    const command = [...serverCommand(), ...chat, `--data=${data.path}`, ...bus, ...flags] as const;
    const node = new TestNode([...command], data);
    await node.start();
    return node;
  }

  /** Starts it again, with what it kept. */
  async start(): Promise<void> {
    this.#process = await ServerProcess.start({ command: this.#command, folder: ROOT });
    this.port = await this.#process.port;
  }

  get process(): ServerProcess {
    return this.#process;
  }

  get folder(): DataFolder {
    return this.#folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}
