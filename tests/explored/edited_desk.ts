/**
 * Somebody at a terminal whose lines the server edits, in a model: every write to it is a step that takes all of the bytes or
 * a part of them, and every key is one.
 *
 * 1. What leaves the row of the input upwards are whole lines, in the order in which they were asked for.
 * 2. What is written is text, and sequences that a terminal knows; there is one write in flight.
 * 3. At most one new look of the input is waiting to be written.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { ConnectionTerminal } from "../../lib/doors/connection_terminal.ts";
import type { FanOut } from "../../lib/delivery/fan_out.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import type { Event } from "../../lib/model/event.ts";
import { KeyEditor } from "../../lib/terminal/key_editor.ts";
import { type EditorHost, NO_COMPLETION } from "../../lib/terminal/editor_host.ts";
import { LineEditor } from "../../lib/terminal/line_editor.ts";
import { type ByteTarget, SocketWriter } from "../../lib/wire/socket_writer.ts";
import { TypedInput } from "../../lib/wire/typed_input.ts";
import type { World } from "../explorer/mod.ts";
import { LastRow } from "../support/last_row.ts";
import { PROGRAM } from "./stage.ts";

const PERSON: Dialect = { ...PROGRAM, json: false, lineEnd: "\r\n" };

const HOST: EditorHost = {
  prompt: () => "> ",
  shown: (line) => `me: ${line}`,
  isSecret: () => false,
  complete: () => NO_COMPLETION,
};

const encoder = new TextEncoder();

/** The sentence about lines that were skipped. */
const SKIPPED = /^(\d+) lines? (?:was|were) skipped/;

export class EditedDesk {
  readonly reader: Reader;
  /** What the person said. */
  readonly said: string[] = [];
  /** Lines that are to be shown, in order. */
  readonly due: string[] = [];
  /** Lines that were shown. */
  readonly shown: string[] = [];
  /** How many were told to be missing. */
  skipped = 0;
  readonly row: LastRow;
  readonly #fanOut: FanOut;
  readonly #terminal: ConnectionTerminal;
  readonly #input: TypedInput;
  #redraws = 0; // asked for since the last frame

  readonly #minPartBytes: number;

  /**
   * Somebody whose lines are edited already.
   * @param minPartBytes the shortest write of which a part may be taken, in bytes
   */
  constructor(world: World, fanOut: FanOut, minPartBytes: number) {
    this.#fanOut = fanOut;
    this.#minPartBytes = minPartBytes;
    this.row = new LastRow((line) => this.#see(line));
    const writer = new SocketWriter(this.#target(world));
    this.reader = fanOut.seat(writer, PERSON, { peer: "ann", door: "stage", isEncrypted: false });
    const { outbox } = this.reader, answer = outbox.answer.bind(outbox);
    outbox.answer = (bytes) => {
      if (bytes.length === 0) assert(++this.#redraws <= 1, "two new looks of an input wait");
      answer(bytes);
    };
    const terminal = this.#terminal = new ConnectionTerminal(this.reader, writer, () => {});
    terminal.expect();
    this.#input = new TypedInput(1000, new LineEditor(1000), {
      make: (maxLineBytes, news) => new KeyEditor(maxLineBytes, HOST, news),
      news: terminal,
      onEditor: (editor) => terminal.use(editor),
      onPlain() {},
    });
    world.always(() => {
      assertEquals(this.row.unclean, undefined);
      if (this.skipped === 0) {
        assertEquals(this.shown, this.due.slice(0, this.shown.length), "lines are whole, in order");
      }
    });
  }

  /** The row of the cursor, with `|` for the cursor. */
  get input(): string {
    return this.row.atCursor.join("|");
  }

  /** Another line comes. */
  receive(name: string): void {
    this.due.push(`Server: ${name} has joined the chat`);
    this.#fanOut.deliver(new Set([this.reader]), { kind: "joined", id: 1, time: 0, name } as Event);
  }

  /** Types keys, in one read. */
  type(keys: string): void {
    this.#input.editor.type(encoder.encode(keys));
    this.#take();
  }

  /** Has lines edited here, or at the client. */
  edit(isHere: boolean): void {
    this.#input.echoing(isHere);
    this.#take();
  }

  resize(columns: number): void {
    this.#input.resized(columns);
  }

  /** The connection is at its end: says goodbye, and waits until that is written. */
  async end(): Promise<void> {
    this.#input.finish();
    this.#take();
    this.#terminal.use(undefined);
    this.due.push("Goodbye!");
    this.reader.tell({ kind: "farewell", farewell: { kind: "quit" } });
    await this.reader.close();
  }

  #take(): void {
    for (const line of this.#input.takeText().split("\n").slice(0, -1)) {
      this.said.push(line);
    }
  }

  #see(line: string): void {
    const [, count] = SKIPPED.exec(line) ?? [];
    if (count !== undefined) this.skipped += Number(count);
    else this.shown.push(line);
  }

  /** A socket that takes all of a write, or about the half of it and the rest with the next one. */
  #target(world: World): ByteTarget {
    let isWriting = false, wasPart = false;
    return {
      write: (bytes) => {
        assert(!isWriting, "two writes in flight");
        isWriting = true;
        if (!wasPart) this.#redraws = 0;
        return world.step({
          object: "terminal",
          verb: `take ${bytes.length} bytes`,
          outcomes: () => wasPart || bytes.length < this.#minPartBytes ? ["all"] : ["all", "a part"],
          perform: (outcome) => {
            isWriting = false;
            wasPart = outcome === 1;
            const count = wasPart ? bytes.length >> 1 : bytes.length;
            this.row.write(bytes.subarray(0, count));
            return count;
          },
        });
      },
    };
  }
}
