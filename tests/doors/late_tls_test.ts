import { assertEquals } from "@std/assert";
import type { Caller } from "../../lib/doors/connection.ts";
import { LateTls } from "../../lib/doors/late_tls.ts";
import { RecentPages } from "../../lib/doors/recent_pages.ts";
import { Turnstile } from "../../lib/doors/turnstile.ts";
import { Undecided } from "../../lib/doors/undecided.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import { Background } from "../../lib/runtime/background.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { ARRIVAL } from "../support/at_the_entrance.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { FewFiles } from "../support/few_files.ts";
import { LogBook } from "../support/log_book.ts";
import { FakeTlsNetwork } from "../support/tls_network.ts";

Deno.test("where no file can be opened to load TLS, whoever comes gets an alert, and the next one has it loaded", async () => {
  const files = new FewFiles(), book = new LogBook(), clock = new FakeClock(), chat: Caller[] = [];
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 9 }), network = new FakeTlsNetwork();
  const background = new Background((_, error) => {
    throw error;
  });
  const config = { ...CHAT_ONLY, tls: "on", data: "none" } as const;
  using tls = new LateTls({
    ...{ clock, network, config, crowd, background, log: book.log, undecided: new Undecided(), spare: files },
    turnstile: new Turnstile(clock, 8),
    ...{ deadlines: new Deadlines(clock), activities: unobserved(clock), tally: new Tally() },
    ...{ challenges: new Map(), pages: new RecentPages(clock) },
    doors: { chat: (caller) => void chat.push(caller) },
  });
  const come = () => {
    const connection = new FakeConnection(), ticket = crowd.admit("192.0.2.1", false);
    tls.take({ connection, first: undefined, arrival: ARRIVAL, ticket });
    return connection;
  };
  tls.begin();
  await background.settled();
  const refused = [come(), come()];
  for (const connection of refused) connection.feed(null);
  await background.settled();
  for (const { taken, disposals } of refused) {
    assertEquals([[...taken], disposals], [[0x15, 3, 3, 0, 2, 2, 80], 1]);
  }
  assertEquals([crowd.guests, chat.length], [0, 0]);
  const no = "warning: No TLS, all else goes on: almost all open files are in use";
  const told = "warning: Refused a connection from 192.0.2.1:1: almost all open files are in use";
  assertEquals(book.lines.toSorted(), [no, no, told, told]);
  assertEquals(tls.condition().troubles, ["TLS: it cannot be loaded: almost all open files are in use"]);

  files.hasSome = true;
  const served = come();
  await until(() => tls.condition().troubles.length === 0);
  await settled();
  assertEquals([served.disposals, chat.map(({ arrival }) => arrival.door)], [0, ["tls"]]);
  served[Symbol.dispose]();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 1)); // a key is made, which takes real time
}
