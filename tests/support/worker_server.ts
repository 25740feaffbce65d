/**
 * A server with several workers, in a process of its own, for tests: people are placed on the worker that a test wants.
 *
 * @module
 */

import { assert } from "@std/assert";
import { ROOT } from "./folders.ts";
import { type Address, Guest, WELCOME } from "./guest.ts";
import { serverCommand } from "./journey.ts";
import { ServerProcess } from "./server_process.ts";

/** Most connections that are tried until one is on the worker that is wanted: the system spreads them by chance. */
const MAX_TRIES = 60;

export class WorkerServer implements Address, AsyncDisposable {
  readonly hostname = "127.0.0.1";
  readonly port: number;
  readonly process: ServerProcess;
  readonly #doors: readonly string[];
  readonly #misplaced: Guest[] = [];

  private constructor(process: ServerProcess, port: number) {
    this.process = process;
    this.port = port;
    this.#doors = Array.from(process.output.matchAll(/Admin door on (\S+)/g), ([, address]) => address!);
  }

  static async start(flags: readonly string[], workers = "2"): Promise<WorkerServer> {
    const process = await ServerProcess.start({ command: commandOf(flags, workers), folder: ROOT });
    return new WorkerServer(process, await process.port);
  }

  /** What one prints that cannot start. */
  static async output(flags: readonly string[], workers = "2") {
    const [program, ...args] = commandOf(["--admin=none", ...flags], workers);
    const { code, stderr } = await new Deno.Command(program, { args, cwd: ROOT, stdin: "null" }).output();
    return { code, stderr: new TextDecoder().decode(stderr) };
  }

  /** What the admin door of the main thread answers, or that of a worker, by their order in the log. */
  async ask(path: string, body?: unknown, door = 0): Promise<string> {
    const json = { "content-type": "application/json" };
    const post = { method: "POST", headers: json, body: JSON.stringify(body) };
    const answer = await fetch(`http://${this.#doors[door]}${path}`, body === undefined ? {} : post);
    return await answer.text();
  }

  /** Somebody who is connected to a worker of that number, counted from 1, and was welcomed. */
  async connect(worker: number): Promise<Guest> {
    for (let i = 0; i < MAX_TRIES; i++) {
      const before = await this.#connections(), guest = await Guest.connect(this);
      await guest.hears(WELCOME); // it is accepted
      if ((await this.#connections())[worker - 1]! > before[worker - 1]!) return guest;
      this.#misplaced.push(guest);
    }
    throw new Error(`No connection came to worker ${worker}`);
  }

  /** Somebody who is in by a worker. */
  async join(worker: number, name: string): Promise<Guest> {
    const guest = await this.connect(worker);
    await guest.say(name);
    await guest.hearUntil(`Hello ${name}`);
    return guest;
  }

  async #connections(): Promise<number[]> {
    const metrics = await this.ask("/metrics");
    const counts = [...metrics.matchAll(/^chat_worker_connections\{worker="\d+"\} (\d+)$/gm)];
    assert(counts.length > 1, metrics);
    return counts.map(([, count]) => Number(count));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const guest of this.#misplaced) await guest[Symbol.asyncDispose]();
    await this.process[Symbol.asyncDispose]();
  }
}

function commandOf(flags: readonly string[], workers: string): readonly [string, ...string[]] {
  const isGiven = (name: string) => flags.some((flag) => flag.startsWith(`--${name}=`));
  const usual = { host: "127.0.0.1", port: "0", admin: "127.0.0.1:0", workers };
  const others = Object.entries(usual).filter(([name]) => !isGiven(name));
  return [...serverCommand(), ...others.map(([name, value]) => `--${name}=${value}`), ...flags];
}
