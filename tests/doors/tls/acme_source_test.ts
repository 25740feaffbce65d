/** A certificate from an authority: when it is ordered, renewed, given up for a while; and what is served meanwhile. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { AcmeFailure } from "../../../lib/doors/tls/acme_failure.ts";
import type { Kept } from "../../../lib/doors/tls/acme_file.ts";
import type { CertificateOrder } from "../../../lib/doors/tls/acme_order.ts";
import { AcmeSource, renewAt } from "../../../lib/doors/tls/acme_source.ts";
import { BACKDATED_MS, type KeyPair, LIFE_MS, selfSigned } from "../../../lib/doors/tls/certificate.ts";
import { Background } from "../../../lib/runtime/background.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { LogBook } from "../../support/log_book.ts";

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const NAMES = ["chat.example", "talk.example"], DIRECTORY = "https://authority.example/dir";
const OWN: KeyPair = { cert: "own", key: "own" };

/** A source with an authority that a test plays. */
function begun({ kept, clock = new FakeClock() }: { kept?: Kept; clock?: FakeClock } = {}) {
  const book = new LogBook(), background = new Background((_name, error) => book.lines.push(`bug: ${error}`));
  const orders: CertificateOrder[] = [], written: Kept[] = [];
  const it = {
    clock,
    book,
    orders,
    written,
    news: 0,
    /** What the authority does; a certificate in time by default. */
    answer: (order: CertificateOrder): Promise<KeyPair> => selfSigned(order.names, clock.time()),
    writing: () => Promise.resolve(),
    fault: undefined as Error | undefined,
    source: undefined as unknown as AcmeSource,
    /** Looks as the keeper does, and waits for what that began. */
    async look(isAsked = false): Promise<KeyPair | undefined> {
      const pair = await it.source.next(clock.time(), isAsked);
      await it.idle();
      return pair;
    },
    idle: () => background.settled(),
    trouble: () => it.source.trouble(clock.time()),
  };
  it.source = new AcmeSource({
    names: NAMES,
    directory: DIRECTORY,
    authority: {
      newAccountKey: () => Promise.resolve(`account ${written.length}`),
      certificate: async (order) => {
        orders.push(order);
        return await it.answer(order);
      },
    },
    challenges: new Map(),
    keeping: {
      read: () => Promise.resolve(kept),
      write: (kept) => {
        written.push(kept);
        return it.writing();
      },
    },
    fallback: { name: "signed by itself", next: firstTime(OWN), trouble: () => undefined },
    tryOut: () => it.fault,
    clock,
    log: book.log,
    background,
    onNews: () => it.news++,
  });
  return it;
}

function firstTime(pair: KeyPair): () => Promise<KeyPair | undefined> {
  let given: KeyPair | undefined = pair;
  return () => {
    const next = given;
    given = undefined;
    return Promise.resolve(next);
  };
}

Deno.test("the server's own certificate is served until the authority's is there, and nobody waits for that", async () => {
  const it = begun(), ordered = Promise.withResolvers<KeyPair>();
  it.answer = () => ordered.promise;
  it.idle = settled;
  assertEquals(await it.look(), OWN);
  assertEquals([it.source.name, it.trouble(), it.news], ["signed by itself", undefined, 0]);
  assertEquals(await it.look(), undefined);
  assertEquals(it.orders.length, 1); // one at a time
  const pair = await selfSigned(NAMES, it.clock.time());
  ordered.resolve(pair);
  await settled();
  assertEquals(it.news, 1);
  assertEquals((await it.look())?.cert, pair.cert);
  assertMatch(it.source.name!, /^for chat\.example, talk\.example, signed by authority\.example until 2028-/);
  assertEquals(await it.look(), undefined);
  assertEquals(it.written, [
    { accountKey: "account 0" }, // before the order: an authority makes few accounts for one address
    { accountKey: "account 0", issued: { ...pair, authority: DIRECTORY } },
  ]);
  assertEquals(it.clock.timers, 0);
});

Deno.test("a kept certificate is served at once, and renewed 30 days before its end with the same account", async () => {
  const clock = new FakeClock(), pair = await selfSigned(NAMES, clock.time());
  const it = begun({ clock, kept: { accountKey: "kept", issued: { ...pair, authority: DIRECTORY } } });
  assertEquals((await it.look())?.cert, pair.cert);
  await clock.advance(LIFE_MS - BACKDATED_MS - 30 * DAY - 1000);
  assertEquals([await it.look(), it.orders.length], [undefined, 0]);
  await clock.advance(1000);
  assertEquals([await it.look(), it.orders.length], [undefined, 1]);
  assertEquals(it.orders[0]!.accountKey, "kept");
  const next = await it.look();
  assert(next !== undefined && next.cert !== pair.cert);
  assertEquals([it.trouble(), it.orders.length], [undefined, 1]);
});

Deno.test("renewAt() is 30 days before the end, and the last third of what is good for a short time", () => {
  assertEquals(renewAt(0, 90 * DAY), 60 * DAY);
  assertEquals(renewAt(0, 825 * DAY), 795 * DAY);
  assertEquals(renewAt(0, 6 * DAY), 4 * DAY);
});

Deno.test("what was kept is not used if it is of another authority, for other names, over, or cannot be served", async () => {
  const clock = new FakeClock(), now = clock.time(), good = await selfSigned(NAMES, now);
  const kept: readonly [KeyPair, authority: string, fault?: Error][] = [
    [good, "https://staging.example/dir"],
    [await selfSigned(["chat.example"], now), DIRECTORY],
    [await selfSigned(NAMES, now - LIFE_MS - HOUR), DIRECTORY],
    [{ ...good, cert: "no certificate" }, DIRECTORY],
    [good, DIRECTORY, new Error("KeyMismatch")],
  ];
  for (const [pair, authority, fault] of kept) {
    const it = begun({ clock, kept: { accountKey: "kept", issued: { ...pair, authority } } });
    it.fault = fault;
    assertEquals(await it.look(), OWN);
    assertEquals(it.orders.length, 1);
  }
});

Deno.test("a failure is told, tried again later and later up to once a day, and at once when the operator asks", async () => {
  const it = begun();
  it.answer = () => Promise.reject(new AcmeFailure("nothing answers"));
  assertEquals(await it.look(), OWN);
  assertEquals(it.trouble(), "no certificate for chat.example, talk.example: nothing answers");
  assertEquals(
    it.book.lines.at(-1),
    "info: No TLS certificate was signed; the next try is in 5 minutes, or at once after SIGHUP",
  );
  const tries: number[] = [];
  for (let minute = 0; minute < 7 * 24 * 60; minute++) {
    const before = it.orders.length;
    await it.clock.advance(MINUTE);
    await it.source.next(it.clock.time(), false);
    if (it.orders.length > before) {
      tries.push(minute + 1);
      await settled();
    }
  }
  assertEquals(tries.slice(0, 5), [5, 15, 35, 75, 155]); // minutes: four failures in the first hour
  assertEquals(tries.slice(-3).map((at, index, all) => at - all[Math.max(0, index - 1)]!), [0, 1440, 1440]);
  it.answer = (order) => selfSigned(order.names, it.clock.time());
  await it.look(true);
  assertEquals(it.trouble(), undefined);
  assert(await it.look() !== undefined);
});

Deno.test("an authority that asks to be left alone is left alone, but for no more than a day", async () => {
  for (const [retryAfterMs, waitMs] of [[2 * HOUR, 2 * HOUR], [1e15, DAY], [1000, 5 * MINUTE]] as const) {
    const it = begun();
    it.answer = () => Promise.reject(new AcmeFailure("it asks to wait", { retryAfterMs }));
    await it.look();
    await it.clock.advance(waitMs - 1);
    await it.look();
    assertEquals(it.orders.length, 1);
    await it.clock.advance(1);
    await it.look();
    assertEquals(it.orders.length, 2);
  }
});

Deno.test("a renewal that fails leaves the certificate in place until its end, and says when that is", async () => {
  const clock = new FakeClock(), pair = await selfSigned(NAMES, clock.time());
  const it = begun({ clock, kept: { accountKey: "kept", issued: { ...pair, authority: DIRECTORY } } });
  await it.look();
  it.answer = () => Promise.reject(new AcmeFailure("there is no network"));
  await clock.advance(LIFE_MS - DAY);
  assertEquals(await it.look(), undefined);
  assertEquals(
    it.trouble(),
    "the certificate for chat.example, talk.example ends on 2028-04-05, and there is no new one: there is no network",
  );
  await clock.advance(2 * DAY);
  assertEquals(await it.look(), OWN);
  assertMatch(it.trouble() ?? "", /ended on 2028-04-05/);
});

Deno.test("an order that never ends is given up after 5 minutes, and one that goes on ends with the server", async () => {
  const forever = ({ signal }: CertificateOrder) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const late = begun(), stopped = begun();
  late.answer = stopped.answer = forever;
  late.idle = stopped.idle = settled;
  await late.look();
  await late.clock.advance(5 * MINUTE);
  assertMatch(late.trouble() ?? "", /did not finish within 5 minutes$/);
  await stopped.look();
  stopped.source[Symbol.dispose]();
  await settled();
  assertEquals([stopped.news, stopped.trouble(), stopped.clock.timers], [0, undefined, 0]);
  await stopped.look();
  assertEquals(stopped.orders.length, 1);
});

Deno.test("an authority that sends nonsense is refused: what it signed must be a certificate, for the names, and good", async () => {
  const clock = new FakeClock();
  const answers: readonly [answer: () => Promise<KeyPair>, told: RegExp][] = [
    [() => Promise.resolve({ cert: "", key: "" }), /it is no certificate$/],
    [() => selfSigned(["other.example"], clock.time()), /it is not for chat\.example$/],
    [() => selfSigned(NAMES, clock.time() - LIFE_MS - DAY), /it was good until 2025-12-31$/],
    [
      () => Promise.reject(new TypeError("Cannot read properties of undefined")),
      /the authority answers oddly: Cannot read/,
    ],
  ];
  for (const [answer, told] of answers) {
    const it = begun({ clock });
    it.answer = answer;
    await it.look();
    assertMatch(it.trouble() ?? "", told);
    assertEquals(await it.look(), undefined);
  }
});

Deno.test("a certificate that is always due is ordered once a day", async () => {
  const it = begun();
  it.answer = (order) => selfSigned(order.names, it.clock.time() - LIFE_MS + 10 * DAY);
  await it.look();
  for (let hour = 0; hour < 71; hour++) {
    await it.clock.advance(HOUR);
    await it.look();
  }
  assertEquals(it.orders.length, 3);
});

Deno.test("a folder that cannot be written costs the certificate nothing but its next start", async () => {
  const it = begun();
  it.writing = () => Promise.reject(new Error("the disk is full"));
  await it.look();
  assert(await it.look() !== undefined);
  assertEquals(it.trouble(), undefined);
  assert(
    it.book.lines.includes("warning: The TLS certificate and its keys are in memory only: the disk is full"),
  );
});
