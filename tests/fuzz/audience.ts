/**
 * A chat with three people in it who only listen, each spoken to in another way: what reaches their terminals is judged
 * line by line.
 *
 * @module
 */

import type { Dialect } from "../../lib/model/dialect.ts";
import { Chat, type Typist } from "../support/chat.ts";
import { LARGE } from "../support/party.ts";
import { assertDescribed } from "../support/protocol_schema.ts";
import { QUICK_PASSWORDS } from "../support/quick_passwords.ts";
import { JSON_LINES, PLAIN } from "../support/samples.ts";
import { shownStainOf, stainInside, withoutColours } from "./clean.ts";
import { Broken, insist, insistClean } from "./target.ts";

/** How each of them is spoken to. */
const LISTENERS: Readonly<Record<string, Dialect>> = {
  anna: PLAIN,
  beto: { ...PLAIN, color: true, language: "zh", lineEnd: "\r\n" },
  bot: JSON_LINES,
};

/** The chat and its listeners. */
export class Audience implements Disposable {
  readonly chat: Chat = new Chat({ bounds: LARGE, passwords: QUICK_PASSWORDS });
  readonly #people: Typist[];

  /** Lets them in. */
  constructor() {
    this.#people = Object.entries(LISTENERS).map(([name, dialect]) => this.chat.enter(name, dialect));
  }

  /** How many they are. */
  get size(): number {
    return this.#people.length;
  }

  /** How many lines have reached them, all together. */
  get linesHeard(): number {
    return this.#people.reduce((sum, { terminal }) => sum + terminal.heard.split("\n").length - 1, 0);
  }

  /** What programs would call what the bot heard: kinds, reasons, what notices are about. */
  get kinds(): string[] {
    return kindsIn(this.#people.at(-1)!.terminal.heard);
  }

  /** Insists that every line which reached them is one that may. */
  insistClean(): void {
    for (const { seat, terminal } of this.#people) insistLines(terminal.heard, seat.dialect);
  }

  /** Lets them go, and insists that the chat is empty then. */
  async leave(): Promise<void> {
    for (const typist of this.#people) typist.leaves();
    await this.chat.flush();
    insist(this.chat.fold.people.size === 0, "everybody leaves in the end", this.chat.fold.people.size);
    insist(
      this.chat.rooms.all().every((room) => room.members.all().length === 0),
      "rooms are empty in the end",
    );
  }

  [Symbol.dispose](): void {
    this.chat[Symbol.dispose]();
  }
}

/** Insists that all of what was written to a terminal is whole, clean lines of its dialect. */
export function insistLines(heard: string, { json, color, lineEnd }: Dialect): void {
  if (heard === "") return;
  const end = json ? "\n" : lineEnd;
  insist(heard.endsWith(end), "a terminal gets whole lines", heard.slice(-100));
  for (const line of heard.slice(0, -end.length).split(end)) {
    if (json) insistJsonLine(line);
    else insistClean(shownStainOf(color ? withoutColours(line) : line), "a terminal gets clean lines", line);
  }
}

function insistJsonLine(line: string): void {
  const value = objectIn(line);
  if (value === undefined) throw new Broken("a program gets JSON objects", line);
  insistClean(stainInside(value, shownStainOf), "a program gets clean text", line);
  try {
    assertDescribed(value);
  } catch (error) {
    throw new Broken("a program gets what the schema describes", (error as Error).message);
  }
}

/** What the JSON lines among what was heard are about. */
export function kindsIn(heard: string): string[] {
  return heard.split("\n").map(objectIn).flatMap((value) => {
    if (value === undefined) return [];
    const { kind, about, reason, problem } = value;
    return [[kind, about, reason, problem].filter((part) => part !== undefined).join(" ")];
  });
}

function objectIn(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
