import { assertEquals } from "@std/assert";
import { AdminClient } from "../../../lib/console/source/admin_client.ts";
import type { Link, Source } from "../../../lib/console/source/source.ts";
import { EN } from "../../../lib/console/words/en.ts";
import { serverSource } from "../../../lib/console/source/server_source.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { FakeAdmin } from "../fake_admin.ts";

/** A source that follows a fake. */
class Followed implements AsyncDisposable {
  readonly source: Source;
  readonly links: Link[] = [];
  readonly #client: AdminClient;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  constructor(admin: FakeAdmin, token = "") {
    const clock = new FakeClock();
    this.#client = new AdminClient(admin.endpoint, token, clock);
    this.source = serverSource(this.#client, clock, EN);
    const listener = {
      onLine: () => {},
      onLink: (link: Link) => void this.links.push(link),
      onNotice: () => {},
    };
    this.#done = this.source.follow(listener, this.signal);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  async until(kind: Link["kind"]): Promise<void> {
    while (this.links.at(-1)?.kind !== kind) await settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#done;
    this.#client[Symbol.dispose]();
  }
}

Deno.test("serverSource() does what is asked, one after the other, in order", async () => {
  await using admin = new FakeAdmin();
  await using followed = new Followed(admin, "secret");
  const { source, signal } = followed;
  await followed.until("live");
  const slow = Promise.withResolvers<void>();
  const done = () => new Response(null, { status: 204 });
  admin.instead = (path) => path === "/console/7" ? slow.promise.then(done) : undefined;
  const filling = {
    lines: 1,
    maxLines: 2,
    bytes: 3,
    maxBytes: 4,
    highWaterBytes: 3,
    inFlightBytes: 0,
    skipped: 0,
  };
  const dump = { resource: 9, name: "anna", pieces: [3], filling };
  const answers = [
    source.ask({ kind: "wish", wish: { paused: true } }, signal),
    source.ask({ kind: "wish", wish: { paused: false } }, signal),
    source.ask({ kind: "kick", id: 5 }, signal),
  ];
  await admin.hears("/console/7");
  assertEquals(admin.asked.filter(({ path }) => path !== "/console").length, 1); // the others wait
  slow.resolve();
  assertEquals(await Promise.all(answers), [
    { kind: "nothing" },
    { kind: "nothing" },
    { kind: "told", sentence: "Kicked anna.", isBad: false },
  ]);
  admin.instead = () => Response.json(dump);
  assertEquals(await source.ask({ kind: "dump", resource: 9 }, signal), { kind: "dump", dump });
  assertEquals(admin.asked.slice(1), [
    { path: "/console/7", token: "Bearer secret", body: { paused: true } },
    { path: "/console/7", token: "Bearer secret", body: { paused: false } },
    { path: "/kick", token: "Bearer secret", body: { id: 5 } },
    { path: "/outbox/9", token: "Bearer secret", body: undefined },
  ]);
});

Deno.test("serverSource() tells in a sentence what did not work, and goes on", async () => {
  await using admin = new FakeAdmin();
  await using followed = new Followed(admin);
  const { source, signal } = followed;
  await followed.until("live");
  const told = (sentence: string) => ({ kind: "told", sentence, isBad: true }) as const;
  admin.instead = () => Response.json({ error: "There is no task 5." }, { status: 404 });
  assertEquals(await source.ask({ kind: "kick", id: 5 }, signal), told("Not done: There is no task 5."));
  admin.instead = () => Response.json({});
  assertEquals(
    await source.ask({ kind: "dump", resource: 5 }, signal),
    told("Not done: it sent something that is no update, so it is no chat-server."),
  );
  admin.instead = () => undefined;
  assertEquals((await source.ask({ kind: "kick", id: 5 }, signal)).kind, "told");
});

Deno.test("serverSource() asks nothing while there is no connection", async () => {
  await using admin = new FakeAdmin();
  await using followed = new Followed(admin);
  const { source, signal } = followed;
  await followed.until("live");
  admin.end();
  await followed.until("lost");
  assertEquals(await source.ask({ kind: "wish", wish: { paused: true } }, signal), { kind: "nothing" });
  assertEquals(await source.ask({ kind: "kick", id: 5 }, signal), {
    kind: "told",
    sentence: "Not done: there is no connection.",
    isBad: true,
  });
  assertEquals(admin.asked.map(({ path }) => path), ["/console"]);
});
