/**
 * An archive on a store that a test can break, with everything it says written down.
 *
 * @module
 */

import { Archive, type ArchiveParts } from "../../lib/history/archive.ts";
import type { Name } from "../../lib/text/clean.ts";
import type { Message } from "../../lib/model/message.ts";
import { FakeClock } from "./fake_clock.ts";
import { LogBook } from "./log_book.ts";
import { ann, messageOf, text } from "./samples.ts";
import { TroubledStore } from "./troubled_store.ts";

/** Such an archive; its lines are numbered from 1. */
export class ArchiveDesk implements Disposable {
  readonly disk = new TroubledStore();
  readonly clock = new FakeClock();
  readonly book = new LogBook();
  readonly archive: Archive;
  readonly parts: ArchiveParts;
  /** How often it told that lines were saved, and that the store was opened late. */
  saved = 0;
  openedLate = 0;
  /** How often it asked for everything in memory to be kept again. */
  begunAnew = 0;
  #lastId = 0;

  /**
   * An archive.
   * @param reason why the store cannot be opened at first, if it cannot
   * @param onOpened done when it is opened after all
   */
  constructor(reason?: string, onOpened: (archive: Archive) => void = () => {}) {
    if (reason !== undefined) this.disk.breakDown(reason);
    this.parts = {
      open: this.disk.open,
      clock: this.clock,
      log: this.book.log,
    };
    this.archive = new Archive(this.parts);
    this.archive.health.listen({
      onSaved: () => this.saved++,
      onOpened: () => {
        this.openedLate++;
        onOpened(this.archive);
      },
      onBegunAnew: () => this.begunAnew++,
    });
  }

  /** The next line of the lobby. */
  message(said: string, name: Name = ann): Message {
    return messageOf({ id: ++this.#lastId, name, text: text(said) });
  }

  /** Adds lines of ann's. */
  say(...texts: string[]): void {
    for (const said of texts) this.archive.add(this.message(said));
  }

  /** The texts saved so far, transaction by transaction; those without lines left out. */
  saves(): string[][] {
    return this.disk.saves.filter((lines) => lines.length > 0).map(textsOf);
  }

  [Symbol.dispose](): void {
    this.disk.mend();
    this.archive[Symbol.dispose]();
  }
}

/** What messages say. */
export function textsOf(messages: readonly Message[]): string[] {
  return messages.map(({ text }) => text);
}
