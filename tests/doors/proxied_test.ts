import { assertEquals } from "@std/assert";
import { ARRIVAL, arrive, readAll } from "../support/at_the_entrance.ts";
import { settled } from "../support/fake_clock.ts";
import { proxyHeader } from "../support/proxy_headers.ts";

const LINE = "PROXY TCP4 198.51.100.9 192.0.2.1 7000 8080\r\n";
const BYTES = proxyHeader({ source: [198, 51, 100, 9], port: 7000, more: 300 });

Deno.test("whoever a proxy calls for stands at the entrance under their own address, however the header is cut", async () => {
  for (const header of [LINE, BYTES]) {
    for (
      const [text, kind] of [["anna\nhi\n", "chat"], ["\x16\x03\x01", "tls"], [
        "GET / HTTP/1.1\r\n\r\n",
        "http",
      ]] as const
    ) {
      for (let at = 1; at < header.length + text.length; at++) {
        const { connection, says, kinds, taken } = arrive({ isProxied: true });
        const whole = header + text;
        await says(whole.slice(0, at));
        const isTaken = kinds().length > 0;
        while (!isTaken && connection.isBeingRead === false) await settled();
        if (!isTaken) await says(whole.slice(at));
        assertEquals(kinds(), [kind], `cut at ${at}`);
        const [, caller] = taken[0]!;
        assertEquals(await readAll(caller, isTaken ? whole.slice(at) : ""), text);
        assertEquals(caller.arrival, { ...ARRIVAL, address: "198.51.100.9", peer: "198.51.100.9:7000" });
      }
    }
  }
});

Deno.test("whoever a proxy calls for is admitted and trusted by their own address", async () => {
  const { says, come, clock, crowd, taken } = arrive({ isProxied: true, greetAfterMs: 0 });
  const others = [come(), come()];
  assertEquals(crowd.guests, 0);
  await says(LINE);
  others[0]!.say(LINE);
  others[1]!.say("PROXY TCP6 ::ffff:127.0.0.1 ::1 9 8080\r\n");
  await settled();
  assertEquals(
    taken.map(([kind, { ticket, arrival }]) => [kind, ticket.kind, arrival.peer, arrival.isTrusted]),
    [
      ["chat", "place", "198.51.100.9:7000", false],
      ["chat", "crowded_address", "198.51.100.9:7000", false],
      ["chat", "place", "127.0.0.1:9", true],
    ],
  );
  await clock.advance(10_000);
  assertEquals(await readAll(taken[0]![1], "anna\n"), "anna\n");
});

Deno.test("a second header is not the proxy's: it comes to the chat as text", async () => {
  const { says, kinds, taken } = arrive({ isProxied: true });
  await says(LINE + LINE);
  assertEquals(kinds(), ["chat"]);
  assertEquals(await readAll(taken[0]![1]), LINE);
});

Deno.test("without a right header it is the proxy itself, and every byte comes along", async () => {
  for (
    const text of [
      "anna\n",
      "PROXIMA\n",
      "PROXY TCP4 1 2 3 4\r\n",
      "\r\n\r\nanna\n",
      proxyHeader({ source: [1], family: 0x21 }),
    ]
  ) {
    for (let at = 1; at < text.length; at++) {
      const { connection, says, kinds, taken } = arrive({ isProxied: true });
      await says(text.slice(0, at));
      const isTaken = kinds().length > 0;
      if (!isTaken && connection.isBeingRead) await says(text.slice(at));
      const [kind, caller] = taken[0]!;
      assertEquals([kind, caller.arrival], ["chat", ARRIVAL], text);
      assertEquals(await readAll(caller, isTaken ? text.slice(at) : ""), text);
    }
  }
});

Deno.test("a proxy that says nothing has a second, one whose header is cut five; at its end it is the proxy itself", async () => {
  const silent = arrive({ isProxied: true, greetAfterMs: 0 });
  await silent.clock.advance(999);
  assertEquals([silent.kinds(), silent.undecided.size], [[], 1]);
  await silent.clock.advance(1);
  assertEquals([silent.kinds(), silent.undecided.size], [["chat"], 0]);

  const cut = arrive({ isProxied: true, greetAfterMs: 0 });
  await cut.clock.advance(998);
  await cut.says("PROXY ");
  await cut.clock.advance(4998);
  await cut.says("TCP4");
  assertEquals(cut.kinds(), []);
  await cut.clock.advance(2);
  assertEquals(cut.kinds(), ["chat"]);
  assertEquals(await readAll(cut.taken[0]![1], "\n"), "PROXY TCP4\n");

  const ended = arrive({ isProxied: true });
  ended.connection.feed(null);
  await settled();
  assertEquals([ended.kinds(), ended.undecided.size], [["chat"], 0]);
});

Deno.test("when the server stops no connection of a proxy is left", () => {
  const { connection, undecided } = arrive({ isProxied: true });
  undecided[Symbol.dispose]();
  assertEquals([connection.isClosed, undecided.size], [true, 0]);
});
