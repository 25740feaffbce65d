/**
 * A server that drains while somebody comes, somebody comes back to their seat, and it is stopped: in every order nobody gets
 * in once it drains, whoever is in is told at most once, and all go in the end.
 *
 * @module
 */

import { assert } from "@std/assert";
import { Drain } from "../../lib/delivery/drain.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import type { Model } from "../explorer/mod.ts";
import { NO_SWEEP } from "./party.ts";
import { connect, type Line } from "./resume_scenarios.ts";
import type { Scenario } from "./scenario.ts";
import { Stage } from "./stage.ts";

/** How long the drain may take, in milliseconds: one look. */
const DRAIN_MS = 100;

/** Somebody who is in may lose their connection and come back, and somebody new may come. */
function drainModel({ comes, comesBack, stops }: Readonly<Record<string, boolean>>): Model {
  return async (world) => {
    using stage = new Stage(world, { outboxLines: 10 });
    const { fanOut } = stage, seats: ReturnType<typeof connect>[] = [];
    const sit = (name: string) => {
      const seat = connect(world, stage, name);
      seat.terminal.isInstant = true;
      seats.push(seat);
      return seat;
    };
    let allowed: ReadonlySet<Reader> | undefined;
    const closeDoor = () => {
      allowed = new Set([...fanOut.readers].filter(({ person }) => person !== undefined));
    };
    const settings = { drainMs: DRAIN_MS };
    const drain = new Drain({ fanOut, clock: world.clock, settings, log: silentLog, closeDoor });
    world.always(() => {
      for (const reader of allowed === undefined ? [] : fanOut.readers) {
        assert(
          reader.person === undefined || allowed!.has(reader),
          `${reader.person} came in during the drain`,
        );
      }
      for (const { lines } of seats) {
        assert(lines().filter(isTold).length <= 1, "somebody was told twice");
      }
    });
    const bob = sit("bob");
    bob.asks({ verb: "nick", argument: "bob" });
    bob.asks({ verb: "resume" });
    const resumable = () => bob.lines().find(({ about }) => about === "resumable");
    await world.until("bob has a token", () => resumable() !== undefined);
    const seen = bob.lines().findIndex(({ about }) => about === "resumable") + 1, { token } = resumable()!;
    const others = [
      world.spawn("drain", async () => {
        await world.step({ object: "server", verb: "drain", perform: () => void drain.begin() });
        await world.step({ object: "server", verb: "drain again", perform: () => void drain.begin() });
      }),
    ];
    const visit = (name: string, request: Record<string, unknown>) =>
      world.spawn(name, async () => {
        await world.step({ object: "door", verb: `${name} comes`, perform: () => {} });
        if (allowed !== undefined) return;
        const seat = sit(name);
        await world.step({ object: name, verb: "asks", perform: () => seat.asks(request) });
      });
    if (comes) others.push(visit("eve", { verb: "nick", argument: "eve" }));
    if (comesBack) {
      others.push(world.spawn("bob", async () => {
        await world.step({ object: "bob", verb: "loses the connection", perform: () => {} });
        const { length } = bob.lines();
        bob.terminal.close();
        bob.hangsUp();
        await visit("bob again", { verb: "resume", argument: token, seen: length - seen });
      }));
    }
    if (stops) {
      others.push(world.spawn("stop", async () => {
        await world.step({ object: "server", verb: "stop", perform: () => drain[Symbol.dispose]() });
      }));
    }
    await drain.over;
    drain[Symbol.dispose]();
    fanOut.endAll({ kind: "stopping" });
    await world.join(...others);
    await world.join(...seats.map(({ session }) => session));
    bob.terminal.close();
  };
}

function isTold({ about }: Line): boolean {
  return about === "draining";
}

/** The scenarios. */
export const DRAIN_SCENARIOS: readonly Scenario[] = [
  {
    name: "the server drains while somebody comes: they are in before, or not at all",
    model: drainModel({ comes: true }),
    options: NO_SWEEP,
  },
  {
    name: "the server drains while a client comes back to its seat: it is back before, or not at all",
    model: drainModel({ comesBack: true }),
    options: NO_SWEEP,
  },
  {
    name: "the server drains and is stopped while somebody comes",
    model: drainModel({ comes: true, stops: true }),
    options: NO_SWEEP,
  },
];
