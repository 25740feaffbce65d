/**
 * All consoles that are open: a bounded number of them, each with a task of its own, so that what a console costs is
 * seen in the console.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { ConsoleWish, Hello } from "../observe/console_protocol.ts";
import { type Measure, measure } from "../inspect/measure.ts";
import type { Inside } from "../inspect/inspector.ts";
import type { Activities } from "../observe/activity.ts";
import { ConsoleStream, STALLED_MS } from "./console_stream.ts";

export const MAX_CONSOLES = 8;

export interface ConsolesParts {
  readonly inside: Inside;
  /** How each is greeted; its number is put in. */
  readonly hello: Omit<Hello, "console">;
  readonly clock: Clock;
  /** Told of consoles that are sent away. */
  readonly log: Log;
  /** Every console is one of them. */
  readonly activities: Activities;
}

export class Consoles {
  readonly #parts: ConsolesParts;
  readonly #byNumber = new Map<number, ConsoleStream>();
  #last = 0;
  #dropped = 0;

  constructor(parts: ConsolesParts) {
    this.#parts = parts;
  }

  /** Opens a console and returns what it reads; undefined where there are {@linkcode MAX_CONSOLES} already. */
  open(): ReadableStream<Uint8Array> | undefined {
    if (this.#byNumber.size >= MAX_CONSOLES) return undefined;
    const { inside, hello, clock, log, activities } = this.#parts;
    const number = ++this.#last;
    const onlooker = inside.attend();
    const activity = activities.begin("admin", { name: `console ${number}`, waitsFor: "its timer" });
    const stream = new ConsoleStream({
      hello: { ...hello, console: number },
      inside,
      clock,
      activity,
      onDropped: () => void this.#dropped++,
      onEnded: (isStalled) => {
        this.#byNumber.delete(number);
        activity[Symbol.dispose]();
        onlooker[Symbol.dispose]();
        if (!isStalled) return log("debug", "Console {console} has left", { console: number });
        log("warning", "Closed the connection of console {console}: it read nothing for {seconds} s", {
          console: number,
          seconds: STALLED_MS / 1000,
        });
      },
    });
    this.#byNumber.set(number, stream);
    log("debug", "Console {console} has come", { console: number });
    return stream.readable;
  }

  /** Tells a console's stream what it wants; false where there is none of this number. */
  wish(number: number, wish: ConsoleWish): boolean {
    const stream = this.#byNumber.get(number);
    stream?.wish(wish);
    return stream !== undefined;
  }

  /** What is measured of the consoles themselves. */
  measures(): Measure[] {
    return [
      measure("chat_consoles", "Consoles (`chat-server console`) that are open.", this.#byNumber.size),
      measure(
        "chat_console_dropped_updates_total",
        "Updates that were not sent because a console was slow to read.",
        this.#dropped,
      ),
    ];
  }

  close(): void {
    for (const stream of [...this.#byNumber.values()]) stream.close();
  }
}
