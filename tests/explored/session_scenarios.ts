/**
 * One session from its first line to its farewell, ended from every side at every moment. It has to return one farewell,
 * leave the hub, and let go of everything: its timers, its listeners, its lines.
 *
 * @module
 */

import { onePlace } from "../support/place.ts";
import { sessionMeters } from "../support/meters.ts";
import { farewellOf, openingOf } from "../support/conversation.ts";
import { assert, assertEquals } from "@std/assert";
import type { Farewell } from "../../lib/model/farewell.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import type { SessionBounds } from "../../lib/session/session.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import { PeerGone } from "../../lib/wire/socket_text.ts";
import type { Model } from "../explorer/mod.ts";
import { NO_SWEEP } from "./party.ts";
import type { Scenario } from "./scenario.ts";
import { type Seat, Stage } from "./stage.ts";

/** A name within ten seconds, and no pace. */
const BOUNDS: SessionBounds = { nameMs: 10_000, nameTries: 2, maxLineBytes: 1000, pace: undefined };

/** How the peer's side of the connection ends. */
type End = "goes silent" | "hangs up" | "resets the connection";

/** What happens around one session. */
interface Course {
  /** What the peer types. */
  readonly lines: readonly string[];
  /** What it does then. */
  readonly end: End;
  /** How others end it, at any moment. */
  readonly farewells: readonly Farewell[];
  /** What is different from {@linkcode BOUNDS}. */
  readonly bounds?: Partial<SessionBounds>;
  /** The farewells it may return. */
  readonly expected: readonly Farewell["kind"][];
}

/** A model of one session. */
function sessionModel({ lines, end, farewells, bounds, expected }: Course): Model {
  return async (world) => {
    using stage = new Stage(world, { outboxLines: 10 });
    const { services, fanOut } = stage;
    const { clock } = world;
    const seat = stage.seat("ann");
    seat.terminal.isInstant = true; // slow readers are another scenario's
    const listeners = countListeners(seat);
    const opening = Promise.withResolvers<ReadableStream<string>>();
    const type = (line: string) => world.step({ object: "ann", verb: line, perform: () => {} });
    const peer = world.spawn("ann", async () => {
      let isCancelled = false;
      let controller!: ReadableStreamDefaultController<string>;
      const stream = new ReadableStream<string>({
        start: (it) => void (controller = it),
        cancel: () => void (isCancelled = true),
      });
      for (const [i, line] of lines.entries()) {
        await type(`type ${line}`);
        if (i === 0) opening.resolve(stream);
        if (!isCancelled) controller.enqueue(line);
      }
      if (end === "goes silent") return;
      await type(end);
      if (isCancelled) return;
      if (end === "hangs up") controller.close();
      else controller.error(new PeerGone("the connection was reset"));
    });
    const session = world.spawn("session", () =>
      farewellOf(openingOf(opening.promise), {
        services,
        resumableSeats: stage.resumableSeats,
        paces: stage.paces,
        ...{ reader: seat.reader, place: onePlace() },
        address: "192.0.2.1",
        fanOut,
        ticks: new Ticks(clock),
        clock,
        deadlines: new Deadlines(clock),
        bounds: { ...BOUNDS, ...bounds },
        ...sessionMeters(),
      }));
    const enders = farewells.map((farewell) =>
      world.spawn(farewell.kind, async () => {
        await world.step({ object: "session", verb: `end: ${farewell.kind}`, perform: () => {} });
        seat.reader.end(farewell);
      })
    );
    const farewell = await session;
    assertEquals(services.people.size, 0, "the guest is still in");
    assert(expected.includes(farewell.kind), `the farewell is ${farewell.kind}`);
    const { aborted, reason } = seat.reader.signal;
    assert(aborted || listeners.size === 0, "the session still listens for its end");
    assertEquals(farewell, aborted ? reason : { kind: "hung_up" }, "not the first farewell");
    await world.join(peer, ...enders);
    fanOut.unseat(seat.reader);
  };
}

/** Keeps count of those who listen for the end of a session. */
function countListeners({ reader: { signal } }: Seat): ReadonlySet<unknown> {
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners.add(args[1]);
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners.delete(args[1]);
    removeEventListener.apply(signal, args);
  };
  return listeners;
}

const STOPPING: Farewell = { kind: "stopping" }, SLOW: Farewell = { kind: "too_slow", stalledMs: 1 };

const NAME = JSON.stringify({ verb: "nick", argument: "ann" });

/** The scenarios. */
export const SESSION_SCENARIOS: readonly Scenario[] = [
  {
    name: "a session ends once, whoever ends it first: the person, the line, the fan-out or the server",
    model: sessionModel({
      lines: [NAME, said("a1"), `{"verb":"quit"}`],
      end: "hangs up",
      farewells: [STOPPING, SLOW],
      expected: ["quit", "hung_up", "stopping", "too_slow"],
    }),
    options: NO_SWEEP,
  },
  {
    name: "a session whose connection is reset ends as one that was hung up",
    model: sessionModel({
      lines: [NAME, said("hello")],
      end: "resets the connection",
      farewells: [STOPPING],
      expected: ["hung_up", "stopping"],
    }),
    options: NO_SWEEP,
  },
  {
    name: "a session of somebody who never gives a name ends when the patience does",
    model: sessionModel({
      lines: [`{"verb":"help"}`],
      end: "goes silent",
      farewells: [],
      bounds: { nameMs: 500 },
      expected: ["nameless"],
    }),
    options: NO_SWEEP,
  },
  {
    name: "a session waits for the first line no longer than for its end",
    model: sessionModel({
      lines: [],
      end: "goes silent",
      farewells: [STOPPING, SLOW],
      expected: ["stopping", "too_slow"],
    }),
    options: NO_SWEEP,
  },
  {
    name: "a session that keeps somebody's pace can be ended while they wait",
    model: sessionModel({
      lines: [NAME, said("a1"), said("a2")],
      end: "hangs up",
      farewells: [STOPPING],
      bounds: { pace: { paceLines: 10, paceBurst: 1 } },
      expected: ["hung_up", "stopping"],
    }),
    options: NO_SWEEP,
  },
];

function said(text: string): string {
  return JSON.stringify({ verb: "say", argument: text });
}
