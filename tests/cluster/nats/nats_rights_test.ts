/** Who a node is for the server, and what that user has to be allowed. */

import { assertEquals, assertRejects } from "@std/assert";
import { selfSigned } from "../../../lib/doors/tls/certificate.ts";
import { JetStream } from "../../../lib/cluster/nats/jetstream.ts";
import { dialAs } from "../../../lib/cluster/nats/nats_connection.ts";
import { opened, without } from "../../contracts/replacing_contract.ts";
import { LedgerReader } from "../../support/ledger_reader.ts";
import { LogBook } from "../../support/log_book.ts";
import { natsLedger, type NatsWishes } from "../../support/nats_ledger.ts";
import { NatsServer, natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

const nats = await natsThere();

/** All that the user of a node needs; `STREAM.CREATE` and `STREAM.PURGE` only where the node makes the stream. */
const PUBLISH = [
  "chat.log.>",
  "chat.beat",
  "chat.note",
  "$JS.API.STREAM.INFO.CHAT",
  "$JS.API.STREAM.CREATE.CHAT",
  "$JS.API.STREAM.PURGE.CHAT",
  "$JS.API.STREAM.MSG.GET.CHAT",
  "$JS.API.STREAM.MSG.DELETE.CHAT",
  "$JS.API.CONSUMER.CREATE.CHAT",
  "$JS.FC.CHAT.>",
];
const SUBSCRIBE = ["chat.beat", "chat.note", "_INBOX.>"];

/** Users of the config of a server, each with all rights but one; the user's name is that right, or `all`. */
function usersWithout(rights: readonly string[]): string {
  const users = ["all", ...rights].map((user) => {
    const allowed = (subjects: readonly string[]) =>
      JSON.stringify(subjects.filter((subject) => subject !== user));
    return `{ user: "${user}", password: secret, permissions: {
      publish: { allow: ${allowed(PUBLISH)} }, subscribe: { allow: ${allowed(SUBSCRIBE)} } } }`;
  });
  return `authorization { users = [ ${users.join(",\n")} ] }`;
}

/** Opens a ledger, and resolves when it has failed or a note went there and back. */
async function tried(
  server: NatsServer,
  wishes: NatsWishes,
): Promise<{ ways: boolean[]; failures: string[] }> {
  const ledger = natsLedger(server, wishes), reader = new LedgerReader();
  void ledger.open(0, reader);
  await reader.until(() => reader.isUp || reader.failures.length > 0);
  ledger.append({ note: "a" });
  await reader.until(() => reader.records.length > 0 || reader.failures.length > 0);
  await ledger.close();
  return reader;
}

testWith(
  nats,
  "a node gets along with exactly the rights that are written down, and fails with a sentence where one is missing",
  async () => {
    const asked = ["STREAM.CREATE", "STREAM.PURGE", "STREAM.INFO", "CONSUMER.CREATE"].map((what) =>
      `$JS.API.${what}.CHAT`
    );
    await using server = await NatsServer.start(usersWithout([...asked, "_INBOX.>"]));
    const failures = async (user: string) => {
      const reader = await tried(server, { login: { user, password: "secret" }, aloneUntil: 70 });
      return reader.failures;
    };
    const [create, purge, info, consume] = asked;
    assertEquals(await failures(create!), [
      `there is no stream CHAT, and its user may not publish to ${create}: allow it, or make the stream yourself`,
    ]);
    assertEquals(await failures(purge!), [`its user may not publish to ${purge}`]); // the stream is made, and empty
    assertEquals(await failures("all"), []);
    const others = await Promise.all([info!, consume!, "_INBOX.>", create!, purge!].map(failures));
    assertEquals(others, [
      [`its user may not publish to ${info}`],
      [`its user may not publish to ${consume}`],
      ["its user may not subscribe to _INBOX.>"],
      [], // they need not make it any more
      [],
    ]);
  },
);

testWith(
  nats,
  "nothing is taken out of a stream without the rights to it, and nobody reads past what was",
  async () => {
    const [get, erase] = ["GET", "DELETE"].map((what) => `$JS.API.STREAM.MSG.${what}.CHAT`) as [
      string,
      string,
    ];
    await using server = await NatsServer.start(usersWithout([get, erase]));
    const as = (user: string) => natsLedger(server, { login: { user, password: "secret" } });
    const [ledger, unable] = [as("all"), as(erase)], reader = await opened(ledger);
    for (const note of ["a", "secret", "b"]) ledger.append({ note });
    await reader.until(() => reader.records.length === 3);
    await opened(unable);
    const replaced = await assertRejects(() => unable.replace(1, 3, without("secret")), Error);
    assertEquals(replaced.message, `its user may not publish to ${erase}`);
    await ledger.replace(1, 3, without("secret"));
    const connection = await dialAs({ user: "all", password: "secret" }, "test")(server.address, () => {});
    const jetstream = new JetStream(connection, "CHAT");
    for (const seq of [2, 999]) await jetstream.erase(seq); // gone already, and never there
    await connection.close();
    const blind = as(get), failed = new LedgerReader();
    void blind.open(0, failed);
    await failed.until(() => failed.failures.length > 0);
    assertEquals([failed.notes, failed.failures], [["a"], [`its user may not publish to ${get}`]]);
    for (const one of [ledger, unable, blind]) await one.close();
  },
);

testWith(
  nats,
  "an operator reads which of the other rights is missing, not once for every record",
  async () => {
    await using server = await NatsServer.start(usersWithout(["chat.log.>", "chat.beat"]));
    for (const user of ["chat.log.>", "chat.beat"]) {
      const book = new LogBook(), reader = new LedgerReader();
      const { promise: complained, resolve } = Promise.withResolvers<void>();
      const ledger = natsLedger(server, {
        login: { user, password: "secret" },
        log(level, message, fields) {
          book.log(level, message, fields);
          if (message.includes("complains")) resolve();
        },
      });
      void ledger.open(0, reader);
      await reader.until(() => reader.isUp);
      for (let i = 0; i < 100; i++) {
        user === "chat.beat" ? ledger.beat("x" as never) : ledger.append({ note: `${i}` });
      }
      await complained;
      await ledger.close();
      const [complaint, ...more] = book.lines.filter((line) => line.includes("complains"));
      assertEquals(more, []);
      assertEquals(
        /Permissions Violation for (Publish|Subscription) to "chat\./.test(complaint!),
        true,
        complaint,
      );
    }
  },
);

testWith(nats, "a node says who it is by a password, by one in the address, or by a token", async () => {
  await using guarded = await NatsServer.start(`authorization { user: node, password: "s@cret" }`);
  for (
    const wishes of [
      { login: { user: "node", password: "s@cret" } },
      { addresses: [{ ...guarded.address, user: "node", password: "s@cret" }] },
    ]
  ) assertEquals((await tried(guarded, wishes)).ways, [true]);
  await using withToken = await NatsServer.start(`authorization { token: "t0ken" }`);
  assertEquals((await tried(withToken, { login: { token: "t0ken" } })).ways, [true]);
});

testWith(
  nats,
  "a wrong password is told to the operator and tried again, and the next server is asked meanwhile",
  async () => {
    await using guarded = await NatsServer.start(`authorization { user: node, password: secret }`);
    await using open = await NatsServer.start();
    const book = new LogBook();
    const addresses = [guarded.address, open.address];
    const { ways } = await tried(guarded, {
      addresses,
      login: { user: "node", password: "wrong" },
      log: book.log,
    });
    assertEquals(ways, [true]);
    const { port } = guarded.address;
    assertEquals(
      book.lines[0],
      `warning: Cannot connect to nats://127.0.0.1:${port}: Authorization Violation. It is tried again and again.`,
    );
    assertEquals(book.lines[1], `info: Connected to nats://127.0.0.1:${open.address.port}.`);
  },
);

testWith(
  nats,
  "a server is spoken to by TLS where the address says so, and only if its certificate is of that host",
  async () => {
    const { cert, key } = await selfSigned(["localhost"], Date.now());
    const folder = await Deno.makeTempDir({ prefix: "chat-nats-tls-" });
    try {
      await Deno.writeTextFile(`${folder}/cert.pem`, cert);
      await Deno.writeTextFile(`${folder}/key.pem`, key);
      await using server = await NatsServer.start(
        `tls { cert_file: "${folder}/cert.pem", key_file: "${folder}/key.pem" }`,
      );
      const { port } = server.address;
      const at = (host: string) => ({ host, port, isTls: true }), login = { ca: cert };
      assertEquals((await tried(server, { addresses: [at("localhost")], login })).ways, [true]);
      const book = new LogBook();
      const { ways } = await tried(server, {
        addresses: [at("127.0.0.1"), at("localhost")],
        login,
        log: book.log,
      });
      assertEquals(ways, [true]);
      assertEquals(
        /Cannot connect to tls:\/\/127\.0\.0\.1:\d+: .*certificate/.test(book.lines[0]!),
        true,
        book.lines[0],
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

testWith(nats, "where a server has no JetStream, the operator is told, and it is tried again", async () => {
  await using server = await NatsServer.start("jetstream: disabled");
  const { promise: told, resolve } = Promise.withResolvers<unknown>();
  const ledger = natsLedger(server, {
    log: (_level, message, { reason } = {}) => message.startsWith("Cannot read") && resolve(reason),
  });
  void ledger.open(0, new LedgerReader());
  assertEquals(await told, "JetStream is not at work there");
  await ledger.close();
});

testWith(
  nats,
  "a stream that keeps something else too is refused: it would tell beats as records",
  async () => {
    await using server = await NatsServer.start();
    const connection = await dialAs({}, "test")(server.address, () => {});
    await new JetStream(connection, "CHAT").make({ subjects: ["chat.>"], replicas: 1, keepDays: 0 });
    await connection.close();
    assertEquals((await tried(server, {})).failures, [
      "the stream CHAT has to take chat.log.> and nothing else",
    ]);
  },
);
