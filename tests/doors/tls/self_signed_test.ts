import { assert, assertEquals, assertMatch } from "@std/assert";
import { factsOf } from "../../../lib/doors/tls/certificate_facts.ts";
import { SelfSigned, type SelfSignedParts } from "../../../lib/doors/tls/self_signed.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { LogBook } from "../../support/log_book.ts";

const NOW = Date.UTC(2026, 10, 29, 12), DAY_MS = 86_400_000;

/** A source, as a server has it that is started again; and its log. */
function started(data: string, overrides: Partial<SelfSignedParts> = {}) {
  const book = new LogBook();
  const parts = {
    data,
    host: "0.0.0.0",
    tlsNames: "",
    machine: () => Promise.resolve("box"),
    tryOut: () => undefined,
    log: book.log,
    ...overrides,
  };
  return { source: new SelfSigned(parts), book };
}

Deno.test("it is made once, for its owner to read only, and is the same after a restart", async () => {
  await using folder = await DataFolder.make();
  const data = `${folder.path}/deep/data`, { source, book } = started(data);
  const pair = await source.next(NOW);
  assertEquals(await source.next(NOW + DAY_MS), undefined);
  assertEquals([...Deno.readDirSync(data)].map(({ name }) => name), ["tls.pem"]);
  assertEquals([Deno.statSync(data).mode! & 0o777, Deno.statSync(`${data}/tls.pem`).mode! & 0o777], [
    0o700,
    0o600,
  ]);
  const kept = await started(data).source.next(NOW + DAY_MS);
  assertEquals(kept?.cert, pair!.cert + pair!.key);
  assertEquals(book.lines, []);
});

Deno.test("it is for the names that were given, for this machine by all its names, and for no wildcard", async () => {
  const names = async (overrides: Partial<SelfSignedParts>) => {
    const facts = factsOf((await started("none", overrides).source.next(NOW))!.cert)!;
    return [
      "chat.example",
      "192.0.2.1",
      "2001:db8::1",
      "fe80::1",
      "box",
      "localhost",
      "127.0.0.1",
      "::1",
      "0.0.0.0",
      "::",
    ]
      .filter((name) => facts.isFor(name)).join(" ");
  };
  assertEquals(await names({}), "box localhost 127.0.0.1 ::1");
  assertEquals(
    await names({ host: "::", machine: () => Promise.resolve(undefined) }),
    "localhost 127.0.0.1 ::1",
  );
  const tlsNames = " Chat.Example. ,2001:db8::1, not a name, box:8080";
  assertEquals(
    await names({ host: "192.0.2.1", tlsNames }),
    "chat.example 192.0.2.1 2001:db8::1 box localhost 127.0.0.1 ::1",
  );
  assertEquals(await names({ host: "fe80::1%eth0" }), "fe80::1 box localhost 127.0.0.1 ::1");
});

Deno.test("it is made anew 30 days before its end, where a clock was wrong, and where a name is missing that was given", async () => {
  await using folder = await DataFolder.make();
  const { source } = started(folder.path);
  const first = (await source.next(NOW))!, { until } = factsOf(first.cert)!;
  assertEquals(await source.next(until - 30 * DAY_MS), undefined);
  const second = await source.next(until - 30 * DAY_MS + 1);
  assert(second !== undefined && second.cert !== first.cert);
  const isKept = async (now: number, overrides: Partial<SelfSignedParts> = {}) =>
    (await started(folder.path, overrides).source.next(now))?.cert.startsWith(second.cert);
  assertEquals(await isKept(until), true);
  assertEquals(await isKept(until, { machine: () => Promise.resolve("another") }), true);
  assertEquals(await isKept(until, { tlsNames: "chat.example" }), false);
  const { from } = factsOf(Deno.readTextFileSync(`${folder.path}/tls.pem`))!;
  assertEquals(await isKept(from - 1), false);
});

Deno.test("without a data folder it is another one at each start, and the log says so", async () => {
  const { source, book } = started("none");
  const [first, second] = [await source.next(NOW), await started("none").source.next(NOW)];
  assert(first!.cert !== second!.cert);
  assertEquals(book.lines.length, 1);
  assertMatch(book.lines[0]!, /^info: The TLS certificate is in memory only/);
});

Deno.test("what lies in its place and cannot be served is replaced; what is in the way leaves it in memory", async () => {
  await using folder = await DataFolder.make();
  const path = `${folder.path}/tls.pem`;
  Deno.writeTextFileSync(path, "hello");
  const made = await started(folder.path).source.next(NOW);
  assertEquals(Deno.readTextFileSync(path), made!.cert + made!.key);
  const other = await started(folder.path, { tryOut: () => new Error("its key is damaged") }).source.next(
    NOW,
  );
  assertEquals(Deno.readTextFileSync(path), other!.cert + other!.key);
  Deno.removeSync(path);
  Deno.mkdirSync(`${path}/in the way`, { recursive: true });
  const { source, book } = started(folder.path);
  assert(await source.next(NOW) !== undefined);
  assertEquals(await source.next(NOW), undefined);
  assertEquals(book.lines.length, 2);
  assertMatch(
    book.lines[0]!,
    /^warning: Cannot read ".*tls\.pem": that is a folder; made another certificate$/,
  );
  assertMatch(
    book.lines[1]!,
    /^warning: Cannot write ".*tls\.pem": .*; the TLS certificate is in memory only/,
  );
});
