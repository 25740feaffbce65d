/**
 * Two nodes of one chat, on a log that tells later.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import type { ThisNode } from "../../lib/chat/this_node.ts";
import type { Life } from "../../lib/cluster/bus.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { once } from "../../lib/runtime/soon.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { arrive } from "../../lib/commands/you/arrive.ts";
import { askerAt, Chat, type ChatOptions, PLAIN, Typist } from "./chat.ts";
import { settled } from "./fake_clock.ts";
import { type LateBus, LateLog } from "./late_bus.ts";
import { nodeCondition } from "./node_condition.ts";
import { LARGE } from "./party.ts";
import { QUICK_PASSWORDS } from "./quick_passwords.ts";
import { stateOf } from "./recorded_log.ts";

type Named = readonly [name: string, bus: LateBus<Deed>];

/** What comes of trying to come in. */
export type Coming = Promise<Typist | Refusal>;

/** Two nodes, here and there. Dispose them. */
export class TwoNodes implements Disposable {
  readonly log = new LateLog<Deed>();
  readonly bus: { readonly here: LateBus<Deed>; readonly there: LateBus<Deed> };
  readonly here: Chat;
  readonly there: Chat;

  constructor(options: ChatOptions = {}) {
    this.bus = { here: this.log.bus("here's life" as Life), there: this.log.bus("there's life" as Life) };
    const common = { bounds: LARGE, passwords: QUICK_PASSWORDS, network: this, ...options };
    const [berlin, lisbon] = [["berlin", this.bus.here], ["lisbon", this.bus.there]] as const;
    this.here = new Chat({ ...common, bus: this.bus.here, node: nodeOf(berlin, lisbon) });
    this.there = new Chat({ ...common, bus: this.bus.there, node: nodeOf(lisbon, berlin) });
    this.log.time = this.here.clock.time();
  }

  /** Begins to come in at a node. */
  comes(chat: Chat, name: string, dialect: Dialect = PLAIN, address = "192.0.2.1"): Coming {
    const { reader, terminal } = chat.seat(dialect);
    const arrived = arrive(askerAt(chat.services, reader), cleanText(name), address);
    return Promise.resolve(once(arrived, (guest) => (
      guest.kind === "guest" ? new Typist(chat, guest, reader, terminal) : guest
    )));
  }

  /** Lets somebody in at a node, and everybody hears of it. */
  async enter(chat: Chat, name: string, dialect: Dialect = PLAIN): Promise<Typist> {
    const coming = this.comes(chat, name, dialect);
    await this.settle();
    const typist = await coming;
    if (!(typist instanceof Typist)) throw new Error(`${name} was refused: ${typist.kind}`);
    return typist;
  }

  /** Waits until all that is under way is told, done and written. */
  async settle(): Promise<void> {
    for (let i = 0; i < 5; i++) { // what follows from what is told, and what is compared beside the chat
      this.log.settle();
      await settled();
    }
    for (const chat of [this.here, this.there]) await chat.flush();
  }

  [Symbol.dispose](): void {
    this.log.settle();
    assertEquals(stateOf(this.here.fold), stateOf(this.there.fold), "the nodes have come to two chats");
    for (const chat of [this.here, this.there]) chat[Symbol.dispose]();
  }
}

/** A node among two, as it tells of itself. */
function nodeOf([node, bus]: Named, [other, { life }]: Named): ThisNode {
  const peers = [{ node: other, life, since: undefined, missedBeats: 0 }];
  return () => nodeCondition({ node, life: bus.life, isUp: !bus.isCutOff, peers });
}

/** Two nodes with people in them, who have forgotten what they heard of each other's coming. Dispose it. */
export async function twoNodes<Here extends string, There extends string>(
  here: readonly Here[],
  there: readonly There[],
  options: ChatOptions = {},
) {
  const nodes = new TwoNodes(options), people: Partial<Record<Here | There, Typist>> = {};
  for (const name of here) people[name] = await nodes.enter(nodes.here, name);
  for (const name of there) people[name] = await nodes.enter(nodes.there, name);
  for (const typist of Object.values<Typist | undefined>(people)) typist?.hears();
  const all = people as Record<Here | There, Typist>;
  return { nodes, ...all, [Symbol.dispose]: () => nodes[Symbol.dispose]() };
}

/** Types lines one after the other, each by whoever is named before it; returns what each of some people heard. */
export async function story<Name extends string>(
  people: Readonly<Record<Name, Typist>>,
  names: readonly Name[],
  ...lines: (readonly [Name, string])[]
): Promise<Record<string, string[]>> {
  for (const [name, line] of lines) await people[name].types(line);
  return Object.fromEntries(names.map((name) => [name, people[name].hears()]));
}
