/**
 * The channel itself, with several producers, one consumer, and somebody who closes or disposes it in every state. It
 * never makes anybody wait, so each call is a step; what it says is compared with a list kept beside it.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { BoundedChannel } from "../../lib/runtime/channel.ts";
import type { Model, World } from "../explorer/mod.ts";
import type { Scenario } from "./scenario.ts";

/** A channel that holds two things of cost 3 in all, and what it has to answer. */
class CheckedChannel {
  readonly #channel = new BoundedChannel<string>({ count: 2, cost: 3 });
  #waiting: { readonly item: string; readonly cost: number }[] = [];
  #missed = 0;
  #isClosed = false;

  offer(item: string, cost: number): boolean {
    const sum = this.#waiting.reduce((sum, { cost }) => sum + cost, cost);
    const fits = this.#missed === 0 && this.#waiting.length < 2 && sum <= 3;
    assertEquals(this.#channel.offer(item, cost), fits && !this.#isClosed, `offer ${item}`);
    if (!this.#isClosed) {
      if (fits) this.#waiting.push({ item, cost });
      else this.#missed++;
    }
    return fits;
  }

  take(): string {
    const { items, missed } = this.#channel.takeAll();
    assertEquals({ items, missed }, { items: this.#waiting.map(({ item }) => item), missed: this.#missed });
    this.#waiting = [];
    this.#missed = 0;
    return `${items.join(" ")} and ${missed} missed`;
  }

  close(): void {
    this.#channel.close();
    this.#isClosed = true;
  }

  dispose(): void {
    this.#channel[Symbol.dispose]();
    this.#isClosed = true;
    this.#waiting = [];
    this.#missed = 0;
  }

  /** Whether it says of itself what is so. */
  check(): void {
    const { count, cost, isEmpty } = this.#channel, { isClosed, missed } = this.#channel.snapshot();
    assertEquals({ count, cost, isClosed, isEmpty, missed }, {
      count: this.#waiting.length,
      cost: this.#waiting.reduce((sum, { cost }) => sum + cost, 0),
      isClosed: this.#isClosed,
      isEmpty: this.#waiting.length === 0 && this.#missed === 0,
      missed: this.#missed,
    });
  }
}

type Act = (channel: CheckedChannel) => unknown;

const offer = (item: string, cost = 1): Act => (channel) => channel.offer(item, cost);
const take: Act = (channel) => channel.take();
const close: Act = (channel) => channel.close();
const dispose: Act = (channel) => channel.dispose();

/** Actors who each do some things, one after the other. */
function channelModel(acts: Readonly<Record<string, readonly Act[]>>): Model {
  return (world: World) => {
    const channel = new CheckedChannel();
    world.always(() => channel.check());
    for (const [name, row] of Object.entries(acts)) {
      world.spawn(name, async () => {
        for (const act of row) {
          await world.step({ object: "channel", verb: act.name || "offer", perform: () => act(channel) });
        }
      });
    }
  };
}

/** The scenarios. The number of orders is that of the ways to shuffle the rows: for the first 9! / (2! 2! 2! 3!). */
export const CHANNEL_SCENARIOS: readonly Scenario[] = [
  {
    name: "a channel keeps the order of three producers, and loses and doubles nothing",
    model: channelModel({
      ann: [offer("a1"), offer("a2", 2)],
      bob: [offer("b1", 3), offer("b2")],
      cy: [offer("c1", 2), offer("c2")],
      reader: [take, take, take],
    }),
  },
  {
    name: "a channel that is closed in any state takes nothing new and gives what it has",
    model: channelModel({
      ann: [offer("a1"), offer("a2", 2)],
      bob: [offer("b1"), offer("b2")],
      door: [close, close],
      reader: [take, take],
    }),
  },
  {
    name: "a channel that is disposed in any state is empty for ever",
    model: channelModel({
      ann: [offer("a1"), offer("a2", 2)],
      bob: [offer("b1"), offer("b2")],
      door: [close, dispose],
      reader: [take, take],
    }),
  },
];
