/** Two nodes of one chat on a real server: the log that both make of its stream. */

import { assertEquals } from "@std/assert";
import type { Entry, Life, NotDone } from "../../../lib/cluster/bus.ts";
import { NodeBus } from "../../../lib/cluster/node_bus.ts";
import type { Stamped } from "../../../lib/cluster/stamped.ts";
import { systemClock } from "../../../lib/runtime/clock.ts";
import { silentLog } from "../../../lib/runtime/log.ts";
import { natsLedgerOf } from "../../support/nats_ledger.ts";
import { NatsServer, natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

interface Word {
  readonly word: string;
}

/** A node that keeps what it is told. */
class WordNode {
  readonly told: Entry<Word>[] = [];
  readonly whispers: unknown[] = [];
  readonly trouble: string[] = [];
  readonly bus: NodeBus<Word>;
  #wanted: { readonly count: number; readonly go: () => void } | undefined;

  constructor(server: NatsServer, node: string) {
    this.bus = new NodeBus<Word>({
      ledger: natsLedgerOf<Stamped<Word>>(server, ({ act }) => act.kind),
      node,
      newLife: () => crypto.randomUUID() as Life,
      version: 1,
      saved: undefined,
      clock: systemClock,
      patienceMs: 15_000,
      log: silentLog,
      onTurn: () => this.told.length >= (this.#wanted?.count ?? Infinity) && this.#wanted?.go(),
      onFailed: (reason) => this.trouble.push(reason),
    });
    this.bus.open(0, {
      told: (entry) => this.told.push(entry),
      refused: ({ word }: Word, why: NotDone) => this.trouble.push(`${word} ${why}`),
      whispered: (what) => this.whispers.push(what) > 0,
      ended: (life: Life) => this.trouble.push(`${life} is over`),
    });
  }

  /** Resolves when so many entries have been told. */
  async until(count: number): Promise<void> {
    if (this.told.length >= count) return;
    await new Promise<void>((go) => this.#wanted = { count, go });
  }
}

testWith(
  await natsThere(),
  "two nodes tell the same, each its own in order, also what was said while the server was dead",
  async () => {
    await using server = await NatsServer.start();
    const nodes = [new WordNode(server, "berlin"), new WordNode(server, "paris")];
    await Promise.all(nodes.map(({ bus }) => bus.ready));
    const say = (from: number, to: number) => {
      for (let i = from; i < to; i++) nodes.forEach(({ bus }, node) => bus.append({ word: `${node}.${i}` }));
    };
    say(0, 500);
    await nodes[0]!.until(200);
    await server.kill();
    say(500, 600);
    await server.start();
    say(600, 700);
    await Promise.all(nodes.map((node) => node.until(1400)));
    const [berlin, paris] = nodes;
    assertEquals(berlin!.told, paris!.told);
    for (const node of [0, 1]) {
      const own = berlin!.told.map(({ deed }) => deed.word).filter((word) => word.startsWith(`${node}.`));
      assertEquals(own, Array.from({ length: 700 }, (_, i) => `${node}.${i}`));
    }
    const life = berlin!.told.find(({ deed }) => deed.word === "1.0")!.life!;
    assertEquals(await berlin!.bus.whisper(life, { only: "for paris" }), true);
    assertEquals([berlin!.whispers, paris!.whispers], [[], [{ only: "for paris" }]]);
    assertEquals(nodes.flatMap(({ trouble }) => trouble), []);
    await Promise.all(nodes.map(({ bus }) => bus.close()));
  },
);
