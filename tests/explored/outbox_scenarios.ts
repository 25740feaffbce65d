/**
 * One reader with its outbox, pump and valve, and everybody who can come in between: senders, a peer that is slow or
 * gone, the door that closes, and the fan-out that lets go of it.
 *
 * Whatever happens, lines come in the order in which they were sent, none of them twice, and those that do not come are
 * counted in a line that says so, as long as there is a peer to be told.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Event } from "../../lib/model/event.ts";
import type { FanOut } from "../../lib/delivery/fan_out.ts";
import type { Model, World } from "../explorer/mod.ts";
import { NO_SWEEP } from "./party.ts";
import type { Scenario } from "./scenario.ts";
import { type Seat, Stage, type StageOptions } from "./stage.ts";
import type { Terminal, TerminalOptions } from "./terminal.ts";

/** What actors around one reader deal with. */
interface Desk extends Seat {
  /** The world it is in. */
  readonly world: World;
  /** What it is seated in. */
  readonly fanOut: FanOut;
  /** What was sent as long as the outbox was open. */
  readonly sent: string[];
  /** What was answered. */
  readonly answered: string[];
  /** Whether somebody has begun to close the outbox. */
  isClosed: boolean;
  /** How much room others have taken, in bytes. */
  takenBytes: number;
}

/** Something somebody does, as a step; what it returns is waited for before they go on. */
type Act = readonly [verb: string, perform: (desk: Desk) => void | Promise<void>];

/** Sends lines of one word each. */
function send(...texts: readonly string[]): Act {
  return [`send ${texts.join(" ")}`, ({ fanOut, reader, sent, isClosed }) => {
    for (const text of texts) {
      fanOut.deliver(new Set([reader]), { kind: "joined", id: 1, time: 0, name: text } as Event);
    }
    if (!isClosed) sent.push(...texts);
  }];
}

/** Sends something long when the valve lets it, as a session does. */
function sendPolitely(text: string): Act {
  const [verb, perform] = send(text);
  return [`${verb} politely`, async (desk) => {
    for (let wait; (wait = desk.fanOut.valve.pass(100_000)) !== undefined;) await wait;
    await perform(desk);
  }];
}

/** Gives a telnet answer. */
function answer(text: string): Act {
  return [`answer ${text}`, ({ reader, answered }) => {
    reader.outbox.answer(new TextEncoder().encode(`<${text}>`));
    answered.push(`<${text}>`);
  }];
}

/** Closes the outbox and waits until it is written. */
const close: Act = ["close", (desk) => {
  desk.isClosed = true;
  return desk.reader.close();
}];

/** Waits until so many lines are shown or told to be missing. */
function see(count: number): Act {
  return [`wait for ${count} lines`, ({ world, terminal }) =>
    world.until(`${count} lines are shown`, () => {
      const { texts, skipped } = shownOn(terminal);
      return texts.length + skipped === count;
    })];
}

/** Lets go of the reader; the socket is closed then. */
const unseat: Act = ["unseat", ({ fanOut, reader, terminal }) => {
  fanOut.unseat(reader);
  terminal.close();
}];

/** Takes all the room there is for outboxes, as other readers may. */
const takeRoom: Act = ["take all the room", (desk) => {
  const { space } = desk.fanOut;
  const others = { level: 0, riseAt: Infinity, cost: 0, skipWaiting: () => ({ cost: 0 }) };
  for (let bytes = space.maxBytes; bytes > 0; bytes = space.maxBytes - space.bytes) {
    if (!space.claim(bytes) && !space.claimFromFullest(others, bytes)) break; // what is left is being written
    desk.takenBytes += bytes;
  }
}];

/** Gives that room back. */
const giveRoom: Act = ["give the room back", ({ fanOut: { space }, takenBytes }) => {
  space.release(takenBytes);
}];

/** Takes the valve down, as a server does that stops. */
const takeDown: Act = ["take the valve down", ({ fanOut }) => fanOut.valve[Symbol.dispose]()];

/** Actors who each do some things, one after the other. */
function outboxModel(
  rows: Readonly<Record<string, readonly Act[]>>,
  options: StageOptions & { readonly terminal?: TerminalOptions },
): Model {
  return async (world) => {
    using stage = new Stage(world, options);
    const { fanOut } = stage;
    const desk: Desk = {
      ...stage.seat("reader", options.terminal),
      world,
      fanOut,
      sent: [],
      answered: [],
      isClosed: false,
      takenBytes: 0,
    };
    const actors = Object.entries(rows).map(([name, acts]) =>
      world.spawn(name, async () => {
        for (const [verb, perform] of acts) await act(world, verb, () => perform(desk));
      })
    );
    await world.join(...actors);
    await act(world, "close at last", () => close[1](desk));
    fanOut.unseat(desk.reader);
    expectAll(desk);
  };
}

async function act(world: World, verb: string, perform: () => void | Promise<void>): Promise<void> {
  await world.step({ object: "outbox", verb, perform: () => {} });
  await perform();
}

function expectAll({ reader: { signal }, terminal, sent, answered }: Desk): void {
  const { texts, skipped } = shownOn(terminal);
  assertEquals(texts, sent.filter((text) => texts.includes(text)), "lines came out of order or twice");
  if (terminal.isBroken) return;
  assertEquals(texts.length + skipped, sent.length, "lines got lost");
  assertEquals(terminal.text.match(/<.>/g) ?? [], answered, "answers got lost");
  assertEquals(signal.aborted, false, "a session was ended that has a peer");
}

/** The words a terminal has shown, and how many it was told to have missed. */
function shownOn({ lines }: Terminal): { readonly texts: readonly string[]; readonly skipped: number } {
  const objects = lines.map((line) =>
    JSON.parse(line.replaceAll(/<.>/g, "")) as { from?: string; lines?: number }
  );
  return {
    texts: objects.map(({ from }) => from).filter((text) => text !== undefined),
    skipped: objects.reduce((sum, { lines = 0 }) => sum + lines, 0),
  };
}

/** The scenarios. */
export const OUTBOX_SCENARIOS: readonly Scenario[] = [
  {
    name: "a slow reader gets the lines of two senders in order, or is told how many it missed",
    model: outboxModel({ ann: [send("a1"), send("a2")], bob: [send("b1"), send("b2")] }, { outboxLines: 1 }),
    options: NO_SWEEP,
  },
  {
    name:
      "a slow reader loses what waits to others who need the room, in any state, and is told how many lines",
    model: outboxModel(
      { ann: [send("a1"), send("a2"), send("a3")], bob: [send("b1")], others: [takeRoom, giveRoom] },
      { outboxLines: 3, allOutboxesBytes: 10_000 },
    ),
    options: NO_SWEEP,
  },
  {
    name: "lines are shown although nobody closes the outbox",
    model: outboxModel({ ann: [send("a1"), see(1), send("a2"), send("a3"), see(3)] }, {
      flushMs: 5,
      outboxLines: 9,
    }),
    options: NO_SWEEP,
  },
  {
    name: "an outbox that is closed in any state is written to its end",
    model: outboxModel({ ann: [send("a1"), send("a2", "a3"), send("a4")], door: [close] }, {}),
    options: NO_SWEEP,
  },
  {
    name: "an outbox whose peer is gone in any state is closed all the same",
    model: outboxModel({ ann: [send("a1"), send("a2"), send("a3")], door: [close] }, {
      terminal: { canBreak: true },
    }),
    options: NO_SWEEP,
  },
  {
    name: "a reader that is unseated in any state keeps nobody waiting",
    model: outboxModel({ ann: [send("a1"), send("a2"), send("a3")], door: [close], fanOut: [unseat] }, {
      outboxLines: 1,
    }),
    options: NO_SWEEP,
  },
  {
    name: "telnet answers go out in order between the lines of a slow reader",
    model: outboxModel({ ann: [send("a1"), send("a2"), send("a3")], telnet: [answer("1"), answer("2")] }, {
      outboxLines: 1,
    }),
    options: NO_SWEEP,
  },
  {
    name:
      "senders at the valve go on when the reader does, when time passes, or when the server is taken down",
    model: outboxModel({
      paste: [send("p1"), send("p2", "p3")],
      ann: [sendPolitely("a1")],
      bob: [sendPolitely("b1")],
      server: [takeDown],
    }, { outboxLines: 3 }),
    options: NO_SWEEP,
  },
];
