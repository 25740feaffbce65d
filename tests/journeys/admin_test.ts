/**
 * The admin door of a whole server: what a monitor asks, what a console sees and does, and how the door is opened and
 * refused. The server is a process of its own, as operators have it.
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Hello, Update } from "../../lib/observe/console_protocol.ts";
import type { ResourceRow, TaskRow } from "../../lib/observe/rows.ts";
import { Guest, serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";
import { linesOf } from "../support/console_lines.ts";

const TOKEN = "a-token-for-this-test";

/** The command of a server that keeps nothing, with flags of its own. */
function commandWith(flags: readonly string[]): [string, ...string[]] {
  return [...serverCommand(), "--host=127.0.0.1", "--port=0", "--data=none", ...flags] as [
    string,
    ...string[],
  ];
}

/** A server with an admin door on a free port. */
async function started(address = "127.0.0.1:0", environment: Readonly<Record<string, string>> = {}) {
  const server = await ServerProcess.start({
    command: commandWith([`--admin=${address}`]),
    folder: Deno.cwd(),
    environment: { ...Deno.env.toObject(), ...environment },
  });
  const [, door] = /Admin door on (\S+)/.exec(server.output) ?? [];
  assert(door !== undefined, server.output);
  return {
    process: server,
    door,
    admin: `http://${door}`,
    chat: { hostname: "127.0.0.1", port: await server.port },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** What a server says that does not start, and its exit code. */
async function refused(flags: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const [program, ...args] = commandWith(flags);
  const { code, stderr } = await new Deno.Command(program, { args, env: { ...environment } }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

/** A console that keeps what it was told. Whoever opens it disposes it. */
class Watcher implements AsyncDisposable {
  readonly tasks = new Map<number, TaskRow>();
  readonly resources = new Map<number, ResourceRow>();
  readonly number: number;
  readonly #lines: AsyncGenerator<Hello | Update>;

  private constructor(lines: AsyncGenerator<Hello | Update>, number: number) {
    this.#lines = lines;
    this.number = number;
  }

  static async open(admin: string): Promise<Watcher> {
    const lines = linesOf(await fetch(`${admin}/console`));
    const { value: hello } = await lines.next();
    assert(hello?.kind === "hello");
    return new Watcher(lines, hello.console);
  }

  /** Reads on until something is there. */
  async until<T>(look: (last: Update) => T | undefined): Promise<T> {
    for (;;) {
      const { value: update } = await this.#lines.next();
      assert(update?.kind === "update", "the console was sent away");
      for (const task of update.tasks) this.tasks.set(task.id, task);
      for (const resource of update.resources) this.resources.set(resource.id, resource);
      for (const id of update.gone) this.tasks.delete(id) || this.resources.delete(id);
      const found = look(update);
      if (found !== undefined) return found;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lines.return(undefined);
  }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function textOf(url: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const response = await fetch(url, { headers });
  return [response.status, await response.text()];
}

Deno.test("a monitor learns how the server is, and what it does", async () => {
  await using server = await started();
  assertEquals(await textOf(`${server.admin}/healthz`), [200, "alive\n"]);
  assertEquals(await textOf(`${server.admin}/readyz`), [200, "ready\n"]);
  await using anna = await Guest.join(server.chat, "anna");
  await using ben = await Guest.join(server.chat, "ben");
  await anna.hearUntil("ben has joined");
  await anna.say("hello");
  await ben.hearUntil("anna: hello");
  const [status, metrics] = await textOf(`${server.admin}/metrics`);
  assertEquals(status, 200);
  for (
    const line of [
      "chat_guests 2",
      "chat_lines_received_total 3",
      "chat_store_up 1",
      `chat_tasks{kind="reader"} 2`,
    ]
  ) {
    assertStringIncludes(metrics, `\n${line}\n`);
  }
  assertMatch(metrics, /\nchat_event_loop_lag_seconds_bucket\{le="\+Inf"\} \d+\n/);
  assertMatch(metrics, /\nprocess_resident_memory_bytes [1-9]\d{6,}\n/);
});

Deno.test("somebody at a console sees who is there, looks closer, and shows her out", async () => {
  await using server = await started();
  await using anna = await Guest.join(server.chat, "anna");
  await using ben = await Guest.join(server.chat, "ben");
  await using watcher = await Watcher.open(server.admin);
  const taskOf = (kind: string) =>
    [...watcher.tasks.values()].find((task) =>
      task.kind === kind && task.name === "anna" && task.state !== "done"
    );
  const reader = await watcher.until(() => taskOf("reader"));
  assertMatch(reader.location, /^(lib\/doors\/\w+\.ts:\d+|unknown)$/);
  const wish = { details: reader.id };
  assertEquals(await (await post(`${server.admin}/console/${watcher.number}`, wish)).json(), wish);
  assertEquals((await watcher.until(({ details }) => details)).task, reader.id);
  const outbox = [...watcher.resources.values()].find(({ kind, name }) =>
    kind === "outbox" && name === "anna"
  );
  const [status, dump] = await textOf(`${server.admin}/outbox/${outbox?.id}`);
  assertEquals([status, JSON.parse(dump).name, JSON.parse(dump).pieces], [200, "anna", []]);
  const [, snapshot] = await textOf(`${server.admin}/snapshot`);
  assert(JSON.parse(snapshot).tasks.some(({ id }: TaskRow) => id === reader.id));
  assertEquals(await (await post(`${server.admin}/kick`, { id: reader.id })).json(), { kicked: "anna" });
  await anna.hearUntil("Goodbye");
  await ben.hearUntil("anna has left the chat");
  await watcher.until(() => taskOf("reader") === undefined ? true : undefined);
  await server.process.hasPrinted("Kicked anna: POST /kick asked for it");
});

Deno.test("consoles that are left unread, and requests that never end, cost the chat nothing", async () => {
  await using server = await started();
  const [hostname = "", port] = server.door.split(":");
  const left: Deno.TcpConn[] = [];
  for (const text of ["GET /console HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /con", ""]) {
    const connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(new TextEncoder().encode(text));
    left.push(connection);
  }
  await using anna = await Guest.join(server.chat, "anna");
  await using ben = await Guest.join(server.chat, "ben");
  for (let i = 0; i < 50; i++) await anna.say(`line ${i}`);
  await ben.hearUntil("anna: line 49");
  assertEquals(await server.process.end(), 0);
  await ben.hearUntil("Goodbye");
  for (const connection of left) connection.close();
});

Deno.test("a token that is set is wanted, and found in the environment", async () => {
  await using server = await started(undefined, { CHAT_ADMIN_TOKEN: TOKEN });
  assertEquals((await textOf(`${server.admin}/healthz`))[0], 401);
  assertEquals(await textOf(`${server.admin}/healthz`, { authorization: `Bearer ${TOKEN}` }), [
    200,
    "alive\n",
  ]);
  assert(!server.process.output.includes(TOKEN));
});

Deno.test("a Unix socket is there while the server is, and for its user alone", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/admin.sock`;
  {
    await using server = await started(`unix:${path}`);
    assertEquals(server.door, `unix:${path}`);
    assertEquals(Deno.statSync(path).mode! & 0o777, 0o600);
    using client = Deno.createHttpClient({ proxy: { transport: "unix", path } });
    const response = await fetch("http://localhost/healthz", { client });
    assertEquals(await response.text(), "alive\n");
    assertEquals(await server.process.end(), 0);
  }
  assertEquals(Array.from(Deno.readDirSync(folder)), []);
  await Deno.remove(folder);
});

Deno.test("a server does not start with an admin door that cannot be, or that anybody could open", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  for (
    const [flag, sentence] of [
      ["--admin=0.0.0.0:0", "without a token: others could reach it; set CHAT_ADMIN_TOKEN"],
      [`--admin=127.0.0.1:${listener.addr.port}`, "another program listens there"],
      ["--admin=unix:/nowhere/at/all.sock", "its folder does not exist"],
      ["--admin=8081", "8081"],
    ] as const
  ) {
    const { code, said } = await refused([flag], { CHAT_ADMIN_TOKEN: "" });
    assertEquals(code, 2, said);
    assertStringIncludes(said, sentence);
    assert(!said.includes("    at "), said);
  }
});
