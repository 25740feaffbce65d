/**
 * One node of the chat on a machine of its own: started, killed, stopped and started again, with its folder.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import type { Address } from "../support/guest.ts";
import { serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";
import { EVERYBODY, type Place } from "./network.ts";
import type { Kept } from "./notes.ts";

const PORT = 8080;

/** How a node is started. */
export interface NodeOptions {
  readonly place: Place;
  readonly flags: readonly string[];
  /** How many workers it has; it is one thread unless given. */
  readonly workers?: number;
  /** How large its disk is, in KiB; without it, the disk of this machine. */
  readonly diskKib?: number;
}

export class ChaosNode implements AsyncDisposable {
  readonly place: Place;
  readonly address: Address;
  readonly #options: NodeOptions;
  readonly #folder: DataFolder;
  #process!: ServerProcess;

  private constructor(options: NodeOptions, folder: DataFolder) {
    this.place = options.place;
    this.address = { hostname: options.place.address, port: PORT };
    this.#options = options;
    this.#folder = folder;
  }

  /** Starts one with an empty folder; resolves when it lets people in. */
  static async start(options: NodeOptions): Promise<ChaosNode> {
    const { diskKib } = options;
    const folder = diskKib === undefined ? await DataFolder.make() : await DataFolder.onSmallDisk(diskKib);
    const node = new ChaosNode(options, folder!);
    await node.start();
    return node;
  }

  get name(): string {
    return this.place.name;
  }

  /** How many threads people come to. */
  get doors(): number {
    return this.#options.workers ?? 1;
  }

  /** Where it keeps what it keeps. */
  get folder(): string {
    return this.#folder.path;
  }

  /** The process that runs, or ran last. */
  get process(): ServerProcess {
    return this.#process;
  }

  /** Starts it again, with what it kept. */
  async start(): Promise<void> {
    const { place: { within, address }, flags, workers = 1 } = this.#options;
    const chat = [`--host=${address}`, `--port=${PORT}`, "--admin=none", "--greet-after-ms=0", "--ssh=off"];
    const all = [...chat, `--data=${this.folder}`, `--workers=${workers}`, ...flags];
    const [program, ...args] = [...within, ...serverCommand(), ...all, `--trusted-networks=${EVERYBODY}`];
    this.#process = await ServerProcess.start({ command: [program!, ...args], folder: ROOT });
  }

  /** Ends it on the spot, as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#process.end("SIGKILL");
  }

  /** It stands still, with its connections. */
  freeze(): void {
    Deno.kill(this.#process.pid, "SIGSTOP");
  }

  thaw(): void {
    Deno.kill(this.#process.pid, "SIGCONT");
  }

  /** What it has kept so far, the oldest line first. */
  async history(): Promise<readonly Kept[]> {
    const [program, ...server] = serverCommand();
    const args = [...server, "export", "--format=jsonl", `--data=${this.folder}`];
    const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd: ROOT }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const lines = new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line)).map(({ id, name, text }) => ({ id, name, text }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}
