/**
 * The log of everything that is done in the chat, as one order for all who take part: a server alone, or several nodes.
 *
 * Nobody changes anything by doing it. A deed is appended, and holds once the log tells it back, as an entry with a number
 * and a time; whoever listens makes the same of the same entries.
 *
 * An adapter MUST:
 * - tell every entry once to whoever has opened it, with numbers that grow, beginning behind the one it was opened after;
 * - tell one entry at a time: what is appended while one is told comes behind it;
 * - tell deeds as they were appended, though of those of other nodes a copy made of JSON;
 * - tell or refuse every deed that was appended, once: what was refused is never told, to nobody.
 *
 * It MAY:
 * - give an entry that nobody is shown the number of the one before it, so that what people see is numbered in a row;
 * - tell at once, before `append` returns, or later.
 *
 * It MUST NOT:
 * - wait in `append`, or throw because of a deed;
 * - tell anything before it is opened, or once it is closed.
 *
 * `memory_bus.ts` is the one of a server alone, `node_bus.ts` that of a node of several; `tests/contracts/bus_contract.ts` is
 * what every adapter has to do.
 *
 * @module
 */

/** Something that was done, in its place. */
export interface Entry<Deed> {
  /** Its number. */
  readonly seq: number;
  /** When the log took it, in milliseconds since 1970: the same for everybody. */
  readonly time: number;
  /** What was done; the very object that was appended, where that was done here. */
  readonly deed: Deed;
  /** The life of the node by which it was done; undefined in the log of a server alone. */
  readonly life?: Life;
  /** Whether it was told while its listener caught up with what had been done before: nobody is here to be shown it. */
  readonly isPast?: true;
}

/** One life of a node, from its start to its end or to the others' taking it for dead; no two have the same. */
export type Life = string & { readonly __life: true };

/**
 * Why a deed will never be told: its node was cut off from the others for too long, too many of its deeds were under way,
 * or its life is over.
 */
export type NotDone = "cut_off" | "crowded" | "over";

/** Whoever listens to the log; must not throw. */
export interface Listener<Deed> {
  /** An entry has its place. */
  told(entry: Entry<Deed>): void;
  /** A deed that was appended here will never be told. */
  refused(deed: Deed, why: NotDone): void;
  /**
   * A life is over, and it falls to this node to say in the log that whoever is in by it has left: it is told of every life
   * that is over, when this node has said so of one of them, and when its own life begins. Whoever had to say it of another
   * one before may not have lived to.
   */
  ended(life: Life): void;
  /** Another node has something for this one alone; perhaps not of the right shape. @returns whether anybody has it now */
  whispered(what: unknown): boolean;
}

/** The log. */
export interface Bus<Deed> {
  /**
   * Begins to listen.
   * @param after the number of the last entry that is known already
   */
  open(after: number, listener: Listener<Deed>): void;
  /**
   * Offers a deed to the log.
   * @param mustCount whether it is offered until it is told, however late: somebody's leaving, what follows from an entry
   */
  append(deed: Deed, mustCount?: boolean): void;
  /**
   * A number for what is told to a few and kept nowhere: at least that of the last entry told, and at most below the next.
   * Such a number says where in the order something happened; it need not be one of a kind.
   */
  number(): number;
  /**
   * Has a life of another node told something that is kept nowhere, behind all that was told here so far.
   * @returns whether it has come there
   */
  whisper(to: Life, what: unknown): Promise<boolean>;
  /**
   * Has the log keep no more what an entry takes back, which was told: whoever reads the log later is told of something that
   * was said, without what it was.
   */
  takeBack(entry: Entry<Deed>): void;
  /** Listens no more. */
  close(): void;
}
