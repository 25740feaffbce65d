import { assertEquals, assertMatch } from "@std/assert";
import { type KeyPair, selfSigned } from "../../../lib/doors/tls/certificate.ts";
import { fingerprintOf } from "../../../lib/doors/tls/certificate_facts.ts";
import { CertificateKeeper } from "../../../lib/doors/tls/certificate_keeper.ts";
import { CertificateTrouble } from "../../../lib/doors/tls/certificate_source.ts";
import { Background } from "../../../lib/runtime/background.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { LogBook } from "../../support/log_book.ts";

/** A keeper; the next answers of its source, and what is served. */
function kept() {
  const clock = new FakeClock(), book = new LogBook(), served: KeyPair[] = [];
  const answers: (KeyPair | Error)[] = [], asked: boolean[] = [];
  const it = { failure: undefined as Error | undefined, trouble: undefined as string | undefined };
  const source = {
    name: "of a test",
    next(_now: number, isAsked: boolean): Promise<KeyPair | undefined> {
      asked.push(isAsked);
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    trouble: () => it.trouble,
  };
  const door = {
    trouble: undefined,
    get isOpen() {
      return served.length > 0;
    },
    serve(pair: KeyPair) {
      if (it.failure !== undefined) throw it.failure;
      served.push(pair);
    },
  };
  const background = new Background((_, error) => {
    throw error;
  });
  const keeper = new CertificateKeeper({ source, door, clock, log: book.log, background });
  return { keeper, clock, book, served, answers, asked, it, background };
}

Deno.test("the source is asked at the start, every minute, and when the operator wants it; each certificate is told once", async () => {
  const { keeper, clock, book, served, answers, asked } = kept();
  const pair = await selfSigned(["localhost"], 0);
  answers.push(pair);
  await keeper.look(true);
  await clock.advance(120_000);
  await keeper.look(true);
  assertEquals([served, asked], [[pair], [true, false, false, true]]);
  assertEquals(book.lines, [
    `info: TLS on the same port, with a certificate of a test; its SHA-256 fingerprint is ${await fingerprintOf(
      pair.cert,
    )}`,
  ]);
  keeper[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});

Deno.test("what fails changes nothing, is told once, and is over when there is a certificate again", async () => {
  const { keeper, book, served, answers } = kept();
  const pair = await selfSigned(["localhost"], 0), trouble = () => new CertificateTrouble("Cannot use it");
  answers.push(trouble(), trouble(), pair, trouble(), pair);
  await keeper.look(true);
  await keeper.look(false);
  assertEquals(keeper.troubles(), ["Cannot use it"]);
  await keeper.look(false);
  assertEquals([keeper.troubles(), served.length], [[], 1]);
  await keeper.look(false);
  assertEquals([keeper.troubles(), served.length], [["Cannot use it"], 1]);
  await keeper.look(false);
  assertEquals([keeper.troubles(), served.length], [[], 2]);
  assertEquals(book.lines.filter((line) => line.startsWith("warning")), [
    "warning: No TLS, all else goes on: Cannot use it",
    "warning: TLS goes on as it was: Cannot use it",
  ]);
  keeper[Symbol.dispose]();
});

Deno.test("where the network fails, the same certificate is tried again each minute", async () => {
  const { keeper, clock, served, answers, it, background } = kept();
  const pair = await selfSigned(["localhost"], 0);
  answers.push(pair);
  it.failure = new Deno.errors.AddrNotAvailable("no loopback");
  await keeper.look(true);
  assertEquals([keeper.troubles(), served], [["it cannot be served: no loopback"], []]);
  it.failure = undefined;
  await clock.advance(60_000);
  assertEquals([keeper.troubles(), served], [[], [pair]]);
  await background.settled();
  keeper[Symbol.dispose]();
});

Deno.test("a source may have trouble of its own, which is told when it begins", async () => {
  const { keeper, clock, book, answers, it } = kept();
  answers.push(await selfSigned(["localhost"], 0));
  await keeper.look(true);
  it.trouble = "the certificate ends on 2029-03-03";
  await clock.advance(180_000);
  assertEquals([book.lines.length, keeper.troubles()], [2, [it.trouble]]);
  assertMatch(book.lines[1]!, /^warning: TLS goes on as it was: the certificate ends/);
  keeper[Symbol.dispose]();
});
