/** TLS at the one address: guests over it are guests like others, and who only pretends to speak it harms nobody. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { selfSigned } from "../../lib/doors/tls/certificate.ts";
import { startServer } from "../../lib/server.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { DataFolder } from "../support/data_folder.ts";
import { socketsLeft, socketsOf } from "../support/descriptors.ts";
import { Guest, serverCommand } from "../support/journey.ts";
import { hostileHellos } from "../support/hostile_tls.ts";
import { LogBook } from "../support/log_book.ts";
import { ServerProcess } from "../support/server_process.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { FakeTlsNetwork } from "../support/tls_network.ts";
import { TlsGuest } from "../support/tls_guest.ts";

/** A server with TLS, its certificate and its log; it is stopped with the test, with nobody left and no bug. */
async function tlsServer(overrides: Partial<typeof DEFAULTS> = {}) {
  const folder = await DataFolder.make(), book = new LogBook();
  const settings = {
    ...DEFAULTS,
    host: "127.0.0.1",
    port: 0,
    admin: "none",
    data: folder.path,
    web: "off",
    greetAfterMs: 5000, // a busy machine may take its time for a hello
  } as const;
  const server = await startServer({ ...settings, ...overrides }, { log: book.log });
  while (!book.lines.some((line) => line.includes("fingerprint"))) {
    await new Promise((go) => setTimeout(go, 1));
  }
  const certificate = await Deno.readTextFile(`${folder.path}/tls.pem`).catch(() => "");
  return {
    ...{ folder, book, server, certificate, hostname: "127.0.0.1", port: server.port },
    async [Symbol.asyncDispose]() {
      await server.stop();
      assertEquals(server.counts(), { readers: 0, guests: 0, tasks: 0 });
      assertEquals(book.lines.filter((line) => line.includes("Bug")), []);
      await folder[Symbol.asyncDispose]();
    },
  };
}

Deno.test("a guest over TLS and one without read each other, under their true addresses", async () => {
  await using at = await tlsServer();
  await using ann = await TlsGuest.connect(at, at.certificate);
  await ann.say("ann\n");
  await ann.hears("Hello ann");
  await using bob = await Guest.connect(at);
  await bob.say("bob");
  await bob.hearUntil("Hello bob");
  await bob.say("hello over there");
  await ann.hears("bob: hello over there");
  await ann.say("and back 你好\n");
  await bob.hearUntil("ann: and back 你好");
  assert(
    at.book.lines.includes(`info: Accepted connection from 127.0.0.1:${ann.port} (tls)`),
    at.book.lines.join("\n"),
  );
});

Deno.test("who closes their half after the last line gets all the answers, and TLS's own goodbye", async () => {
  await using at = await tlsServer();
  await using ann = await TlsGuest.connect(at, at.certificate);
  await ann.say("ann\n" + "/help\n".repeat(20) + "the last words");
  await ann.leave();
  assertEquals(ann.text.match(/^Type a line/gm)?.length, 20);
  assertMatch(ann.text, /Goodbye!\n$/);
  await using bob = await Guest.connect(at);
  await bob.say("bob");
  await bob.hearUntil("ann: the last words");
});

Deno.test("another certificate is served to those who come, and nobody's connection ends", async () => {
  const [first, second] = [
    await selfSigned(["127.0.0.1"], Date.now()),
    await selfSigned(["127.0.0.1"], Date.now()),
  ];
  await using folder = await DataFolder.make();
  const tlsCert = `${folder.path}/both.pem`;
  await Deno.writeTextFile(tlsCert, first.cert + first.key);
  await using at = await tlsServer({ tlsCert, tlsKey: tlsCert });
  await using ann = await TlsGuest.connect(at, first.cert);
  await ann.say("ann\n");
  await ann.hears("Hello ann");
  await Deno.writeTextFile(tlsCert, second.cert + second.key);
  await at.server.change({ ...DEFAULTS, tlsCert, tlsKey: tlsCert }, []);
  await using bob = await TlsGuest.connect(at, second.cert);
  await bob.say("bob\nhello\n");
  await ann.hears("bob: hello");
  await Deno.writeTextFile(tlsCert, first.cert + second.key);
  await at.server.change({ ...DEFAULTS, tlsCert, tlsKey: tlsCert }, []);
  assertStringIncludes(at.book.lines.join("\n"), "warning: TLS goes on as it was: Cannot use");
  await using cat = await TlsGuest.connect(at, second.cert);
  await cat.say("cat\n");
  await bob.hears("cat has joined");
});

Deno.test("a stop says goodbye to everybody over TLS, and does not wait for a handshake", async () => {
  await using at = await tlsServer();
  await using ann = await TlsGuest.connect(at, at.certificate);
  await ann.say("ann\n");
  await ann.hears("Hello ann");
  await using _silent = await Guest.connect(at).then(async (guest) => {
    await guest.send(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00));
    return guest;
  });
  const since = performance.now();
  await at.server.stop();
  assert(performance.now() - since < 8000);
  await ann.hears("the server is stopping");
});

Deno.test("cut, changed, slow and false hellos leave no socket open, no bug, and everybody else in the chat", async () => {
  await using folder = await DataFolder.make();
  const settings = ["--host=127.0.0.1", "--port=0", "--admin=none", "--web=off", `--data=${folder.path}`];
  const command = [...serverCommand(), ...settings, "--greet-after-ms=5000"] as const;
  await using server = await ServerProcess.start({ command: [...command], folder: Deno.cwd() });
  const at = { hostname: "127.0.0.1", port: await server.port }, { pid } = server;
  await server.hasPrinted("fingerprint");
  const certificate = await Deno.readTextFile(`${folder.path}/tls.pem`);
  const ann = await TlsGuest.connect(at, certificate);
  await ann.say("ann\n");
  await ann.hears("Hello ann");
  const before = socketsOf(pid), tried = await hostileHellos(at, certificate);
  assert(tried >= 300);
  await ann.say("still here\n/who\n");
  await ann.hears("1 person is here");
  assertEquals(await socketsLeft(pid, before), before);
  await ann[Symbol.asyncDispose]();
  assertEquals(await server.end(), 0);
  assertEquals(server.output.split("\n").filter((line) => /ERROR|Bug/.test(line)), []);
});

/** Has a program of a terminal say some lines, and returns what it printed until the server hung up. */
async function talkWith(program: string, args: readonly string[]): Promise<string> {
  const child = new Deno.Command(program, {
    ...{
      args: [...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      signal: AbortSignal.timeout(20_000),
    },
  }).spawn();
  const writer = child.stdin.getWriter();
  const [{ stdout }] = await Promise.all([
    child.output(),
    writer.write(new TextEncoder().encode("ann\nhello from outside\n/quit\n")).then(() => writer.close()),
  ]);
  return new TextDecoder().decode(stdout);
}

Deno.test("where TLS cannot work, the chat goes on, and the log and /readyz say why", async () => {
  const book = new LogBook(), network = new FakeTlsNetwork();
  network.failure = Object.assign(new Deno.errors.AddrNotAvailable("no loopback"), { code: "EADDRNOTAVAIL" });
  const settings = { ...DEFAULTS, host: "127.0.0.1", port: 0, admin: "127.0.0.1:0", data: "none" } as const;
  const server = await startServer(settings, { log: book.log, tlsNetwork: network });
  await using ann = await Guest.connect({ hostname: "127.0.0.1", port: server.port });
  await ann.say("ann");
  await ann.hearUntil("Hello ann");
  const said = () => book.lines.find((line) => line.startsWith("warning: No TLS"));
  while (said() === undefined) await new Promise((go) => setTimeout(go, 1));
  assertEquals(said(), "warning: No TLS, all else goes on: it cannot be served: no loopback");
  const [, door] = /Admin door on (\S+)/.exec(book.lines.join("\n"))!;
  const answer = await fetch(`http://${door}/readyz`);
  assertEquals([answer.status, await answer.text()], [503, "TLS: it cannot be served: no loopback\n"]);
  await using bob = await Guest.connect({ hostname: "127.0.0.1", port: server.port });
  await bob.send(Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3));
  assertMatch(await bob.hearEnd(), /TLS/);
  await server.stop();
  assertEquals(server.counts(), { readers: 0, guests: 0, tasks: 0 });
});

testWith(
  await outsideProgram("openssl", "openssl", ["version"]),
  "openssl s_client talks over TLS",
  async () => {
    await using at = await tlsServer();
    const where = ["-connect", `127.0.0.1:${at.port}`, "-CAfile", `${at.folder.path}/tls.pem`];
    assertMatch(
      await talkWith("openssl", ["s_client", "-quiet", "-verify_return_error", ...where]),
      /Hello ann[^]*Goodbye/,
    );
  },
);

testWith(await outsideProgram("ncat", "ncat"), "ncat --ssl talks over TLS", async () => {
  await using at = await tlsServer();
  assertMatch(await talkWith("ncat", ["--ssl", "127.0.0.1", `${at.port}`]), /Hello ann[^]*Goodbye/);
});
