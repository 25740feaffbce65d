/** A client that lost its connection and comes to another node: the seat is given up there, and it comes in anew. */

import { assertEquals, assertMatch } from "@std/assert";
import type { Chat, Typist } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { JSON_LINES } from "../support/samples.ts";
import { TwoNodes } from "../support/two_nodes.ts";

type Line = Record<string, unknown>;

/** Two nodes: a program with a token at one of them, and somebody who hears all. */
class Lost implements Disposable {
  readonly nodes = new TwoNodes();
  eve!: Typist;
  bot!: ReturnType<Lost["program"]>;
  token = "";

  static async begin(): Promise<Lost> {
    const it = new Lost();
    it.eve = await it.nodes.enter(it.nodes.there, "eve");
    it.bot = it.program(it.nodes.here);
    await it.bot.asks({ verb: "nick", argument: "bot" });
    const [given] = await it.bot.asks({ verb: "resume", ref: 1 });
    it.token = String(given!.token);
    it.eve.hears();
    return it;
  }

  program(chat: Chat) {
    const it = begin(chat, {}, JSON_LINES), { nodes } = this;
    let seen = 0;
    return {
      ...it,
      /** Writes a request; returns what has come since by the time when all that is under way is done. */
      async asks(request: Line): Promise<Line[]> {
        it.say(JSON.stringify(request));
        for (let i = 0; i < 3; i++) await nodes.settle();
        const { heard } = it.terminal, lines = heard.slice(seen).split("\n").filter(Boolean);
        seen = heard.length;
        return lines.map((line) => JSON.parse(line));
      },
    };
  }

  /** Lets time pass at both nodes. */
  async pass(ms: number): Promise<void> {
    const { here, there } = this.nodes;
    for (let passed = 0; passed < ms; passed += 20) {
      for (const { clock } of [here, there]) await clock.advance(20);
      await this.nodes.settle();
    }
  }

  [Symbol.dispose](): void {
    this.nodes[Symbol.dispose]();
  }
}

const told = (lines: Line[]) =>
  lines.map(({ kind, about, reason, cause }) => [about ?? reason ?? kind, ...cause ? [cause] : []].join(" "));

Deno.test("a client that comes to another node is told so, and has its name back at once", async () => {
  for (const isHeld of [true, false]) { // or its node still believes in the connection
    using it = await Lost.begin();
    const { nodes: { here, there }, bot, token, eve } = it;
    assertMatch(token, /^\d+\.[\w-]{32}$/);
    if (isHeld) bot.type.close();
    await it.pass(100);
    assertEquals(eve.hears(), []);
    const back = it.program(there);
    await back.asks({ verb: "resume", argument: token, seen: 0, ref: 2 });
    await it.pass(100);
    const answer = await back.asks({ verb: "nick", argument: "bot", ref: 3 });
    assertEquals(told(answer).slice(0, 3), ["not_resumable elsewhere", "prompt", "greeting"]);
    assertEquals(answer[0]!.ref, 2);
    assertEquals(await bot.farewell, { kind: "resumed" });
    assertEquals(eve.hears(), ["Server: bot has left the chat", "Server: bot has joined the chat"]);
    assertEquals([here.services.seating.size, there.services.seating.size], [0, 2]);
    back.type.close();
    await back.farewell;
    await it.nodes.settle();
  }
});

Deno.test("only the token gives a seat up: whoever guesses it is refused, and the seat is held on", async () => {
  using it = await Lost.begin();
  const { nodes: { here, there }, bot, token, eve } = it;
  bot.type.close();
  await it.pass(100);
  const thief = it.program(there);
  const guess = token.replace(/[\w-]{32}$/, "x".repeat(32));
  await thief.asks({ verb: "resume", argument: guess, seen: 0 });
  await it.pass(3500);
  assertEquals(told(await thief.asks({ verb: "nick", argument: "bot" })), [
    ...["not_resumable elsewhere", "prompt", "bad_name", "prompt"],
  ]);
  for (const argument of ["99.x", "1.", "x.1", "1", ".".repeat(100)]) { // of nobody who is there
    const answer = await it.program(there).asks({ verb: "resume", argument, seen: 0 });
    assertEquals(told(answer).slice(0, 1), ["not_resumable unknown"]);
  }
  assertEquals([here.services.seating.size, eve.hears()], [1, []]);
  const back = it.program(here);
  assertEquals(told(await back.asks({ verb: "resume", argument: token, seen: 0 })).slice(0, 1), ["resumed"]);
});

Deno.test("where the other node cannot be reached the seat stays there, and the answer does not wait", async () => {
  using it = await Lost.begin();
  const { nodes: { bus, here, there }, bot, token } = it;
  bot.type.close();
  await it.pass(100);
  bus.there.isCutOff = true;
  const back = it.program(there);
  const answer = await back.asks({ verb: "resume", argument: token, seen: 0 });
  assertEquals(told(answer), ["not_resumable elsewhere", "prompt"]);
  bus.there.isCutOff = false;
  assertEquals(here.services.seating.size, 1);
});
