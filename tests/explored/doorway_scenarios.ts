/**
 * Newcomers at a doorway that is closed because most readers are behind, and everything that may happen meanwhile: readers
 * catch up, time passes, a newcomer is gone, the server is taken down.
 *
 * Nobody is let in too early or in front of whoever came first, nobody waits for ever, and nobody who is gone is
 * waited for.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { Doorway } from "../../lib/delivery/doorway.ts";
import type { Model, World } from "../explorer/mod.ts";
import type { Scenario } from "./scenario.ts";

/** So many readers, of whom so many are written to: one more than the doorway stays open for. */
const READERS = 200, WRITING = 129;

/** How long newcomers wait at most, in milliseconds: two looks of the doorway. */
const MAX_WAIT_MS = 15;

/** What else happens. */
interface Meanwhile {
  /** Whether a reader catches up: then the doorway is open. */
  readonly catchesUp?: boolean;
  /** Whether bob's connection ends. */
  readonly loses?: boolean;
  /** Whether the server is taken down. */
  readonly goesDown?: boolean;
}

/** A model of ann and bob at one doorway. */
function doorwayModel({ catchesUp = false, loses = false, goesDown = false }: Meanwhile): Model {
  return async (world) => {
    const { clock } = world;
    const doorway = new Doorway(clock, () => READERS, { isHalfFull: false }, () => MAX_WAIT_MS);
    doorway.writing = WRITING;
    const queue: string[] = []; // who waits, first come first
    let isDown = false;
    const comes = async (name: string, newcomer: AbortController) => {
      const { signal } = newcomer;
      await does(world, name, "come");
      const cameAt = clock.now();
      const wait = doorway.enter(newcomer);
      if (wait === undefined) {
        assert(signal.aborted || !doorway.isClosed, `${name} came in through a closed doorway`);
        assertEquals(signal.aborted ? [] : queue, [], `${name} came in past others`);
        return;
      }
      queue.push(name);
      const leaves = () => void queue.splice(queue.indexOf(name), 1);
      signal.addEventListener("abort", leaves);
      await wait;
      if (signal.aborted) return;
      signal.removeEventListener("abort", leaves);
      const waitedMs = clock.now() - cameAt;
      assert(isDown || !doorway.isClosed || waitedMs >= MAX_WAIT_MS, `${name} was let in too early`);
      assertEquals(queue[0], name, `${name} was let in before others`);
      leaves();
    };
    const ann = new AbortController(), bob = new AbortController();
    world.always(() => assertEquals(doorway.waiting, queue.length, "somebody waits who is gone"));
    const actors = [
      world.spawn("ann", () => comes("ann", ann)),
      world.spawn("bob", () => comes("bob", bob)),
    ];
    const happens = (isTold: boolean, name: string, verb: string, perform: () => void) => {
      if (!isTold) return;
      actors.push(world.spawn(name, async () => {
        await does(world, name, verb);
        perform();
      }));
    };
    happens(catchesUp, "reader", "catch up", () => void doorway.writing--);
    happens(loses, "network", "lose bob", () => bob.abort());
    happens(goesDown, "server", "go down", () => {
      isDown = true;
      doorway[Symbol.dispose]();
    });
    await world.join(...actors);
    doorway[Symbol.dispose]();
  };
}

function does(world: World, object: string, verb: string): Promise<void> {
  return world.step({ object, verb, perform: () => {} });
}

/** The scenarios. */
export const DOORWAY_SCENARIOS: readonly Scenario[] = [
  {
    name: "newcomers are let in when a reader catches up, or when they have waited long enough",
    model: doorwayModel({ catchesUp: true }),
  },
  {
    name: "newcomers wait no longer than they are there, and all go on when the server is taken down",
    model: doorwayModel({ catchesUp: true, loses: true, goesDown: true }),
  },
];
