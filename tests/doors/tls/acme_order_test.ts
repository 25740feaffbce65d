/** Orders at authorities that lie, break off and stay silent. A real one is tried in tests/journeys/acme_test.ts. */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { AcmeFailure } from "../../../lib/doors/tls/acme_failure.ts";
import { AUTHORITY } from "../../../lib/doors/tls/acme_order.ts";
import { systemClock } from "../../../lib/runtime/clock.ts";

const accountKey = await AUTHORITY.newAccountKey();

/** Orders at a server that answers every request so; resolves with what came of it. */
async function orderAt(
  answer: (request: Request) => Response | Promise<Response>,
  signal = new AbortController().signal,
): Promise<unknown> {
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  const authority = `http://127.0.0.1:${server.addr.port}/dir`, challenges = new Map<string, string>();
  const order = { authority, accountKey, names: ["chat.example"], challenges, clock: systemClock, signal };
  const outcome = await AUTHORITY.certificate(order).catch((error) => error);
  assertEquals(challenges.size, 0);
  return outcome;
}

/** The directory of such a server. */
function directory({ url }: Request): Response {
  const { origin } = new URL(url);
  return Response.json({
    newNonce: `${origin}/nonce`,
    newAccount: `${origin}/account`,
    newOrder: `${origin}/order`,
  });
}

Deno.test("an authority's refusal is told in words, with the time it wants to be left alone", async () => {
  const problem = { type: "urn:ietf:params:acme:error:rateLimited", detail: "too many" };
  const outcome = await orderAt((request) => {
    if (request.url.endsWith("/dir")) return directory(request);
    if (request.url.endsWith("/nonce")) return new Response(null, { headers: { "replay-nonce": "one" } });
    return Response.json(problem, { status: 429, headers: { "retry-after": "120" } });
  });
  assert(outcome instanceof AcmeFailure);
  assertEquals(outcome.retryAfterMs, 120_000);
  assert(outcome.message.endsWith("(it says: too many)"));
});

Deno.test("an authority that asks for another nonce without end is not asked without end", async () => {
  let asked = 0;
  const outcome = await orderAt((request) => {
    if (request.url.endsWith("/dir")) return directory(request);
    asked++;
    const headers = { "replay-nonce": `${asked}` };
    if (request.method === "HEAD") return new Response(null, { headers });
    return Response.json({ type: "urn:ietf:params:acme:error:badNonce", detail: "old" }, {
      status: 400,
      headers,
    });
  });
  assert(outcome instanceof Error);
  assert(asked < 10);
});

Deno.test("whatever else an authority sends ends an order with an error, and is not read without end", async () => {
  const endless = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }));
  const answers: readonly (() => Response)[] = [
    endless,
    () => new Response("<html>Not found</html>", { status: 404, statusText: "Not Found" }),
    () => new Response("", { status: 503 }),
    () => new Response(""),
    () => new Response("null"),
    () => new Response("[]"),
    () => Response.json({ newNonce: 7 }),
    () => Response.json({ newNonce: "no url" }),
    () => new Response("x", { status: 302, headers: { location: "/dir" } }),
  ];
  for (const answer of answers) assert(await orderAt(answer) instanceof Error);
});

Deno.test("an authority that stays silent is waited for until the order has to end", async () => {
  const over = new AbortController(), reason = new AcmeFailure("it took too long");
  const silent = Promise.withResolvers<Response>();
  const outcome = orderAt(() => {
    over.abort(reason);
    setTimeout(() => silent.resolve(new Response("late")), 0);
    return silent.promise;
  }, over.signal);
  assertEquals(await outcome, reason);
});

Deno.test("an authority that is not there is told", async () => {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response());
  const authority = `http://127.0.0.1:${server.addr.port}/dir`;
  await server.shutdown();
  const { signal } = new AbortController();
  const order = {
    authority,
    accountKey,
    names: ["chat.example"],
    challenges: new Map(),
    clock: systemClock,
    signal,
  };
  await assertRejects(
    () => AUTHORITY.certificate(order),
    AcmeFailure,
    "cannot be reached: nothing answers there",
  );
});
