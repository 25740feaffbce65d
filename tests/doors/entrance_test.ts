import { assertEquals } from "@std/assert";
import { careful } from "../../lib/doors/careful.ts";
import { arrive, latin1, readAll, readOn } from "../support/at_the_entrance.ts";
import { settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

Deno.test("whoever says nothing is welcomed to the chat after greetAfterMs, and not a millisecond earlier", async () => {
  const { clock, kinds, undecided } = arrive();
  await clock.advance(299);
  assertEquals([kinds(), undecided.size], [[], 1]);
  await clock.advance(1);
  assertEquals([kinds(), undecided.size], [["chat"], 0]);
});

Deno.test("with greetAfterMs 0 everybody is welcomed at once, and nothing is read", () => {
  const { kinds, taken } = arrive({ greetAfterMs: 0 });
  assertEquals([kinds(), taken[0]![1].first], [["chat"], undefined]);
});

Deno.test("whoever speaks is taken to the door for it, however it is cut, and every byte comes along", async () => {
  for (
    const [text, kind] of [
      ["\x16\x03\x01\x02\x00rest", "tls"],
      ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "http"],
      ["anna\nhi\n", "chat"],
      [`GET /${"a".repeat(500)} HTTP/1.1\r\n\r\n`, "http"],
      ["SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6\r\nrest", "ssh"],
      ["SSH-1.99-old\n", "ssh"],
      ["SSH\n", "chat"],
      ["SSH-fan\n", "chat"],
    ] as const
  ) {
    for (let at = 1; at < text.length; at++) {
      const { connection, kinds, taken } = arrive();
      connection.feed(latin1(text.slice(0, at)));
      await settled();
      const isTaken = kinds().length > 0;
      if (!isTaken) connection.feed(latin1(text.slice(at)));
      await settled();
      assertEquals(await readAll(taken[0]![1], isTaken ? text.slice(at) : ""), text);
      assertEquals(kinds(), [kind], `${text} cut at ${at}`);
    }
  }
});

Deno.test("without a door of its own what is spoken comes to the chat", async () => {
  const { connection, kinds } = arrive({ without: ["tls"] });
  connection.feed(latin1("\x16\x03\x01"));
  await settled();
  assertEquals(kinds(), ["chat"]);
});

Deno.test("half of a request line that nothing follows is welcomed to the chat with what came, as is an end", async () => {
  const { clock, connection, kinds, taken } = arrive();
  connection.feed(latin1("GE"));
  await settled();
  await clock.advance(300);
  assertEquals(kinds(), ["chat"]);
  connection.feed(latin1("rd\n"));
  await settled();
  assertEquals(await readAll(taken[0]![1]), "GErd\n");

  const ended = arrive();
  ended.connection.feed(null);
  await settled();
  assertEquals([ended.kinds(), await readOn(ended.taken[0]![1])], [["chat"], ""]);
});

Deno.test("whoever is one too many is taken to the door with the refusal; when the server stops nobody stands there", async () => {
  const { clock, connection, come, taken, undecided, crowd } = arrive();
  come(connection);
  await clock.advance(300);
  assertEquals(taken.map(([, { ticket }]) => ticket.kind), ["place", "crowded_address"]);
  come(connection);
  const [, { ticket }] = taken[0]!;
  if (ticket.kind === "place") ticket[Symbol.dispose]();
  come(connection);
  assertEquals([undecided.size, crowd.guests], [2, 1]);
  undecided[Symbol.dispose]();
  assertEquals([undecided.size, crowd.guests, connection.isClosed], [0, 0, true]);
  come();
  assertEquals(undecided.size, 0);
});

Deno.test("a request line that is begun is waited for; one that is late, or too long, is the web door's all the same", async () => {
  const { clock, says, kinds, taken } = arrive();
  await says("GET /");
  await clock.advance(4998);
  assertEquals(kinds(), []);
  await says(" HTTP/1.1\r\n");
  assertEquals(kinds(), ["http"]);
  assertEquals(await readAll(taken[0]![1], "\r\n"), "GET / HTTP/1.1\r\n\r\n");

  const late = arrive();
  await late.says("GET /");
  await late.clock.advance(5000);
  assertEquals(late.kinds(), ["http"]);
  const long = arrive();
  for (let at = 0; at < 100 && long.kinds().length === 0; at++) {
    await long.says(at === 0 ? "GET /" : "a".repeat(100));
  }
  assertEquals(long.kinds(), ["http"]);
});

Deno.test("whoever says nothing is welcomed to the chat, also where that takes as long as a request line may", async () => {
  const { clock, kinds } = arrive({ greetAfterMs: 5000 });
  await clock.advance(5000);
  assertEquals(kinds(), ["chat"]);
});

Deno.test("a request line that is none after all is the chat's", async () => {
  const { says, kinds, taken } = arrive();
  await says("GET /");
  await says("etc for me?\n");
  assertEquals(kinds(), ["chat"]);
  assertEquals(await readAll(taken[0]![1]), "GET /etc for me?\n");
});

Deno.test("a word that may begin a request is not waited for longer, nor one byte after the other", async () => {
  const { clock, says, kinds } = arrive();
  for (const key of "HELP") {
    await says(key);
    await clock.advance(70);
  }
  assertEquals(kinds(), []);
  await clock.advance(20);
  assertEquals(kinds(), ["chat"]);
});

Deno.test("the beginning of a version of SSH is not waited for longer than a name; the chat knows where to bring it back to", async () => {
  const { clock, says, taken } = arrive();
  await says("SSH-2");
  await clock.advance(299);
  assertEquals(taken.length, 0);
  await clock.advance(1);
  const [[kind, caller] = [], other] = taken;
  assertEquals([kind, other], ["chat", undefined]);
  caller!.ssh!(caller!);
  assertEquals(taken[1], ["ssh", caller]);
  assertEquals(await readAll(caller!, ".0-x\r\n"), "SSH-2.0-x\r\n");

  const { taken: [alone] } = arrive({ without: ["ssh"], greetAfterMs: 0 });
  assertEquals([alone![0], "ssh" in alone![1]], ["chat", false]);
});

Deno.test("where only the chat is open nobody is asked anything", () => {
  assertEquals(arrive({ without: ["tls", "http", "ssh"] }).kinds(), ["chat"]);
});

Deno.test("a silent connection from where a page was served is given two seconds, and any byte ends the wait", async () => {
  const { clock, pages, kinds } = arrive();
  pages.served("192.0.2.1");
  await clock.advance(1999);
  assertEquals(kinds(), []);
  await clock.advance(1);
  assertEquals(kinds(), ["chat"]);

  const other = arrive();
  other.pages.served("192.0.2.1");
  await other.clock.advance(1000);
  await other.says("anna\n");
  assertEquals(other.kinds(), ["chat"]);
  const half = arrive();
  half.pages.served("192.0.2.1");
  await half.clock.advance(1000);
  await half.says("A");
  await half.clock.advance(300);
  assertEquals(half.kinds(), ["chat"]);
});

Deno.test("a connection that a browser may have opened is welcomed after 2 s, however long others wait", async () => {
  for (const greetAfterMs of [100, 1000]) {
    const { clock, pages, kinds } = arrive({ greetAfterMs });
    pages.served("192.0.2.1");
    await clock.advance(1999);
    assertEquals(kinds(), []);
    await clock.advance(1);
    assertEquals(kinds(), ["chat"]);
  }
});

Deno.test("of those in one network who have no place so many are asked what they speak; the others are told at once", async () => {
  const { clock, come, kinds, undecided } = arrive();
  for (let at = 0; at < 70; at++) come();
  assertEquals([undecided.size, kinds().length], [17, 54]);
  await clock.advance(300);
  assertEquals([undecided.size, kinds().length], [0, 71]);
});

Deno.test("a bug in looking at first bytes costs that connection, and is logged", async () => {
  const book = new LogBook();
  let isLetGo = false;
  const one = { [Symbol.dispose]: () => void (isLetGo = true) };
  const look = () => {
    throw new Error("oh");
  };
  careful(look, one, { log: book.log, peer: "192.0.2.1:1" })();
  await settled();
  assertEquals([isLetGo, book.lines], [true, ["error: Bug at the door of 192.0.2.1:1: Error: oh"]]);
});

Deno.test("whoever is late is looked at once more: what has come meanwhile decides", async () => {
  for (
    const [text, kind] of [["\x16\x03\x01", "tls"], ["GET / HTTP/1.1\r\n", "http"], [
      "GET /",
      "http",
    ]] as const
  ) {
    const { clock, says, kinds } = arrive();
    await clock.advance(299); // the time is over, and the last look is still to come
    await says(text);
    assertEquals(kinds(), []);
    await clock.advance(1);
    if (text === "GET /") await clock.advance(5000); // which has longer then
    assertEquals(kinds(), [kind]);
  }
});

Deno.test("of a crowd that speaks at once so many are taken to their doors in a turn, and then others have theirs", async () => {
  const { clock, come, kinds } = arrive({ maxGuestsPerAddress: 1000 });
  const crowd = Array.from({ length: 250 }, () => come());
  for (const one of crowd) one.say("\x16\x03\x01");
  await settled();
  assertEquals(kinds().length, 100);
  await clock.advance(1);
  assertEquals(kinds().length, 200);
  await clock.advance(1);
  assertEquals(kinds().length, 250);
});

Deno.test("whoever waits for a look when the server stops is not taken anywhere", async () => {
  const { clock, connection, undecided, kinds } = arrive();
  await clock.advance(299);
  undecided[Symbol.dispose]();
  await clock.advance(10);
  assertEquals([kinds(), connection.isClosed], [[], true]);
});
