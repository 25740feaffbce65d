/** A client that people type at, over a WebSocket: what a page in a browser sends and reads. */

import { assert, assertEquals } from "@std/assert";
import { Guest, startTestServer, type TestServer, WELCOME } from "../support/journey.ts";
import { assertDescribed, isPublished } from "../support/protocol_schema.ts";

type Line = Readonly<Record<string, unknown>>;

/** A page, as a test plays it: every line it gets has to be one of the schema. */
class Page implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #lines: Line[] = [];
  #wake = Promise.withResolvers<void>();
  #at = 0;
  #refs = 0;

  constructor({ hostname, port }: TestServer) {
    this.#socket = new WebSocket(`ws://${hostname}:${port}/ws`);
    this.#socket.onmessage = ({ data }) => {
      const line = JSON.parse(data);
      assertDescribed(line);
      this.#lines.push(line);
      this.#wake.resolve();
    };
  }

  /** Waits for the next line that is what is wanted. */
  async hears(isWanted: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      while (this.#at < this.#lines.length) {
        const line = this.#lines[this.#at++]!;
        if (isWanted(line)) return line;
      }
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }

  /** Makes a request, and waits for its answer. */
  asks(request: Line): Promise<Line> {
    const ref = ++this.#refs;
    assert(isPublished("request", { ...request, ref }));
    this.#socket.send(JSON.stringify({ ...request, ref }));
    return this.hears(({ ref: its, kind }) => its === ref || kind === "goodbye");
  }

  /** Types a line. */
  types(argument: string, more: Line = {}): Promise<Line> {
    return this.asks({ verb: "line", argument, ...more });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.onclose = resolve);
    this.#socket.close();
    await closed;
  }
}

Deno.test("people at a page and at telnet read each other, by the same commands", async () => {
  await using server = await startTestServer({ web: "on", greetAfterMs: 50 });
  await using page = new Page(server);
  assertEquals((await page.hears(({ kind }) => kind === "hello")).you, null);
  await page.hears(({ kind }) => kind === "prompt");
  assertEquals((await page.types("zoe")).about, "greeting");
  await using anna = await Guest.connect(server);
  await anna.hears(WELCOME);
  await anna.say("anna");
  await anna.hearUntil("Hello anna");
  const { id } = await page.types("你好 anna");
  await anna.hears("zoe: 你好 anna");
  await page.types("／ｍｅ　waves");
  await anna.hears("* zoe waves");
  assertEquals((await page.types(" /msg anna psst")).reason, "not_said");
  assertEquals((await page.asks({ verb: "complete", argument: "/msg an" })).line, "/msg anna ");
  await page.types("/msg anna psst");
  await anna.hears("[zoe -> anna] psst");
  await anna.say("hi zoe");
  const heard = await page.hears(({ kind }) => kind === "said");
  assertEquals([heard.from, heard.text], ["anna", "hi zoe"]);
  const { messages } = await page.asks({ verb: "history", argument: "10 #lobby", before: heard.id });
  assertEquals((messages as Line[]).map(({ text }) => text), ["你好 anna", "waves"]);
  assertEquals((messages as Line[])[0]!.id, id);
  await anna.say("/who");
  await anna.hears("2 people are here: zoe, anna. You are anna.");
  assertEquals((await page.types("/quit")).kind, "goodbye");
  await anna.hears("Server: zoe has left the chat");
});
