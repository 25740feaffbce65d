/**
 * A client that loses its connection while others speak, and comes back at another one: in every order of their lines,
 * its writes, its loss and its return it gets each line once and in order; or its time was up first, and it is refused.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import type { Model, World } from "../explorer/mod.ts";
import { farewellOf, openingOf } from "../support/conversation.ts";
import { sessionMeters } from "../support/meters.ts";
import { onePlace } from "../support/place.ts";
import { NO_SWEEP } from "./party.ts";
import { Person } from "./person.ts";
import type { Scenario } from "./scenario.ts";
import { Stage } from "./stage.ts";

/** A line for programs, as far as it is looked at. */
export interface Line {
  readonly kind: string;
  readonly about?: string;
  readonly reason?: string;
  readonly token?: string;
  readonly text?: string;
}

/** A client's connection, with the session that the server has for it. */
export function connect(world: World, stage: Stage, name: string, place = onePlace()) {
  const { services, resumableSeats, paces, fanOut } = stage, { clock } = world, seat = stage.seat(name);
  const { reader, terminal } = seat;
  let controller!: ReadableStreamDefaultController<string>, isOver = false;
  const stream = new ReadableStream<string>({
    start: (it) => void (controller = it),
    cancel: () => void (isOver = true),
  });
  const session = world.spawn(`session of ${name}`, async () => {
    const farewell = await farewellOf(openingOf(Promise.resolve(stream)), {
      ...{ services, resumableSeats, paces, reader, place, fanOut, clock, address: "192.0.2.1" },
      ...{ ticks: new Ticks(clock), deadlines: new Deadlines(clock), ...sessionMeters() },
      bounds: { nameMs: 10_000, nameTries: 9, maxLineBytes: 1000, pace: undefined },
    });
    if (reader.outbox.heldSince === undefined && !terminal.isBroken) {
      reader.tell({ kind: "farewell", farewell });
      await reader.close();
    }
    fanOut.unseat(reader);
    place[Symbol.dispose]();
    terminal.close();
  });
  return {
    ...{ terminal, session },
    asks: (request: Record<string, unknown>) => void (isOver || controller.enqueue(JSON.stringify(request))),
    hangsUp: () => void (isOver || controller.close()),
    lines: (): Line[] => terminal.lines.map((line) => JSON.parse(line)),
  };
}

/** @param isNoticed whether the server learns of the loss before the client is back */
function resumeModel(says: readonly string[], isNoticed: boolean): Model {
  return async (world) => {
    using stage = new Stage(world, { outboxLines: 10 });
    const ann = new Person(world, stage, new Set(), "ann", {});
    ann.seat.terminal.isInstant = true;
    void ann.types("/nick ann");
    const first = connect(world, stage, "bob");
    first.terminal.isInstant = true;
    first.asks({ verb: "nick", argument: "bob" });
    first.asks({ verb: "resume" });
    const resumable = () => first.lines().find(({ about }) => about === "resumable");
    await world.until("bob has a token", () => resumable() !== undefined);
    first.terminal.isInstant = false;
    const start = first.lines().findIndex(({ about }) => about === "resumable") + 1, { token } = resumable()!;
    const talk = world.spawn("ann", () => ann.visit(says, true));
    const bob = world.spawn("bob", async () => {
      await world.step({ object: "bob", verb: "loses the connection", perform: () => {} });
      const seen = first.lines().slice(start);
      if (isNoticed) {
        first.terminal.close();
        first.hangsUp();
      }
      await world.step({ object: "bob again", verb: "comes back", perform: () => {} });
      const again = connect(world, stage, "bob again");
      again.terminal.isInstant = true;
      again.asks({ verb: "resume", argument: token, seen: seen.length });
      const isAnswered = ({ about, reason }: Line) => about === "resumed" || reason === "not_resumable";
      await world.until("bob is answered", () => again.lines().some(isAnswered));
      const isBack = again.lines().find(isAnswered)!.about === "resumed";
      if (isBack) {
        const texts = () =>
          [...seen, ...again.lines()].filter(({ kind }) => kind === "said").map(({ text }) => text);
        await world.until("bob has every line", () => texts().length >= says.length);
        assertEquals(texts(), [...says], "a line got lost, or came twice, or out of order");
      }
      assert(isBack || isNoticed, "refused while the seat was still there");
      again.asks({ verb: "quit" });
      await again.session;
      first.terminal.close();
      ann.seat.reader.end({ kind: "stopping" });
    });
    await world.join(talk, bob, first.session);
  };
}

/**
 * An address with one place, which a client has that loses its connection. It comes back, and somebody else comes too: never
 * are more than one person in, and whoever is asked to wait outside knows why.
 */
function officeModel(isNoticed: boolean): Model {
  return async (world) => {
    using stage = new Stage(world, { outboxLines: 10 });
    const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 1 }), address = "192.0.2.1";
    const admit = () => {
      const place = crowd.admit(address, false);
      return place.kind === "place" ? place : crowd.admitReturning(address);
    };
    world.always(() => {
      assert(stage.services.people.size <= 1 && crowd.guests <= 1, "more people than the limit");
    });
    const first = connect(world, stage, "bob", admit());
    first.terminal.isInstant = true;
    first.asks({ verb: "nick", argument: "bob" });
    first.asks({ verb: "resume" });
    const resumable = () => first.lines().find(({ about }) => about === "resumable");
    await world.until("bob has a token", () => resumable() !== undefined);
    first.terminal.isInstant = false;
    const { token } = resumable()!, isHere = () => stage.resumableSeats.find(token!) !== undefined;
    const isDone = ({ kind, about }: Line) =>
      kind === "refused" || about === "resumed" || about === "greeting";
    const visit = (name: string, request: Record<string, unknown>) =>
      world.spawn(name, async () => {
        if (name === "bob again" && isNoticed) {
          await world.step({ object: "bob", verb: "loses the connection", perform: () => {} });
          first.terminal.close();
          first.hangsUp();
        }
        await world.step({ object: "the door", verb: `${name} comes`, perform: () => {} });
        const place = admit();
        if (place === undefined) return; // somebody else is being asked at the door
        const again = connect(world, stage, name, place);
        await world.step({ object: name, verb: "asks", perform: () => again.asks(request) });
        await world.until(`${name} is answered`, () => again.lines().some(isDone));
        const { about, reason = about } = again.lines().find(isDone)!;
        if (name === "eve") assert(reason === "crowded_address" || about, `eve was told ${reason}`);
        else assert(reason === "resumed" || !isHere(), `refused while the seat was still there: ${reason}`);
        again.asks({ verb: "quit" });
        await again.session;
      });
    const bob = visit("bob again", { verb: "resume", argument: token, seen: 0 });
    const eve = visit("eve", { verb: "nick", argument: "eve" });
    await world.join(bob, eve);
    if (!isNoticed) first.hangsUp();
    await world.join(first.session);
    first.terminal.close();
    assertEquals([crowd.guests, crowd.admitReturning(address)?.settle()], [0, undefined], "a place is left");
  };
}

/** The scenarios. */
export const RESUME_SCENARIOS: readonly Scenario[] = [
  {
    name: "a client loses its connection while somebody speaks, and comes back to every line, or too late",
    model: resumeModel(["a1", "a2"], true),
    options: NO_SWEEP,
  },
  {
    name: "a client comes back while its old connection still seems alive, and gets every line once",
    model: resumeModel(["a1", "a2"], false),
    options: NO_SWEEP,
  },
  {
    name: "a client comes back at the limit that its own seat reaches, while somebody else comes too",
    model: officeModel(true),
    options: NO_SWEEP,
  },
  {
    name:
      "a client comes back at a limit while its old connection still seems alive, and somebody else comes too",
    model: officeModel(false),
    options: NO_SWEEP,
  },
];
