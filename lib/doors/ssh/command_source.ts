/**
 * One command instead of lines. What comes from the client is not read: it may be a file of any size.
 *
 * @module
 */

import { NO_TERMINAL } from "../../terminal/terminal.ts";
import type { Caller, Lines } from "../connection.ts";
import { commandSaid } from "./said_before.ts";

export class CommandSource implements Lines {
  readonly terminal = NO_TERMINAL; // nothing is typed
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  onArrival(wake: () => void): void {
    wake();
  }

  open(): ReadableStream<string> {
    const { login } = this.#caller;
    return ReadableStream.from(login === undefined ? [] : [commandSaid(login)]);
  }

  leave(): void {}

  drop(): void {
    this.#caller.connection[Symbol.dispose]();
  }
}
