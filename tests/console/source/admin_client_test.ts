import { assertEquals, assertRejects } from "@std/assert";
import { AdminClient, ANSWER_MS } from "../../../lib/console/source/admin_client.ts";
import { ConnectionProblem, type Problem } from "../../../lib/console/words/problem.ts";
import { endpointOf } from "../../../lib/console/settings/endpoint.ts";
import type { Timer } from "../../../lib/runtime/clock.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeAdmin } from "../fake_admin.ts";

const never = new AbortController().signal;

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await assertRejects(() => work);
  if (error instanceof ConnectionProblem) return error.problem;
  throw error;
}

Deno.test("AdminClient asks over TCP and over a Unix socket, with its token and JSON", async () => {
  const folder = await Deno.makeTempDir();
  for (const where of [{}, { path: `${folder}/admin.sock` }]) {
    await using admin = new FakeAdmin(where);
    using client = new AdminClient(admin.endpoint, "secret", new FakeClock());
    assertEquals(await client.askJson("/kick", never, { id: 3 }), { kicked: "anna" });
    assertEquals(admin.asked, [{ path: "/kick", token: "Bearer secret", body: { id: 3 } }]);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("AdminClient sends no token where it has none", async () => {
  await using admin = new FakeAdmin();
  using client = new AdminClient(admin.endpoint, "", new FakeClock());
  await client.askJson("/snapshot", never);
  assertEquals(admin.asked[0]?.token, null);
});

Deno.test("AdminClient says what a server wants that says no", async () => {
  await using admin = new FakeAdmin();
  const answers: readonly (readonly [string, Response, Problem])[] = [
    ["", new Response("Who are you?", { status: 401 }), { kind: "no_token" }],
    ["x", new Response("Who are you?", { status: 401 }), { kind: "wrong_token" }],
    ["", Response.json({ error: "There is no task 3." }, { status: 404 }), {
      kind: "refused",
      status: 404,
      sentence: "There is no task 3",
    }],
    ["", new Response("There are 8 consoles\x1b[31m already.\nmore", { status: 503 }), {
      kind: "refused",
      status: 503,
      sentence: "There are 8 consoles[31m already",
    }],
    ["", new Response("<", { status: 200 }), { kind: "no_json" }],
  ];
  for (const [token, answer, problem] of answers) {
    admin.instead = () => answer;
    using client = new AdminClient(admin.endpoint, token, new FakeClock());
    assertEquals(await problemOf(client.askJson("/x", never)), problem);
  }
});

Deno.test("AdminClient reads only the beginning of a no that never ends", async () => {
  await using admin = new FakeAdmin();
  admin.instead = () =>
    new Response(
      new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000).fill(0x61)) }),
      { status: 500 },
    );
  using client = new AdminClient(admin.endpoint, "", new FakeClock());
  const problem = await problemOf(client.askJson("/x", never));
  assertEquals(problem, { kind: "refused", status: 500, sentence: "a".repeat(200) });
});

Deno.test("AdminClient tells in the system's words that nobody is there", async () => {
  await using admin = new FakeAdmin();
  const { port } = admin;
  await admin[Symbol.asyncDispose]();
  using client = new AdminClient(endpointOf(`:${port}`)!, "", new FakeClock());
  assertEquals(await problemOf(client.askJson("/x", never)), {
    kind: "unreachable",
    reason: "Connection refused",
  });
  using other = new AdminClient(endpointOf("unix:/nowhere/x.sock")!, "", new FakeClock());
  assertEquals(await problemOf(other.askJson("/x", never)), {
    kind: "unreachable",
    reason: "No such file or directory",
  });
});

Deno.test("AdminClient waits for an answer only so long", async () => {
  await using admin = new FakeAdmin();
  const answer = Promise.withResolvers<Response>();
  admin.instead = () => answer.promise;
  const clock = new FakeClock();
  using client = new AdminClient(admin.endpoint, "", clock);
  const asked = problemOf(client.askJson("/x", never));
  await admin.hears("/x");
  await clock.advance(ANSWER_MS);
  assertEquals(await asked, { kind: "silent", seconds: ANSWER_MS / 1000 });
  assertEquals(clock.timers, 0);
  answer.resolve(new Response());
});

Deno.test("AdminClient waits for the rest of an answer only as long as something comes", async () => {
  for (const status of [200, 503]) {
    await using admin = new FakeAdmin();
    let say = (_text: string) => {};
    const body = new ReadableStream({
      start: (controller) => void (say = (text) => controller.enqueue(new TextEncoder().encode(text))),
    });
    admin.instead = () => new Response(body, { status });
    const clock = new ThirdWait();
    using client = new AdminClient(admin.endpoint, "", clock);
    const asked = problemOf(client.askJson("/x", never));
    await admin.hears("/x");
    say('{"error":');
    await clock.begun; // the head and the first piece have come
    await clock.advance(ANSWER_MS);
    assertEquals((await asked).kind, status === 200 ? "silent" : "refused");
    assertEquals(clock.timers, 0);
  }
});

/** A clock that tells when the third timer is set. */
class ThirdWait extends FakeClock {
  readonly #begun = Promise.withResolvers<void>();
  readonly begun = this.#begun.promise;
  #count = 0;

  override after(ms: number, run: () => void): Timer {
    if (++this.#count === 3) this.#begun.resolve();
    return super.after(ms, run);
  }
}
