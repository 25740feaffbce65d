import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { AdminClient } from "../../../lib/console/source/admin_client.ts";
import type { Link } from "../../../lib/console/source/source.ts";
import { EN } from "../../../lib/console/words/en.ts";
import { follow, SILENCE_MS } from "../../../lib/console/source/stream.ts";
import type { InsideLine } from "../../../lib/observe/console_protocol.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { FakeAdmin, hello, update } from "../fake_admin.ts";

/** Somebody who follows a fake, and writes down what comes. */
class Follower implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly links: Link[] = [];
  readonly lines: InsideLine[] = [];
  readonly done: Promise<void>;
  readonly #stop = new AbortController();
  readonly #client: AdminClient;

  constructor(admin: FakeAdmin, heard: (line: InsideLine) => void = () => {}) {
    this.#client = new AdminClient(admin.endpoint, "", this.clock);
    this.done = follow({
      client: this.#client,
      clock: this.clock,
      words: EN,
      listener: {
        onLine: (line) => {
          this.lines.push(line);
          heard(line);
        },
        onLink: (link) => void this.links.push(link),
        onNotice: () => {},
      },
    }, this.#stop.signal);
    this.done.catch(() => {});
  }

  /** Waits until it is so; real sockets take their time. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await settled();
  }

  async untilLink(kind: Link["kind"], count = 1): Promise<Link> {
    const found = () => this.links.filter((link) => link.kind === kind);
    await this.until(() => found().length >= count);
    return found().at(-1)!;
  }

  /** Ends it; no timer is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.done.catch(() => {});
    this.#client[Symbol.dispose]();
    assertEquals(this.clock.timers, 0);
  }
}

const reasonOf = (link: Link) => link.kind === "lost" ? link.reason : `${link.kind}`;

Deno.test("follow() tells of every line, the hello first", async () => {
  await using admin = new FakeAdmin();
  await using follower = new Follower(admin);
  await follower.untilLink("live");
  admin.send(update({ now: 1 }), update({ now: 2 }));
  await follower.until(() => follower.lines.length === 3);
  assertEquals(follower.lines, [hello(), update({ now: 1 }), update({ now: 2 })]);
  assertEquals(follower.links.map(({ kind }) => kind), ["connecting", "live"]);
});

Deno.test("follow() connects anew when the server ends it, and later each time it fails", async () => {
  await using admin = new FakeAdmin();
  await using follower = new Follower(admin);
  await follower.untilLink("live");
  admin.instead = () => new Response(null, { status: 200 });
  admin.end();
  const waits: number[] = [];
  for (let lost = 1; lost <= 7; lost++) {
    const link = await follower.untilLink("lost", lost);
    if (link.kind !== "lost") throw new Error("not lost");
    assertEquals(link.reason, "the server ended it");
    waits.push(link.retryAt - follower.clock.now());
    await follower.clock.advance(waits.at(-1)! - 1);
    assertEquals(follower.links.at(-1)?.kind, "lost");
    if (lost === 7) admin.instead = () => undefined; // it is there again
    await follower.clock.advance(1);
  }
  assertEquals(waits, [250, 500, 1000, 2000, 4000, 5000, 5000]);
  await follower.untilLink("live", 2);
  admin.end();
  const link = await follower.untilLink("lost", 8);
  assertEquals(link.kind === "lost" && link.retryAt - follower.clock.now(), 250);
});

Deno.test("follow() does not hammer a server that says no, and says what to do", async () => {
  await using admin = new FakeAdmin();
  admin.instead = () => new Response("", { status: 401 });
  await using follower = new Follower(admin);
  const link = await follower.untilLink("lost");
  assertEquals([link.kind === "lost" && link.retryAt, reasonOf(link)], [
    5000,
    "it wants a token, set CHAT_ADMIN_TOKEN",
  ]);
});

Deno.test("follow() tells which side is the older one", async () => {
  for (const [protocol, words] of [[0, /^the server is older/], [99, /^this console is older/]] as const) {
    await using admin = new FakeAdmin();
    admin.first = [hello({ protocol })];
    await using follower = new Follower(admin);
    const link = await follower.untilLink("lost");
    assertMatch(reasonOf(link), words);
    assertEquals([link.kind === "lost" && link.retryAt, follower.lines], [5000, []]);
  }
});

Deno.test("follow() ends a connection to something that is no chat-server", async () => {
  const openings: readonly (readonly [string, RegExp])[] = [
    ["<html>\n", /no JSON/],
    ["{}\n", /no update/],
    [JSON.stringify(update()) + "\n", /no update/], // before any hello
    [JSON.stringify(hello()) + "\n" + JSON.stringify({ ...update(), tasks: null }) + "\n", /no update/],
  ];
  for (const [opening, words] of openings) {
    await using admin = new FakeAdmin();
    admin.first = [];
    await using follower = new Follower(admin);
    await admin.hears("/console");
    await settled();
    admin.say(opening);
    const link = await follower.untilLink("lost");
    assertMatch(reasonOf(link), words);
    assertEquals(link.kind === "lost" && link.retryAt - follower.clock.now(), 5000);
  }
});

Deno.test("follow() gives up a connection on which nothing comes, and not a moment before", async () => {
  await using admin = new FakeAdmin();
  await using follower = new Follower(admin);
  await follower.untilLink("live");
  await follower.clock.advance(SILENCE_MS - 1);
  admin.send(update());
  await follower.until(() => follower.lines.length === 2);
  await follower.clock.advance(SILENCE_MS - 1);
  assertEquals(follower.links.at(-1)?.kind, "live");
  await follower.clock.advance(1);
  assertEquals(reasonOf(await follower.untilLink("lost")), "nothing came for 15 s");
});

Deno.test("follow() passes on what its listener throws: that is a bug, and no bad connection", async () => {
  await using admin = new FakeAdmin();
  await using follower = new Follower(admin, () => {
    throw new TypeError("a bug");
  });
  await assertRejects(() => follower.done, TypeError, "a bug");
  assertEquals(follower.links.map(({ kind }) => kind), ["connecting", "live"]);
});
