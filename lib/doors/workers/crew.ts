/**
 * All workers of a server, as the main thread sees them: started together, told and asked together.
 *
 * @module
 */

import { drainingOf, type OtherThreads } from "../../admin/other_threads.ts";
import type { Log } from "../../runtime/log.ts";
import { messageOf } from "../../runtime/reason.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { Calls } from "./calls.ts";
import { type Begin, LedgerEnd, type LogLine } from "./messages.ts";

/** A thread that can be ended: a `Worker`, or a double of it. */
export interface Thread {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export interface CrewParts {
  /** Starts a thread of that name, which will ask for what it begins with. */
  readonly spawn: (name: string) => Thread;
  /** Has a worker take part in the ledger. */
  readonly attach: (end: LedgerEnd) => void;
  /** What the worker of that number begins with, from now on. @throws {StartRefused} where it cannot be known now */
  readonly beginOf: (name: string, number: number) => Begin;
  /** Gives the SSH host key of all. */
  readonly hostKey: () => Promise<unknown>;
  readonly log: Log;
}

interface Worker {
  readonly calls: Calls;
  readonly thread: Thread;
  readonly drained: Promise<void>;
  /** Whether it lets people in, or has. */
  isServing: boolean;
  /** How many connections it had lately. */
  readers: number;
}

export class Crew implements OtherThreads {
  readonly #parts: CrewParts;
  readonly #workers: Worker[] = [];
  readonly #failed = Promise.withResolvers<string>();

  constructor(parts: CrewParts) {
    this.#parts = parts;
  }

  /** Resolves with a sentence where one of them cannot go on: then none can. */
  get failed(): Promise<string> {
    return this.#failed.promise;
  }

  /** How many connections the worker has that has the most, about a second ago. */
  get readers(): number {
    return Math.max(0, ...this.#workers.map(({ readers }) => readers));
  }

  /** Starts so many; resolves when all of them let people in. @throws {StartRefused} where one cannot */
  async start(count: number): Promise<void> {
    const listening = Array.from({ length: count }, (_, i) => this.#start(i + 1));
    await Promise.all(listening);
  }

  /** Tells all something. */
  tell(what: string, about: unknown): void {
    for (const { calls } of this.#workers) calls.tell(what, about);
  }

  /** Asks all that let people in something; the answers of those that give one. */
  async ask<T>(what: string, about?: unknown): Promise<T[]> {
    const serving = this.#workers.filter(({ isServing }) => isServing);
    const answers = await Promise.allSettled(serving.map(({ calls }) => calls.ask<T>(what, about)));
    return answers.flatMap((it) => it.status === "fulfilled" && it.value !== undefined ? [it.value] : []);
  }

  measures: OtherThreads["measures"] = () => this.ask("measures");
  readiness: OtherThreads["readiness"] = () => this.ask("readiness");
  drain: OtherThreads["drain"] = () => this.ask("drain");

  /** Resolves when all have drained. */
  async drained(): Promise<void> {
    await Promise.all(this.#workers.map(({ drained }) => drained));
  }

  /** Has all say goodbye; resolves when they have. */
  async stop(): Promise<void> {
    await this.ask("stop");
  }

  /** Ends their threads. */
  end(): void {
    for (const { thread, calls } of this.#workers) {
      calls.end("it is stopped");
      thread.terminate();
    }
  }

  #start(number: number): Promise<void> {
    const { spawn, attach, beginOf, hostKey, log } = this.#parts, name = `worker ${number}`;
    const listening = Promise.withResolvers<void>(), drained = Promise.withResolvers<void>();
    const thread = spawn(name), end = new LedgerEnd(() => calls);
    const fail = (reason: string) => {
      listening.reject(new StartRefused(`Cannot start ${name}: ${reason}`));
      this.#failed.resolve(`${name}: ${reason}`);
    };
    const calls: Calls = new Calls(thread, {
      begin() {
        try {
          const begin = beginOf(name, number);
          attach(end); // it hears from now on
          return begin;
        } catch (error) {
          fail(messageOf(error)); // and its thread waits until it is ended
          return new Promise(() => {});
        }
      },
      ledger: (message) => end.heard(message),
      log: (line: LogLine) => log(...line),
      hostKey,
      readers: (count: number) => void (worker.readers = count),
      listening() {
        worker.isServing = true;
        listening.resolve();
      },
      drain: async () => drainingOf(await this.drain()), // somebody asked this one: it drains with all others
      drained: () => drained.resolve(),
      refused: fail,
      failed: fail,
    });
    thread.onerror = (event) => {
      event.preventDefault(); // or the process would end without a word to anybody
      log("error", "Bug in {name}: {error}", { name, error: event.message });
      calls.end(event.message);
      fail("it has ended by a bug, which was logged");
      drained.resolve();
    };
    const worker = { calls, thread, drained: drained.promise, isServing: false, readers: 0 };
    this.#workers.push(worker);
    return listening.promise;
  }
}
