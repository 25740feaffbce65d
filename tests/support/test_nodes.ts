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
  readonly #own: DataFolder | undefined;
  #process!: ServerProcess;
  port = 0;

  private constructor(command: readonly [string, ...string[]], own?: DataFolder) {
    this.#command = command;
    this.#own = own;
  }

  /** Starts one; resolves when it lets people in. */
  static async start(nats: NatsServer, name: string, options: TestNodeOptions = {}): Promise<TestNode> {
    const own = options.folder === undefined ? await DataFolder.make() : undefined;
    const node = new TestNode(commandOf(nats, name, { ...options, folder: options.folder ?? own! }), own);
    await node.start();
    return node;
  }

  /** What one prints that cannot start. */
  static async output(nats: NatsServer, name: string, folder: DataFolder) {
    const [program, ...args] = commandOf(nats, name, { folder });
    const { code, stderr } = await new Deno.Command(program, { args, cwd: ROOT, stdin: "null" }).output();
    return { code, stderr: new TextDecoder().decode(stderr) };
  }

  /** Starts it again, with what it kept. */
  async start(): Promise<void> {
    this.#process = await ServerProcess.start({ command: this.#command, folder: ROOT });
    this.port = await this.#process.port;
  }

  get process(): ServerProcess {
    return this.#process;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
    await this.#own?.[Symbol.asyncDispose]();
  }
}

interface TestNodeOptions {
  /** Where it keeps what it keeps; a folder of its own unless given. */
  readonly folder?: DataFolder;
  /** Where it listens; a free port unless given. */
  readonly port?: number;
  readonly flags?: readonly string[];
  /** Whether it knows of no bus. */
  readonly isAlone?: boolean;
}

function commandOf(
  { address }: NatsServer,
  name: string,
  { folder, port = 0, flags = [], isAlone = false }: TestNodeOptions & { readonly folder: DataFolder },
): readonly [string, ...string[]] {
  const chat = ["--host=127.0.0.1", `--port=${port}`, "--admin=none", "--greet-after-ms=0", "--ssh=off"];
  const bus = isAlone ? [] : [`--bus=nats://${address.host}:${address.port}`, `--node=${name}`];
  return [...serverCommand(), ...chat, `--data=${folder.path}`, ...bus, ...flags];
}
