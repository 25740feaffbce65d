/** Clients that lose their connection and come back over TLS, a WebSocket, and both; and what held seats cost others. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { WebSocket as OtherWebSocket } from "ws";
import { type Config, DEFAULTS } from "../../lib/runtime/config.ts";
import { startServer } from "../../lib/server.ts";
import { DataFolder } from "../support/data_folder.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { LogBook } from "../support/log_book.ts";
import { Program } from "../support/program.ts";
import { TlsGuest } from "../support/tls_guest.ts";
import { type AnyWebSocket, WebGuest } from "../support/web_guest.ts";

/** A server with all doors, its certificate, and somebody who talks by plain lines. */
async function openServer(limits: Partial<Config> = {}) {
  const folder = await DataFolder.make(), book = new LogBook();
  const settings = { host: "127.0.0.1", port: 0, admin: "none", web: "on", greetAfterMs: 5000 } as const;
  const server = await startServer({ ...DEFAULTS, ...settings, ...limits, data: folder.path }, {
    log: book.log,
  });
  while (!book.lines.some((line) => line.includes("fingerprint"))) {
    await new Promise((go) => setTimeout(go, 1));
  }
  const address = { hostname: "127.0.0.1", port: server.port };
  const anna = await Guest.connect(address);
  await anna.say("anna");
  await anna.hearUntil("Hello anna");
  return {
    ...{ ...address, anna, server, certificate: await Deno.readTextFile(`${folder.path}/tls.pem`) },
    async [Symbol.asyncDispose]() {
      await anna.close();
      await server.stop();
      assertEquals(server.counts(), { readers: 0, guests: 0, tasks: 0 });
      assertEquals(book.lines.filter((line) => line.includes("Bug")), []);
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Open = Awaited<ReturnType<typeof openServer>>;

/** A client that speaks JSON, whatever the way; disposing it loses the connection without a word of JSON. */
interface Client extends AsyncDisposable {
  asks(request: Record<string, unknown>): unknown;
  /** Reads on to a line with these words. */
  hears(words: string): Promise<unknown>;
  /** The field of a line that was heard. */
  field(name: string): unknown;
}

async function overTls(at: Open): Promise<Client> {
  const guest = await TlsGuest.connect(at, at.certificate);
  await guest.say("/json\n");
  return {
    asks: (request) => guest.say(`${JSON.stringify(request)}\n`),
    hears: (words) => guest.hears(words),
    field: (name) => new RegExp(`"${name}":"?([\\w-]+)`).exec(guest.text)?.[1],
    [Symbol.asyncDispose]: () => guest[Symbol.asyncDispose](),
  };
}

async function overWebSocket(at: Open, open?: (url: string) => AnyWebSocket): Promise<Client> {
  const guest = await WebGuest.connect(at, open);
  let text = "";
  return {
    asks: (request) => guest.asks(request),
    hears: (words) =>
      guest.hears((line) => {
        text += JSON.stringify(line);
        return text.includes(words);
      }),
    field: (name) => new RegExp(`"${name}":"?([\\w-]+)`).exec(text)?.[1],
    [Symbol.asyncDispose]: () => guest[Symbol.asyncDispose](),
  };
}

async function overText(at: Open): Promise<Client> {
  const program = await Program.connect(at);
  let text = "";
  return {
    asks: (request) => program.guest.say(JSON.stringify(request)),
    async hears(words) {
      while (!text.includes(words)) text += await program.guest.hearLine(words);
    },
    field: (name) => new RegExp(`"${name}":"?([\\w-]+)`).exec(text)?.[1],
    [Symbol.asyncDispose]: () => program.guest.close(),
  };
}

const WAYS: Readonly<Record<string, (at: Open) => Promise<Client>>> = {
  "TLS": overTls,
  "a WebSocket": overWebSocket,
  "a WebSocket over TLS": (at) => {
    const { certificate: ca } = at;
    return overWebSocket(
      at,
      (url) => Reflect.construct(OtherWebSocket, [url.replace("ws:", "wss:"), { ca }]),
    );
  },
};

/** Waits until a seat is held: whoever sits there is marked away. */
async function isHeld(name: string, anna: Guest): Promise<void> {
  for (let line = ""; !line.includes("away");) {
    await anna.say(`/whois ${name}`);
    line = await anna.hearUntil(/has been here/);
  }
}

for (const [way, connect] of Object.entries(WAYS)) {
  Deno.test(`a client over ${way} that lost its connection comes back and misses nothing`, async () => {
    await using at = await openServer();
    const { anna } = at, first = await connect(at);
    await first.asks({ verb: "nick", argument: "bot" });
    await first.asks({ verb: "resume" });
    await first.hears("come back with this token within");
    await anna.say("line one");
    await first.hears("line one");
    const token = first.field("token");
    await first[Symbol.asyncDispose]();
    await anna.say("line two");
    await isHeld("bot", anna);
    await using back = await connect(at);
    await back.asks({ verb: "resume", argument: token, seen: 1, ref: 1 });
    await back.hears("Welcome back, bot");
    assertEquals(back.field("missed"), "1");
    await back.hears("line two");
    await back.asks({ verb: "say", argument: "here again" });
    await anna.hearUntil("bot: here again");
    assert(!anna.text.includes("bot has left"));
  });
}

Deno.test("seats that are held end with the server, whatever way they came, and nobody waits for their clients", async () => {
  await using at = await openServer();
  for (const [way, connect] of Object.entries(WAYS)) {
    const name = way.replaceAll(" ", "_"), client = await connect(at);
    await client.asks({ verb: "nick", argument: name });
    await client.asks({ verb: "resume" });
    await client.hears("come back with this token within");
    await client[Symbol.asyncDispose]();
    await isHeld(name, at.anna);
  }
  await at.server.stop(); // what is left is counted where it is disposed
  assertMatch(await at.anna.hearEnd(), /Goodbye: the server is stopping\.\n$/);
});

for (const limit of [{ maxGuests: 5 }, { maxGuestsPerAddress: 5 }]) {
  const [name] = Object.keys(limit);
  Deno.test(`an office that fills ${name} and loses its network comes back, by every door, and nobody else comes in`, async () => {
    await using at = await openServer({ trustedNetworks: "", paceBurst: 1000, ...limit });
    const { anna } = at, page = `http://${at.hostname}:${at.port}/`;
    const ways = Object.entries({ ...WAYS, "text": overText });
    const office = await Promise.all(ways.map(async ([way, connect]) => {
      const name = way.replaceAll(" ", "_"), client = await connect(at);
      await client.asks({ verb: "nick", argument: name });
      await client.hears("greeting");
      return { name, connect, client };
    }));
    assertEquals((await fetchText(page)).status, 503);
    for (const { client } of office) {
      await client.asks({ verb: "resume" });
      await client.hears("come back with this token within");
    }
    for (const { name, client } of office) {
      await client[Symbol.asyncDispose]();
      await isHeld(name, anna);
    }
    await anna.say("are you there?");
    await strangersAreRefused(at);
    assertEquals((await fetchText(page)).status, 200); // whoever loads the page again may be one of them
    await using places = new AsyncDisposableStack();
    for (const { name, connect, client } of office) {
      const back = await connect(at);
      places.defer(() => back[Symbol.asyncDispose]());
      await back.asks({ verb: "resume", argument: client.field("token"), seen: 0 });
      await back.hears(`Welcome back, ${name}`);
      await back.hears("are you there?");
      await strangersAreRefused(at);
    }
    assertEquals((await fetchText(page)).status, 200);
  });
}

/** Nobody comes in by any door who does not come back to a seat: they are told so. */
async function strangersAreRefused(at: Open): Promise<void> {
  const words = /The chat is full: 5 guests|Too many connections from your address: 5 are open/;
  await using eve = await Guest.connect(at);
  await eve.say("eve");
  assertMatch(await eve.hearEnd(), words);
  await using mallory = await TlsGuest.connect(at, at.certificate);
  await mallory.say("mallory\n");
  await mallory.leave();
  assertMatch(mallory.text, words);
  await using page = await WebGuest.connect(at);
  page.asks({ verb: "nick", argument: "trudy" });
  const refused = await page.hears(({ kind }) => kind === "refused");
  assertMatch(String(refused!.text), words);
  assertMatch(await page.closed, /^1013/);
}

async function fetchText(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

for (
  const [limit, refusal] of [
    [{ maxGuests: 3 }, /^The chat is full: 3 guests are connected\./],
    [{ maxGuestsPerAddress: 3 }, /^Too many connections from your address: 3 are open\./],
  ] as const
) {
  const [name] = Object.keys(limit);
  Deno.test(`a held seat counts for ${name}, and makes room when its client is back`, async () => {
    await using server = await startTestServer({ trustedNetworks: "", paceBurst: 1000, ...limit });
    await using anna = await Guest.join(server, "anna");
    await using bot = await Program.join(server, "bot");
    const { token } = await bot.ask("resume");
    bot.guest.end();
    await isHeld("bot", anna);
    await using back = await Program.connect(server);
    await using one = await Guest.connect(server);
    assertMatch(await one.hearEnd(), refusal);
    assertEquals((await back.ask("resume", String(token), { seen: 0 })).about, "resumed");
    let isIn = false;
    for (let tries = 0; !isIn && tries < 100; tries++) { // the place is given back right after the answer
      await using other = await Guest.connect(server);
      isIn = (await other.hearLine()).startsWith(WELCOME);
    }
    assert(isIn);
  });
}
