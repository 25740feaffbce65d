/**
 * Faults to be planted in the program, each with the promise it breaks and with where that shows: within so many seeds, or,
 * where it takes a rare accident, in a story that was kept. The first two and the last are bugs the simulation found.
 *
 * @module
 */

import type { Fault } from "../support/planted.ts";

/** A fault, and where it is looked for. */
export interface TriedFault extends Fault {
  /** The promise that is broken first. */
  readonly breaks: string;
  /** Within how many seeds it is found, from 1 on; undefined where that takes hundreds. */
  readonly seeds?: number;
  /** Which kept story finds it then. */
  readonly story?: string;
}

/** The faults. */
export const FAULTS: readonly TriedFault[] = [
  {
    name: "a slow reader is dropped up to a second before its time",
    file: "lib/delivery/stall.ts",
    find: "if (!isWriting || !this.#wasWriting || progress",
    replace: "if (!isWriting || progress",
    breaks: "nobody is dropped before their time",
    story: "dropped_before_their_time",
  },
  {
    name: "a turn is larger than a small outbox",
    file: "lib/delivery/fan_out.ts",
    find: "space }, outbox)",
    replace: "space }, { count: Infinity, cost: Infinity })",
    breaks: "nobody who keeps reading loses a line",
    story: "more_lines_at_once_than_an_outbox_holds",
  },
  {
    name: "a batch leaves out the line behind a reader's own",
    file: "lib/delivery/batch.ts",
    find: "next = position + 1;",
    replace: "next = position + 2;",
    breaks: "what is for somebody reaches them",
    seeds: 20,
  },
  {
    name: "who leaves a room stays in its audience",
    file: "lib/chat/announcer.ts",
    find: "      guest.seats.unsubscribe(room);\n",
    replace: "",
    breaks: "who comes into a room and leaves it is told once",
    seeds: 20,
  },
  {
    name: "a name is not given back",
    file: "lib/chat/fold.ts",
    find: "      this.#names.release(person.name, person);\n",
    replace: "",
    breaks: "a free name is given",
    seeds: 20,
  },
  {
    name: "the pump writes everything twice",
    file: "lib/delivery/pump.ts",
    find: "written.then(",
    replace:
      "written.then(async (count) => (count === bytes.length && await writer.write(bytes), count)).then(",
    breaks: "one is greeted once",
    seeds: 5,
  },
  {
    name: "the count of skipped lines is one too high",
    file: "lib/delivery/outbox.ts",
    find: "lines: missed }",
    replace: "lines: missed + 1 }",
    breaks: "who was skipped is told how much",
    seeds: 100,
  },
  {
    name: "lines are saved once they were handed out",
    file: "lib/delivery/turn.ts",
    find: "      this.#parts.keep();\n",
    replace: "      queueMicrotask(this.#parts.keep);\n",
    breaks: "on disk before on screen",
    seeds: 20,
  },
  {
    name: "lines that could not be saved are forgotten",
    file: "lib/history/archive.ts",
    find: "    this.#pending.addLines(lines);\n",
    replace: "",
    breaks: "nothing is lost unsaid",
    seeds: 20,
  },
  {
    name: "the valve never lets a waiting sender go",
    file: "lib/delivery/valve.ts",
    find: "    this.#open();\n",
    replace: "",
    breaks: "everything ends",
    story: "a_flood_that_needs_the_valve",
  },
  {
    name: "a last line without an end is thrown away",
    file: "lib/wire/line_pipe.ts",
    find: "    this.#editor.finish();\n    return this.#editor.takeText();",
    replace: '    return "";',
    breaks: "everything sent is said once, in order",
    seeds: 20,
  },
  {
    name: "a newcomer hears what was said before",
    file: "lib/delivery/fan_out.ts",
    find: "this.#turn.queue(reader, () => this.#topics.add(reader, topic));",
    replace: "this.#topics.add(reader, topic);",
    breaks: "nothing is heard from rooms one is not in",
    story: "into_a_room_while_a_line_is_on_its_way",
  },
  {
    name: "a reader who stopped is never let go",
    file: "lib/delivery/stalled_readers.ts",
    find: "if (ms >= stalledMs)",
    replace: "if (ms === -1)",
    breaks: "who reads nothing is let go",
    seeds: 50,
  },
  {
    name: "a reader is never unseated",
    file: "lib/doors/visit.ts",
    find: "    fanOut.unseat(reader);\n",
    replace: "",
    breaks: "everything is released",
    seeds: 5,
  },
  {
    name: "a socket is never closed",
    file: "lib/doors/visit.ts",
    find: "    this.#socket[Symbol.dispose]();",
    replace: "",
    breaks: "everything is released",
    seeds: 5,
  },
  {
    name: "a place in the crowd is not given back",
    file: "lib/doors/visit.ts",
    find: "    this.#place?.[Symbol.dispose]();",
    replace: "",
    breaks: "nobody is turned away while there is room",
    seeds: 50,
  },
  {
    name: "one failed accept ends the door",
    file: "lib/doors/accept_loop.ts",
    find: "      await waitOut((error as Error).message);\n      continue;\n",
    replace: "      return;\n",
    breaks: "whoever comes is welcomed",
    seeds: 100,
  },
  {
    name: "who is put out of a room goes on talking to it",
    file: "lib/chat/announcer.ts",
    find: "      if (next !== undefined && guest.current === room) guest.focus(next);",
    replace: "",
    breaks: "what is for somebody reaches them",
    seeds: 20,
  },
  {
    name: "who is turned away is told as much as one write takes",
    file: "lib/doors/visit.ts",
    find: "await new SocketWriter(this.#socket).write(",
    replace: "await this.#socket.write(",
    breaks: "whoever comes is welcomed",
    seeds: 100,
  },
  {
    name: "a whisper is heard by everybody",
    file: "lib/chat/hub.ts",
    find: "new Set(isHeard ? [...seats, ...other.seats] : seats)",
    replace: "seating.everybody",
    breaks: "a whisper is for one person",
    seeds: 100,
  },
  {
    name: "a line that is not UTF-8 is refused",
    file: "lib/session/interpreter.ts",
    find: "if (this.#guest === undefined || reader.dialect.json) return this.hear(SIGNAL.notText);",
    replace: "return this.hear(SIGNAL.notText);",
    breaks: "everything sent is said once, in order",
    story: "a_line_in_latin_1",
  },
  {
    name: "somebody who is ignored is heard all the same",
    file: "lib/chat/announcer.ts",
    find: "for (const deaf of ignorers.deafTo(person) ?? []) except.push(...deaf.seats);",
    replace: "",
    breaks: "nobody is heard whom one ignores",
    seeds: 100,
  },
  {
    name: "the past of somebody who is ignored is shown",
    file: "lib/chat/ignorers.ts",
    find: "if (ignored.size === 0 || person.trail.has(line)) return true;",
    replace: "if (ignored.size >= 0 || person.trail.has(line)) return true;",
    breaks: "nobody is heard whom one ignores",
    seeds: 300,
  },
  {
    name: "lines grow old by a clock that has jumped",
    file: "lib/history/ageing.ts",
    find: "const before = Math.min(this.#time, shown) - keepMs;",
    replace: "const before = shown - keepMs;",
    breaks: "no jump of the clock erases anything",
    seeds: 100,
  },
  {
    name: "nobody looks whether the store's file is in its place",
    file: "lib/history/store_watch.ts",
    find: "  start(): void {\n",
    replace: "  start(): void {\n    return;\n",
    breaks: "nothing is saved where nobody finds it",
    seeds: 200,
  },
  {
    name: "a reader who loses what waits to others is not told",
    file: "lib/runtime/channel.ts",
    find: "this.#missed = missed;",
    replace: "",
    breaks: "what is for somebody reaches them",
    story: "what_waits_for_one_goes_for_others",
  },
  {
    name: "whoever vanished keeps their own name from themselves",
    file: "lib/chat/hub.ts",
    find: "REPLACED_MS = 20_000;",
    replace: "REPLACED_MS = 200_000;",
    breaks: "whoever vanished makes room for themselves",
    story: "back_under_their_own_name",
  },
  {
    name: "somebody who is there is taken for gone by whoever shares their address",
    file: "lib/delivery/reader.ts",
    find: "if (silentMs >= atLeastMs) return silentMs;",
    replace: "if (silentMs >= 0) return silentMs;",
    breaks: "nobody is taken for gone who answers",
    story: "back_under_their_own_name",
  },
  {
    name: "numbers begin anew when the server does",
    file: "lib/chat/chat.ts",
    find: "archive.lastId ?? NEVER_REACHED + clock.time()",
    replace: "0",
    breaks: "there are no bugs",
    seeds: 50,
  },
  {
    name: "the goodbye is not waited for",
    file: "lib/doors/visit.ts",
    find: "    const isFlushed = await within(clock, config.farewellMs, reader.close());",
    replace: "    const isFlushed = false;",
    breaks: "who leaves hears the goodbye",
    seeds: 20,
  },
];
