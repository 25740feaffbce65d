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
  /** When something came last, by the clock; 0 where nothing has. */
  heardAt = 0;
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
}
