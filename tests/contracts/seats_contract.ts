/**
 * What every adapter of the port `lib/chat/seats.ts` has to do, as tests: one order of everything that is asked for, for
 * every seat, and no seat that touches another.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Seat, Seats, Topic } from "../../lib/chat/seats.ts";
import { USUAL } from "../../lib/model/dialect.ts";
import type { Event } from "../../lib/model/event.ts";
import { ann, eventOf, lobby, text } from "../support/samples.ts";

/** An adapter, and what can be seen of it. */
export interface SeatsUnderTest extends Disposable {
  readonly seats: Seats;
  /** One more seat, spoken to in plain English over nc. */
  seat(): Seat;
  /** The lines a seat has been shown so far, once everything due was shown. */
  shown(seat: Seat): Promise<string[]>;
  /** The farewell a seat's session was ended with. */
  farewell(seat: Seat): string | undefined;
}

/** Somebody says something. */
function said(what: string): Event {
  return eventOf({ kind: "said", room: lobby, name: ann, text: text(what) });
}

/** Runs the contract against adapters that `make` makes. */
export function seatsContract(name: string, make: () => SeatsUnderTest): void {
  const test = (what: string, run: (it: SeatsUnderTest) => Promise<void>) =>
    Deno.test(`${name} ${what}`, async () => {
      using it = make();
      await run(it);
    });

  test("shows a topic to those who subscribe, from then on, until they do so no more", async (it) => {
    const [one, two] = [it.seat(), it.seat()], topic: Topic = {};
    it.seats.deliver(topic, said("0"));
    it.seats.subscribe(one, topic);
    it.seats.deliver(topic, said("1"));
    it.seats.subscribe(two, topic);
    it.seats.deliver(topic, said("2"));
    it.seats.unsubscribe(one, topic);
    it.seats.deliver(topic, said("3"));
    assertEquals(await it.shown(one), ["ann: 1", "ann: 2"]);
    assertEquals(await it.shown(two), ["ann: 2", "ann: 3"]);
  });

  test("shows an event once to a seat that subscribes twice, and lets go of it at the first word", async (it) => {
    const seat = it.seat(), topic: Topic = {};
    it.seats.subscribe(seat, topic);
    it.seats.subscribe(seat, topic);
    it.seats.deliver(topic, said("1"));
    it.seats.unsubscribe(seat, topic);
    it.seats.unsubscribe(seat, topic);
    it.seats.deliver(topic, said("2"));
    assertEquals(await it.shown(seat), ["ann: 1"]);
  });

  test("leaves out the exceptions, and shows what is for a few to those few", async (it) => {
    const [one, two, three] = [it.seat(), it.seat(), it.seat()], topic: Topic = {};
    for (const seat of [one, two, three]) it.seats.subscribe(seat, topic);
    it.seats.deliver(topic, said("1"), [two]);
    it.seats.deliver(new Set([one, two]), said("2"), [one]);
    it.seats.deliver(topic, said("3"));
    assertEquals(await Promise.all([one, two, three].map((seat) => it.shown(seat))), [
      ["ann: 1", "ann: 3"],
      ["ann: 2", "ann: 3"],
      ["ann: 1", "ann: 3"],
    ]);
  });

  test("marks a topic's lines where a seat's own lines go elsewhere, from the next line on", async (it) => {
    const seat = it.seat(), here: Topic = { label: "#here" }, there: Topic = { label: "#there" };
    for (const topic of [here, there]) it.seats.subscribe(seat, topic);
    seat.restyle({ focus: here });
    for (const topic of [here, there]) it.seats.deliver(topic, said("1"));
    seat.restyle({ focus: there });
    for (const topic of [here, there]) it.seats.deliver(topic, said("2"));
    assertEquals(await it.shown(seat), ["ann: 1", "[#there] ann: 1", "[#here] ann: 2", "ann: 2"]);
  });

  test("changes how a seat is spoken to in its place, and shows at once what was asked for last", async (it) => {
    const seat = it.seat(), topic: Topic = {};
    it.seats.subscribe(seat, topic);
    it.seats.deliver(topic, said("1"));
    seat.tell({ kind: "still_here" });
    seat.restyle({ wishes: { color: undefined, language: "zh", timeZone: "UTC", ...USUAL } });
    assertEquals(seat.dialect.language, "zh");
    seat.tell({ kind: "still_here" });
    it.seats.deliver(topic, said("2"));
    seat.restyle({ abilities: { color: true } });
    it.seats.deliver(topic, said("3"));
    const shown = await it.shown(seat);
    assertEquals(shown.map((line) => /\p{Script=Han}/u.test(line)), [false, false, true, false, false]);
    assertEquals([shown[0], shown[3], shown[4]], ["ann: 1", "ann: 2", "\x1b[34m[ann]\x1b[0m 3"]);
  });

  test("shows colours only where both the wish and the connection allow them", async (it) => {
    const seat = it.seat(), topic: Topic = {};
    it.seats.subscribe(seat, topic);
    const wish = (color: boolean | undefined) =>
      seat.restyle({ wishes: { color, language: "en", timeZone: "UTC", ...USUAL } });
    wish(true);
    it.seats.deliver(topic, said("1"));
    seat.restyle({ abilities: { color: true } });
    it.seats.deliver(topic, said("2"));
    wish(false);
    it.seats.deliver(topic, said("3"));
    wish(undefined);
    it.seats.deliver(topic, said("4"));
    const colours = (await it.shown(seat)).map((line) => line.includes("\x1b"));
    assertEquals(colours, [false, true, false, true]);
  });

  test("shows as much of coming and going as the person wishes", async (it) => {
    const seat = it.seat(), topic: Topic = {};
    it.seats.subscribe(seat, topic);
    const passes = (spokeLately: boolean) =>
      it.seats.deliver(topic, eventOf({ kind: "joined", name: ann, spokeLately }));
    for (const joins of ["off", "few", "on"] as const) {
      seat.restyle({ wishes: { color: undefined, language: "en", timeZone: "UTC", ...USUAL, joins } });
      for (const spokeLately of [false, true]) passes(spokeLately);
      it.seats.deliver(topic, said(joins));
    }
    const came = "Server: ann has joined the chat";
    assertEquals(await it.shown(seat), ["ann: off", came, "ann: few", came, came, "ann: on"]);
  });

  test("keeps what is told to one among what is told to all", async (it) => {
    const [one, two] = [it.seat(), it.seat()], topic: Topic = {};
    for (const seat of [one, two]) it.seats.subscribe(seat, topic);
    it.seats.deliver(topic, said("1"));
    one.tell({ kind: "still_here" });
    it.seats.deliver(topic, said("2"));
    assertEquals(await it.shown(one), ["ann: 1", "Yes, still here.", "ann: 2"]);
    assertEquals(await it.shown(two), ["ann: 1", "ann: 2"]);
  });

  test("ends a seat at once with the first farewell, and shows it what was told before", async (it) => {
    const [one, two] = [it.seat(), it.seat()], topic: Topic = {};
    for (const seat of [one, two]) it.seats.subscribe(seat, topic);
    it.seats.deliver(topic, said("1"));
    one.end({ kind: "kicked" });
    one.end({ kind: "quit" });
    assertEquals([it.farewell(one), it.farewell(two)], ["kicked", undefined]);
    assertEquals(await it.shown(one), ["ann: 1"]);
  });
}
