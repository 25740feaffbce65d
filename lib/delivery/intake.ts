/**
 * What has come from a reader's connection, and what that tells of it.
 *
 * @module
 */

export class Intake {
  /** Whether telnet was spoken: then the other end may be sent what only telnet does not show. */
  isTelnet = false;
  lines = 0;
  bytes = 0;
  reads = 0;
  /** When something was read last, by the clock; 0 where nothing was. */
  heardAt = 0;
  /**
   * When a line that was read last had waited, for its pace or for others, by the clock; 0 where none had. What is read
   * behind it may have come long before: the system takes it meanwhile.
   */
  heldBackAt = 0;
  /** When the connection was seated, by the clock. */
  readonly seatedAt: number;

  constructor(now: number) {
    this.seatedAt = now;
  }

  /**
   * So many bytes were read.
   * @param at when, by the clock
   */
  read(bytes: number, at: number): void {
    this.bytes += bytes;
    this.reads++;
    this.heardAt = at;
  }

  /** Whether perhaps nothing has come for so many milliseconds; both by the clock. */
  mayBeSilent(forMs: number, now: number): boolean {
    return now - this.heardAt >= forMs || this.heldBackAt > 0 && now - this.heldBackAt < forMs;
  }
}
