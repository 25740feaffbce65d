/** Readers of one room, and what each of them is offered of a batch. @module */

import { Batch, type MentionsOf } from "../../lib/delivery/batch.ts";
import { Topics } from "../../lib/delivery/topics.ts";
import type { Dialect, Topic } from "../../lib/model/dialect.ts";
import type { Event } from "../../lib/model/event.ts";
import { mentionsOf } from "../../lib/text/mention.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { Chat, SMALL } from "./chat.ts";
import { settled } from "./fake_clock.ts";
import { textOf } from "./bytes.ts";
import { ann, eventOf, ops, text } from "./samples.ts";

/** A topic that nobody here reads. */
export const ELSEWHERE: Topic = { label: "#elsewhere" };

/** Ann says something there. */
export function said(what: string): Event {
  return eventOf({ kind: "said", room: ops, name: ann, text: text(what) });
}

/** Readers of one room, each under a name. */
export function roomOf(dialects: Readonly<Record<string, Dialect>>) {
  const chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 1_000_000 } });
  const seats = Object.entries(dialects).map(([name, dialect]) => ({ name, ...chat.seat(dialect) }));
  const room: Topic = { label: ops }, topics = new Topics<Reader>();
  for (const { reader } of seats) {
    topics.add(reader, room);
    reader.restyle({ focus: room });
  }
  let searches = 0;
  const batch = new Batch(room);
  const mentioned: MentionsOf = function* (text) {
    searches++;
    for (const { name, reader } of seats) if (mentionsOf(text, name).length > 0) yield [reader, name];
  };
  return {
    [Symbol.dispose]: () => chat[Symbol.dispose](),
    ...{ chat, seats, room, topics, batch, searches: () => searches },
    add: (event: Event, except: Iterable<Reader> = []) => batch.add(event, except, mentioned),
    reader: (name: string) => seats.find((seat) => seat.name === name)!.reader,
    /** Hands out, and what each reader got. */
    heard: async () => {
      batch.handOut(topics);
      await settled();
      await settled();
      return Object.fromEntries(seats.map(({ name, terminal }) => [name, terminal.heard]));
    },
  };
}

/** What each reader is offered when a batch is handed out. */
export function offersOf({ seats, batch, topics }: ReturnType<typeof roomOf>) {
  const offers: Record<string, (readonly [text: string, lines: number])[]> = {};
  for (const { name, reader } of seats) {
    const own: (readonly [string, number])[] = offers[name] = [];
    reader.outbox.offer = (bytes, lines) => void own.push([textOf(bytes), lines]);
  }
  batch.handOut(topics);
  return offers;
}

/** Ann comes. */
export const passed = (spokeLately: boolean) => eventOf({ kind: "joined", name: ann, spokeLately });
