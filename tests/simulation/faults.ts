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
    file: "lib/stall.ts",
    find: "if (!isWriting || !this.#wasWriting || progress",
    replace: "if (!isWriting || progress",
    breaks: "nobody is dropped before their time",
    story: "dropped_before_their_time",
  },
  {
    name: "a turn is larger than a small outbox",
    file: "lib/registry.ts",
    find: "share: () => space.share }, bounds.outbox)",
    replace: "share: () => space.share })",
    breaks: "nobody who keeps reading loses a line",
    story: "more_lines_at_once_than_an_outbox_holds",
  },
  {
    name: "a batch leaves out the line behind a reader's own",
    file: "lib/batch.ts",
    find: "next = position + 1;",
    replace: "next = position + 2;",
    breaks: "what is for somebody reaches them",
    seeds: 20,
  },
  {
    name: "who leaves a room stays in its audience",
    file: "lib/rooms.ts",
    find: "    room.delete(guest);\n    guest.rooms.delete(room);",
    replace: "    guest.rooms.delete(room);",
    breaks: "who comes into a room and leaves it is told once",
    seeds: 20,
  },
  {
    name: "a name is not given back",
    file: "lib/hub.ts",
    find: "    names.release(name, recipient);\n",
    replace: "",
    breaks: "a free name is given",
    seeds: 20,
  },
  {
    name: "the pump writes everything twice",
    file: "lib/pump.ts",
    find: "this.#writer.write(this.#inFlight).then(",
    replace: "this.#writer.write(this.#inFlight).then(() => this.#writer.write(this.#inFlight)).then(",
    breaks: "one is greeted once",
    seeds: 5,
  },
  {
    name: "the count of skipped lines is one too high",
    file: "lib/outbox.ts",
    find: "this.#parts.gap(missed)",
    replace: "this.#parts.gap(missed + 1)",
    breaks: "who was skipped is told how much",
    seeds: 100,
  },
  {
    name: "lines are saved once they were handed out",
    file: "lib/turn.ts",
    find: "    keep();\n    for (",
    replace: "    queueMicrotask(keep);\n    for (",
    breaks: "on disk before on screen",
    seeds: 20,
  },
  {
    name: "lines that could not be saved are forgotten",
    file: "lib/archive.ts",
    find: "    this.#waiting.addLines(lines);\n",
    replace: "",
    breaks: "nothing is lost unsaid",
    seeds: 20,
  },
  {
    name: "the valve never lets a waiting sender go",
    file: "lib/valve.ts",
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
    file: "lib/rooms.ts",
    find: "this.#parts.registry.settle(); // what was said before is not for the newcomer",
    replace: "",
    breaks: "nothing is heard from rooms one is not in",
    story: "into_a_room_while_a_line_is_on_its_way",
  },
  {
    name: "a reader who stopped is never let go",
    file: "lib/stalled_readers.ts",
    find: "if (ms >= stalledMs)",
    replace: "if (ms === -1)",
    breaks: "who reads nothing is let go",
    seeds: 50,
  },
  {
    name: "a recipient is never unseated",
    file: "lib/doors/welcome.ts",
    find: "  registry.unseat(recipient);\n",
    replace: "",
    breaks: "everything is released",
    seeds: 5,
  },
  {
    name: "a socket is never closed",
    file: "lib/doors/welcome.ts",
    find: "  using socket = connection;",
    replace: "  const socket = connection;",
    breaks: "everything is released",
    seeds: 5,
  },
  {
    name: "a place in the crowd is not given back",
    file: "lib/doors/welcome.ts",
    find: "  using _place = place;",
    replace: "  const _place = place;",
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
    file: "lib/rooms.ts",
    find: "else if (guest.current === room) guest.focus(next);",
    replace: "",
    breaks: "what is for somebody reaches them",
    seeds: 20,
  },
  {
    name: "who is turned away is told as much as one write takes",
    file: "lib/doors/welcome.ts",
    find: "await socketWriter(socket).write(",
    replace: "await socket.write(",
    breaks: "whoever comes is welcomed",
    seeds: 100,
  },
  {
    name: "a whisper is heard by everybody",
    file: "lib/hub.ts",
    find: "new Set(isHeard ? [guest.recipient, to.recipient] : [guest.recipient])",
    replace: "isHeard ? this.#guests : new Set([guest.recipient])",
    breaks: "a whisper is for one person",
    seeds: 100,
  },
  {
    name: "a line that is not UTF-8 is refused",
    file: "lib/interpreter.ts",
    find: "if (this.#guest === undefined || recipient.dialect.json) return this.hear(SIGNAL.notText);",
    replace: "return this.hear(SIGNAL.notText);",
    breaks: "everything sent is said once, in order",
    story: "a_line_in_latin_1",
  },
  {
    name: "somebody who is ignored is heard all the same",
    file: "lib/hub.ts",
    find: "herald.speak(kind, name, room, text, guest.unheardBy)",
    replace: "herald.speak(kind, name, room, text, [guest.recipient])",
    breaks: "nobody is heard whom one ignores",
    seeds: 100,
  },
  {
    name: "the past of somebody who is ignored is shown",
    file: "lib/ignorers.ts",
    find: "if (ignored.size === 0 || trail.has(line)) return true;",
    replace: "if (ignored.size >= 0 || trail.has(line)) return true;",
    breaks: "nobody is heard whom one ignores",
    seeds: 300,
  },
  {
    name: "lines grow old by a clock that has jumped",
    file: "lib/ageing.ts",
    find: "const before = Math.min(this.#time, shown) - keepMs;",
    replace: "const before = shown - keepMs;",
    breaks: "no jump of the clock erases anything",
    seeds: 100,
  },
  {
    name: "nobody looks whether the store's file is in its place",
    file: "lib/store_watch.ts",
    find: "  start(): void {\n",
    replace: "  start(): void {\n    return;\n",
    breaks: "nothing is saved where nobody finds it",
    seeds: 200,
  },
  {
    name: "a reader who loses what waits to others is not told",
    file: "lib/channel.ts",
    find: "      this.#missed += count;\n      this.#skipped += count;\n      this.#items = [];",
    replace: "      this.#skipped += count;\n      this.#items = [];",
    breaks: "what is for somebody reaches them",
    story: "what_waits_for_one_goes_for_others",
  },
  {
    name: "numbers begin anew when the server does",
    file: "lib/herald.ts",
    find: "parts.archive.lastId ?? NEVER_REACHED + parts.clock.time()",
    replace: "0",
    breaks: "there are no bugs",
    seeds: 50,
  },
  {
    name: "the goodbye is not waited for",
    file: "lib/doors/welcome.ts",
    find: "  const isFlushed = await within(clock, config.farewellMs, recipient.close());",
    replace: "  const isFlushed = false;",
    breaks: "who leaves hears the goodbye",
    seeds: 20,
  },
];
