/**
 * The log of everything that is done in the chat, as one order for all who take part: a server alone, or several nodes.
 *
 * Nobody changes anything by doing it. A deed is appended, and holds once the log tells it back, as an entry with a number
 * and a time; whoever listens makes the same of the same entries.
 *
 * An adapter MUST:
 * - tell every entry once to whoever has opened it, with numbers that grow, beginning behind the one it was opened after;
 * - tell one entry at a time: what is appended while one is told comes behind it;
 * - tell deeds as they were appended, though perhaps as a copy made of JSON.
 *
 * It MAY:
 * - give an entry that nobody is shown the number of the one before it, so that what people see is numbered in a row;
 * - lose what was appended: only what is told counts;
 * - tell at once, before `append` returns, or later.
 *
 * It MUST NOT:
 * - wait in `append`, or throw because of a deed;
 * - tell anything before it is opened, or once it is closed.
 *
 * `memory_bus.ts` is the one of a server alone; `tests/contracts/bus_contract.ts` is what every adapter has to do.
 *
 * @module
 */

/** Something that was done, in its place. */
export interface Entry<Deed> {
  /** Its number. */
  readonly seq: number;
  /** When the log took it, in milliseconds since 1970: the same for everybody. */
  readonly time: number;
  /** What was done. */
  readonly deed: Deed;
}

/** Whoever listens to the log; must not throw. */
export type Listener<Deed> = (entry: Entry<Deed>) => void;

/** The log. */
export interface Bus<Deed> {
  /**
   * Begins to listen.
   * @param after the number of the last entry that is known already
   */
  open(after: number, listener: Listener<Deed>): void;
  /** Offers a deed to the log. */
  append(deed: Deed): void;
  /**
   * A number for what is told to a few and kept nowhere: at least that of the last entry told, and at most below the next.
   * Such a number says where in the order something happened; it need not be one of a kind.
   */
  number(): number;
  /** Listens no more. */
  close(): void;
}
