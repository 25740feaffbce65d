/**
 * The console's own log (`--log FILE`): what happened to it, a line each, with the time. The server has another one.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Link } from "./source/source.ts";

/** Writes one event. Never throws: a log that takes no more is no reason to stop looking. */
export type Journal = (event: string) => void;

export const noJournal: Journal = () => {};

/**
 * Opens a journal; what is in the file stays.
 * @throws an error of the system, where it cannot be written to
 */
export function openJournal(path: string, clock: Pick<Clock, "time">): Journal {
  const write = (text: string) => Deno.writeTextFileSync(path, text, { append: true, mode: 0o600 });
  write("");
  return (event) => {
    try {
      write(`${new Date(clock.time()).toISOString()} ${event.replaceAll(/\p{Cc}/gu, " ")}\n`);
    } catch {
      // the disk is full, say; the screen shows what matters
    }
  };
}

/** How a journal tells of the connection. */
export function eventOf(link: Link): string {
  switch (link.kind) {
    case "connecting":
      return `Connecting to ${link.address}.`;
    case "live":
      return `Connected to ${link.address}.`;
    case "lost":
      return `No connection to ${link.address}: ${link.reason}.`;
    case "playing":
      return link.isOver ? `Played "${link.file}" to its end.` : `Playing "${link.file}".`;
    default:
      return link satisfies never;
  }
}
