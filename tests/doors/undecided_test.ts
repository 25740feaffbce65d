import { assertEquals } from "@std/assert";
import { ARRIVAL, arrive, FedConnection, latin1 } from "../support/at_the_entrance.ts";
import { MOST_UNDECIDED as MOST, Undecided } from "../../lib/doors/undecided.ts";
import { settled } from "../support/fake_clock.ts";

Deno.test("where no more can stand at the entrance, the one who has stood longest gives way to the one who comes", async () => {
  const { clock, connection, come, kinds, undecided } = arrive({ maxGuestsPerAddress: 2 * MOST });
  for (let at = 1; at < MOST; at++) come();
  assertEquals([kinds(), undecided.size], [[], MOST]);
  const last = new FedConnection();
  come(last); // for the first one, who has said nothing
  assertEquals([kinds(), undecided.size], [["chat"], MOST]);
  last.feed(latin1("\x16\x03\x01"));
  await settled();
  assertEquals(kinds(), ["chat", "tls"]);
  assertEquals(connection.isClosed, false);
  await clock.advance(300);
});

Deno.test("who gives way with half a request is the web door's; a proxy's connection is closed", async () => {
  const { connection, come, kinds } = arrive({ maxGuestsPerAddress: 2 * MOST });
  connection.say("GET /");
  await settled();
  for (let at = 0; at < MOST; at++) come();
  assertEquals(kinds(), ["http"]);

  const proxied = arrive({ isProxied: true });
  for (let at = 0; at < MOST; at++) proxied.come();
  assertEquals([proxied.connection.isClosed, proxied.undecided.size], [true, MOST]);
});

Deno.test("where nobody gives way, whoever is one too many is not added", () => {
  const undecided = new Undecided(MOST), one = () => ({ [Symbol.dispose]() {} });
  for (let at = 0; at < MOST; at++) assertEquals(undecided.add(one()), true);
  assertEquals([undecided.add(one()), undecided.size], [false, MOST]);
});

Deno.test("of those who have no place 64 stand there, and 16 of one network", () => {
  const undecided = new Undecided(MOST), one = () => ({ [Symbol.dispose]() {} });
  const ticket = { kind: "crowded", guests: 1 } as const;
  const from = (address: string) => ({ ticket, arrival: { ...ARRIVAL, address } });
  const first = one();
  const added = (address: string, count = 1) =>
    Array.from({ length: count }, () => undecided.add(one(), from(address))).filter((is) => is).length;
  assertEquals([undecided.add(first, from("192.0.2.1")), added("192.0.2.1", 99)], [true, 15]);
  assertEquals(["2001:db8::1", "2001:db8::2", "2001:db8::3"].map((it) => added(it, 7)), [7, 7, 2]);
  for (const it of [first, first]) undecided.delete(it);
  assertEquals([added("::ffff:192.0.2.1", 2), added("192.0.2.3", 20)], [1, 16]);
  assertEquals([added("192.0.2.4", 20), added("192.0.2.5"), undecided.size], [16, 0, 64]);
  undecided[Symbol.dispose]();
  undecided.delete(first);
  assertEquals(added("192.0.2.6"), 0);
});
