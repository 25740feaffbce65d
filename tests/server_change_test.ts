/** Settings that change while a server runs, over real sockets: everybody stays, and the new value holds. */

import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import type { Config } from "../lib/runtime/config.ts";
import { CHAT_ONLY } from "./support/chat_only.ts";
import { StartRefused } from "../lib/runtime/start_refused.ts";
import { startServer } from "../lib/server.ts";
import { Guest, WELCOME } from "./support/guest.ts";
import { LogBook } from "./support/log_book.ts";
import { text } from "./support/samples.ts";

const BEGUN: Config = {
  ...CHAT_ONLY,
  host: "127.0.0.1",
  port: 0,
  data: "none",
  admin: "none",
  trustedNetworks: "",
};

async function started(begun: Partial<Config> = {}) {
  const book = new LogBook();
  const server = await startServer({ ...BEGUN, ...begun }, { log: book.log });
  const change = (next: Partial<Config>, ...motd: string[]) =>
    server.change({ ...BEGUN, ...begun, ...next }, motd.map(text));
  return { server, change, book, [Symbol.asyncDispose]: () => server.stop() };
}

/** The first line that somebody hears who comes and is not let in. */
async function turnedAway(server: { hostname: string; port: number }): Promise<string> {
  await using guest = await Guest.connect(server);
  return await guest.hearEnd();
}

/** Somebody who comes and is greeted with this line. */
async function arrive(
  server: { hostname: string; port: number },
  name: string,
  greeting: string,
): Promise<Guest> {
  const guest = await Guest.connect(server);
  await guest.say(name);
  await guest.hearUntil(greeting);
  return guest;
}

Deno.test("a changed crowd holds for those who come; those who are here stay", async () => {
  await using it = await started();
  await using ann = await Guest.join(it.server, "ann");
  await using bob = await Guest.join(it.server, "bob");
  await it.change({ maxGuests: 1 });
  assertMatch(await turnedAway(it.server), /^The chat is full/);
  await it.change({ maxGuestsPerAddress: 1 });
  assertMatch(await turnedAway(it.server), /^Too many connections from your address/);
  await it.change({ maxGuestsPerAddress: 1, trustedNetworks: "loopback" });
  await using cat = await Guest.join(it.server, "cat");
  await cat.say("hi");
  for (const guest of [ann, bob]) await guest.hearUntil("cat: hi");
});

Deno.test("a changed pace holds for those who are here", async () => {
  await using it = await started();
  await using ann = await Guest.join(it.server, "ann");
  await using bob = await Guest.join(it.server, "bob");
  await it.change({ paceLines: 50, paceBurst: 1 });
  await bob.send("1\n2\n3\n");
  await bob.hearUntil("You type faster than 50 lines a second");
  await ann.hearUntil("bob: 3");
});

Deno.test("changed numbers of rooms hold for those who are here", async () => {
  await using it = await started();
  await using ann = await Guest.join(it.server, "ann");
  await it.change({ maxRooms: 1 });
  await ann.say("/join #a");
  await ann.hearUntil("There are 1 room already");
  await it.change({ maxRoomsPerGuest: 1 });
  await ann.say("/join #a");
  await ann.hearUntil(/1 room/);
  await it.change({});
  await ann.say("/join #a");
  await ann.hearUntil("You made #a");
});

Deno.test("what concerns one connection holds for those who come from then on", async () => {
  await using it = await started();
  await using ann = await Guest.join(it.server, "ann");
  await it.change({ language: "zh", maxLineBytes: 16, nameTries: 1, timeZone: "Asia/Tokyo" });
  await ann.say("x".repeat(100));
  await using bob = await arrive(it.server, "bob", "你好 bob");
  await ann.say("/who");
  await ann.hearUntil("You are ann");
  await bob.say("x".repeat(17));
  await bob.hearUntil("16");
  await bob.say("/tz");
  await bob.hearUntil("Asia/Tokyo");
  await using cat = await Guest.connect(it.server);
  await cat.say("server");
  assertStringIncludes(await cat.hearEnd(), "1 个名字");
});

Deno.test("name and message of the day are told to those who come, and /motd tells it to everybody", async () => {
  await using it = await started({ name: "The Keep" });
  await using ann = await arrive(
    it.server,
    "ann",
    "Hello ann, this is The Keep, you are the first one here.",
  );
  await ann.say("/motd");
  await ann.hearUntil("There is no message of the day.");
  await it.change({ name: "" }, "Rules: be kind", "", "ask ann");
  await ann.say("/motd");
  await ann.hears("Message of the day:", "  Rules: be kind", "", "  ask ann");
  await using bob = await arrive(it.server, "bob", "Hello bob, here with you: ann.");
  await bob.hears("Message of the day:", "  Rules: be kind", "", "  ask ann");
  await using bot = await Guest.connect(it.server);
  await bot.say('/json\n{"verb":"nick","argument":"bot","ref":1}\n{"verb":"motd","ref":2}');
  await bot.hearUntil('"about":"greeting"');
  const line = await bot.hearUntil('"about":"motd"');
  assertStringIncludes(line, '"ref":2,"about":"motd","lines":["Rules: be kind","","ask ann"]');
  assertEquals(bot.text.split('"about":"motd"').length, 2); // asked for, and not before
});

Deno.test("what people say is logged from the moment on when that is set", async () => {
  await using it = await started();
  await using ann = await Guest.join(it.server, "ann");
  await using bob = await Guest.join(it.server, "bob");
  const said = async (line: string) => {
    await ann.say(line);
    await bob.hearUntil(line);
    return it.book.lines.filter((logged) => logged.endsWith(line)).length;
  };
  assertEquals(await said("one"), 0);
  await it.change({ logChat: true });
  assertEquals(await said("two"), 1);
});

Deno.test("a changed list of proxies holds for those who come: they count by the address that they are called from", async () => {
  await using it = await started({ maxGuestsPerAddress: 1 });
  await it.change({ maxGuestsPerAddress: 1, proxies: "loopback" });
  const come = async (from: string) => {
    const guest = await Guest.connect(it.server);
    await guest.send(`PROXY TCP4 ${from} 192.0.2.1 7 80\r\n`);
    await guest.hears(WELCOME);
    return guest;
  };
  await using ann = await come("198.51.100.1");
  await using bob = await come("198.51.100.2");
  await ann.say("ann");
  await ann.hearUntil("Hello ann");
  await bob.say("bob");
  await ann.hearUntil("bob has joined");
  assertStringIncludes(it.book.lines.join("\n"), "Accepted connection from 198.51.100.2:7");
  await using eve = await Guest.connect(it.server);
  await eve.send("PROXY TCP4 198.51.100.2 192.0.2.1 8 80\r\n");
  assertMatch(await eve.hearEnd(), /^Too many connections from your address/);
  await it.change({ maxGuestsPerAddress: 1, proxies: "" });
  await using far = await Guest.connect(it.server);
  await far.send("PROXY TCP4 198.51.100.3 192.0.2.1 8 80\r\n");
  assertMatch(await far.hearEnd(), /a PROXY header/);
});

Deno.test("a network that is none changes nothing at all", async () => {
  await using it = await started();
  for (const wrong of [{ trustedNetworks: "10.0.0.0/99" }, { proxies: "10.0.0.0/99" }]) {
    await assertRejects(() => it.change({ ...wrong, maxGuests: 1 }), StartRefused);
  }
  await using ann = await Guest.join(it.server, "ann");
  await using bob = await Guest.join(it.server, "bob");
  await bob.say("hi");
  await ann.hearUntil("bob: hi");
});

Deno.test("keys with which no restart would succeed change nothing at all", async () => {
  await using it = await started({ ...{ tls: "on", ssh: "on", web: "on" }, greetAfterMs: 300 });
  const wrong: Partial<Config>[] = [
    { tlsCert: "cert.pem" },
    { tlsCert: "/nowhere/cert.pem", tlsKey: "/nowhere/key.pem" },
    { tlsDomain: "chat.example", web: "off" },
    { tlsDomain: "chat.example", greetAfterMs: 0 },
    { sshHostKey: "/nowhere/key" },
  ];
  for (const next of wrong) await assertRejects(() => it.change({ ...next, maxGuests: 1 }), StartRefused);
  await using ann = await Guest.join(it.server, "ann");
  await using bob = await Guest.join(it.server, "bob");
  await bob.say("hi");
  await ann.hearUntil("bob: hi");
  const { waiting } = await it.change({ tlsDomain: "chat.example" });
  assertEquals(waiting, ["tlsDomain"]);
});
