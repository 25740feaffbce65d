/**
 * What a line editor is told of one conversation: where a line goes, how it looks to the others, and what must not be
 * remembered of it.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { Services } from "../chat/services.ts";
import { complete } from "../commands/complete.ts";
import type { HiddenEntry } from "../commands/hidden_entry.ts";
import { parseLine, verbOf } from "../commands/line.ts";
import { hasSecret, withoutSecret } from "../commands/secret.ts";
import { aloneAs, type Said } from "../commands/talk/say.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Event } from "../model/event.ts";
import { eventText, passwordPrompt } from "../render/render.ts";
import { type Completion, type EditorHost, NO_COMPLETION } from "../terminal/editor_host.ts";
import type { CleanText } from "../text/clean.ts";
import { cleanText } from "../text/clean_text.ts";
import { readRequest } from "./request.ts";

/** Where no line goes anywhere yet: a name is asked for, or a program is meant. */
const NOWHERE = "> ";

type HostServices = Pick<Services, "seating" | "people" | "rooms" | "clock">;

/** The conversation. */
export interface HostParts {
  readonly services: HostServices;
  readonly reader: Reader;
  /** What is asked to be typed unseen. */
  readonly entry: HiddenEntry;
}

export class SessionHost implements EditorHost {
  readonly #services: HostServices;
  readonly #reader: Reader;
  readonly #entry: HiddenEntry;

  constructor({ services, reader, entry }: HostParts) {
    this.#services = services;
    this.#reader = reader;
    this.#entry = entry;
  }

  prompt(): string {
    if (this.#entry.isAwaited) return passwordPrompt(this.#reader.dialect);
    const guest = this.#guest;
    return guest === undefined ? NOWHERE : `${(guest.correspondence.query ?? guest.current).label}> `;
  }

  /** As the others see it; a command, and what nobody sees, as it was typed. */
  shown(line: string): string {
    const text = cleanText(line), guest = this.#guest;
    const event = guest && eventOf(text, guest, this.#services.clock.time());
    return event === undefined ? this.prompt() + this.#typed(text) : eventText(event, this.#reader.dialect);
  }

  isSecret(line: string): boolean {
    return hasSecret(this.#command(cleanText(line)));
  }

  complete(text: string): Completion {
    if (this.#reader.dialect.json) return NO_COMPLETION;
    const { people, rooms } = this.#services, guest = this.#guest;
    return complete(text, guest && { people, rooms, guest });
  }

  /** Who sits here; nobody where a program is meant, which is not told where its lines go. */
  get #guest(): Guest | undefined {
    return this.#reader.dialect.json ? undefined : this.#services.seating.at(this.#reader);
  }

  #typed(text: CleanText): string {
    return this.#reader.dialect.json && this.isSecret(text) ? "" : withoutSecret(text);
  }

  /** What a line asks for, as a person types it. */
  #command(text: CleanText): CleanText {
    if (!this.#reader.dialect.json) return text;
    const request = readRequest(text);
    if (request.kind === "bad") return text;
    const { verb, argument } = request;
    return verb === "line" || verb === "complete" ? argument : cleanText(`/${verb} ${argument}`);
  }
}

/** What a line says or does, if anything, as an event: its number is shown nowhere. */
function eventOf(line: CleanText, guest: Guest, time: number): Event | undefined {
  const { name, current: { label: room }, correspondence: { query, parted } } = guest;
  const said = saidBy(line);
  if (said === undefined || parted !== undefined) return undefined;
  if (query === undefined) return { ...said, id: 0, time, name, room };
  return { kind: "whispered", id: 0, time, name, to: query.person.name, text: aloneAs(said, name) };
}

function saidBy(line: CleanText): Said | undefined {
  const read = parseLine(line);
  if (read.kind === "say") return read.text.trim() === "" ? undefined : { kind: "said", text: read.text };
  const isDone = read.kind === "command" && verbOf(read.verb) === "me" && read.argument !== "";
  return isDone ? { kind: "acted", text: read.argument } : undefined;
}
