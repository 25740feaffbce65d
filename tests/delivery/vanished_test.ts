import { assertEquals } from "@std/assert";
import type { Farewell } from "../../lib/model/farewell.ts";
import { endVanished } from "../../lib/delivery/vanished.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("endVanished() gives up peers that acknowledged nothing for two minutes, once a minute, and nobody else", async () => {
  const clock = new FakeClock();
  const silentMs = new Map([["quick:1", 0], ["slow:2", 119_999], ["gone:3", 120_000]]);
  const ended: [string, Farewell][] = [];
  const peers = [...silentMs.keys()].map((peer) => ({
    origin: { peer },
    lose: (farewell: Farewell) => void ended.push([peer, farewell]),
  }));
  const looking = endVanished(clock, peers, (peer) => silentMs.get(peer)!);
  await clock.advance(59_999);
  assertEquals(ended, []);
  await clock.advance(1);
  assertEquals(ended, [["gone:3", { kind: "vanished", silentMs: 120_000 }]]);
  silentMs.set("slow:2", 179_999);
  await clock.advance(60_000);
  assertEquals(ended.slice(1).map(([peer]) => peer), ["slow:2", "gone:3"]);
  looking[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});
