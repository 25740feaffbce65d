/**
 * Somebody on a stage: types lines, and goes as a session and its door let people go. Each line is a step, so that
 * everything else can happen before it.
 *
 * @module
 */

import { once, type Soon } from "../../lib/runtime/soon.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { HiddenEntry } from "../../lib/commands/hidden_entry.ts";
import { NO_TERMINAL } from "../support/edited_terminal.ts";
import { onePlace } from "../support/place.ts";
import { assert } from "@std/assert";
import type { Guest } from "../../lib/chat/guest.ts";
import type { Room } from "../../lib/chat/room.ts";
import { Interpreter } from "../../lib/session/interpreter.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import type { World } from "../explorer/mod.ts";
import type { Seat, Stage } from "./stage.ts";
import type { TerminalOptions } from "./terminal.ts";
import { Witness } from "./witness.ts";

/** One person. */
export class Person {
  /** Where they sit. */
  readonly seat: Seat;
  readonly #name: string;
  readonly #world: World;
  readonly #stage: Stage;
  readonly #crowd: Set<Person>;
  readonly #interpreter: Interpreter;
  readonly #witness = new Witness();
  readonly #due: string[] = []; // what others said that is for them
  readonly #said: string[] = [];
  readonly #ignored = new Set<Person>();
  #room: Room | undefined; // where their lines went when they had typed last

  /**
   * Somebody at the door.
   * @param crowd everybody who may come; this one is added
   */
  constructor(world: World, stage: Stage, crowd: Set<Person>, name: string, options: TerminalOptions = {}) {
    this.#world = world;
    this.#stage = stage;
    this.#crowd = crowd.add(this);
    this.#name = name;
    this.seat = stage.seat(name, options);
    this.#interpreter = new Interpreter({
      services: stage.services,
      resumableSeats: stage.resumableSeats,
      ...{ reader: this.seat.reader, place: onePlace() },
      terminal: NO_TERMINAL,
      entry: new HiddenEntry(NO_TERMINAL),
      address: "192.0.2.1",
      charge: () => {},
      nameTries: 5,
      maxLineBytes: 1000,
      tally: new Tally(),
    });
    let seen = 0;
    const { lines } = this.seat.terminal;
    world.always(() => {
      while (seen < lines.length) this.#witness.see(lines[seen++]!);
    });
    world.atEnd(() => this.#expectAll());
  }

  /**
   * Types the lines one after the other and goes, both only until the server ends it.
   * @param stays whether to wait for that
   */
  async visit(lines: readonly string[], stays = false): Promise<void> {
    for (const line of lines) {
      await this.#does(`type ${line}`);
      if (this.#isEnded) break;
      await this.types(line);
    }
    if (stays) await this.#world.until("the server ends it", () => this.#isEnded);
    else if (!this.#isEnded) await this.#does("hang up");
    await this.#go();
  }

  /**
   * Types a line; not a step. A plain one is said, and whoever is in the room then has to hear it, but those who ignore
   * whoever says it, by whatever name. Nobody hears one that was for a room which its speaker was put out of.
   */
  types(line: string): Soon<void> {
    if (line.startsWith("/ignore ")) this.#ignores(line.slice("/ignore ".length));
    if (!line.startsWith("/")) {
      this.#said.push(line);
      const isElsewhere = this.#room !== this.#guest?.current;
      for (const person of this.#crowd) if (!isElsewhere && person.#isToHear(this)) person.#due.push(line);
    }
    return once(this.#interpreter.hear(requestOf(line)), () => void (this.#room = this.#guest?.current));
  }

  #ignores(name: string): void {
    for (const person of this.#crowd) {
      if (person !== this && person.#guest?.name === name) this.#ignored.add(person);
    }
  }

  get #guest(): Guest | undefined {
    return this.#stage.services.seating.at(this.seat.reader);
  }

  get #isEnded(): boolean {
    return this.seat.reader.signal.aborted;
  }

  #isToHear(speaker: Person): boolean {
    const room = speaker.#guest?.current;
    return this !== speaker && !this.#ignored.has(speaker) && this.#guest !== undefined &&
      room?.members.has(this.#guest.person) === true;
  }

  /** Goes as somebody does whose session is over: out of the hub, a goodbye, the rest of what is queued. */
  async #go(): Promise<void> {
    const { services: { hub }, fanOut } = this.#stage;
    const { reader, terminal } = this.seat;
    const farewell = (reader.signal.reason ?? { kind: "quit" }) as Farewell;
    if (this.#guest !== undefined) hub.leave(this.#guest, farewell);
    if (farewell.kind !== "too_slow" && farewell.kind !== "vanished") {
      reader.tell({ kind: "farewell", farewell });
      await reader.close();
    }
    fanOut.unseat(reader);
    terminal.close();
  }

  /** What others said while one was there was heard once, but what a slow reader was told to have missed. */
  #expectAll(): void {
    const { texts, pastTexts, skipped } = this.#witness;
    const name = this.#name;
    assert(texts.every((text) => this.#due.includes(text)), `${name} heard what was not for them`);
    assert(new Set(texts).size === texts.length, `${name} heard something twice`);
    const ignored = [...this.#ignored].flatMap((person) => person.#said);
    assert(
      !ignored.some((text) => pastTexts.includes(text)),
      `${name} was shown the past of one they ignore`,
    );
    const farewell = this.seat.reader.signal.reason as Farewell | undefined;
    if (["hung_up", "too_slow", "vanished"].includes(farewell?.kind ?? "")) return;
    const missing = this.#due.filter((text) => !texts.includes(text));
    assert(missing.length <= skipped, `${name} never heard ${missing.join(", ")}`);
  }

  #does(verb: string): Promise<void> {
    return this.#world.step({ object: this.#name, verb, perform: () => {} });
  }
}

/** A line as a program says it: a verb, or something to say. */
function requestOf(line: string): string {
  const [, verb = "say", argument = line] = /^\/(\w+) ?(.*)$/.exec(line) ?? [];
  return JSON.stringify({ verb, argument });
}
