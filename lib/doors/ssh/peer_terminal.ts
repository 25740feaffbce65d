/**
 * The terminal of a client of SSH, as the client tells of it.
 *
 * @module
 */

import type { RemoteTerminal } from "../connection.ts";

/** What the name of a terminal looks like; every other name is none. */
const NAME = /^[\w.+-]{1,64}$/;

/** Most columns and rows: as telnet can tell. */
const MAX_CELLS = 65_535;

/** What is told of it. */
export interface TerminalTold {
  /** TERM, where it is told: with the first size. */
  readonly term?: string;
  readonly cols: number;
  readonly rows: number;
}

export class PeerTerminal implements RemoteTerminal {
  readonly name: string;
  #columns: number;
  #rows: number;
  #listener: ((columns: number, rows: number) => void) | undefined;

  constructor({ term = "", cols, rows }: TerminalTold) {
    this.name = NAME.test(term) ? term : "";
    this.#columns = Math.min(cols, MAX_CELLS);
    this.#rows = Math.min(rows, MAX_CELLS);
  }

  get columns(): number {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  onResize(listener: (columns: number, rows: number) => void): void {
    this.#listener = listener;
  }

  /** It has another size. */
  resize({ cols, rows }: TerminalTold): void {
    this.#columns = Math.min(cols, MAX_CELLS);
    this.#rows = Math.min(rows, MAX_CELLS);
    this.#listener?.(this.#columns, this.#rows);
  }
}
