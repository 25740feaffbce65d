/** The whole admin door over real sockets, with an inside that is made up. */

import { assert, assertEquals, assertLess, assertRejects, assertStringIncludes } from "@std/assert";
import { type AdminDoorParts, MAX_ASKING, openAdminDoor } from "../../lib/admin/admin_door.ts";
import type { Handler, Serve } from "../../lib/admin/admin_listener.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import type { Hello, Update } from "../../lib/observe/console_protocol.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { settled } from "../support/fake_clock.ts";
import { FakeInside, taskRow } from "../support/fake_inside.ts";
import { LogBook } from "../support/log_book.ts";

const TOKEN = "0123456789abcdef";

function partsOf(book: LogBook, overrides: Partial<AdminDoorParts> = {}): AdminDoorParts {
  return {
    address: "127.0.0.1:0",
    token: "",
    inside: new FakeInside(),
    readiness: () => ({ isAccepting: true, troubles: [], notes: [] }),
    version: "1.2.3",
    startedAt: 42,
    retainMs: 6000,
    clock: systemClock,
    log: book.log,
    activities: new TaskGroup(),
    ...overrides,
  };
}

/** An open door and what it logs; it is closed with the test, and has to be quick about it. */
async function opened(overrides: Partial<AdminDoorParts> = {}) {
  const book = new LogBook();
  const parts = partsOf(book, overrides);
  const door = await openAdminDoor(parts);
  assert(door !== undefined);
  const close = async () => {
    const since = performance.now();
    await door[Symbol.asyncDispose]();
    assertLess(performance.now() - since, 1000);
    const running = Array.from((parts.activities as TaskGroup).all()).filter(({ figures }) =>
      figures.state !== "done"
    );
    assertEquals(running.length, 0);
  };
  return { address: door.address, url: `http://${door.address}`, book, close, [Symbol.asyncDispose]: close };
}

/** Sends bytes on a connection of its own and leaves it open. */
async function send(address: string, text: string) {
  const [hostname = "", port] = address.split(":");
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

/** All that comes until the door hangs up. */
async function allOf(connection: Deno.TcpConn): Promise<string> {
  let text = "";
  for await (const piece of connection.readable.pipeThrough(new TextDecoderStream())) text += piece;
  return text;
}

/** The lines of a console. */
async function* linesOf(response: Response): AsyncGenerator<Hello | Update> {
  let rest = "";
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}

Deno.test("openAdminDoor() answers over HTTP, and the port is free after it is closed", async () => {
  const door = await opened();
  assertEquals(await (await fetch(`${door.url}/healthz`)).text(), "alive\n");
  assertEquals(await (await fetch(`${door.url}/readyz`)).text(), "ready\n");
  await door.close();
  await door.close();
  const port = Number(door.address.split(":")[1]);
  Deno.listen({ hostname: "127.0.0.1", port }).close();
  assertEquals(door.book.lines, [`info: Admin door on ${door.address}`]);
});

Deno.test("openAdminDoor() shows a console what changes, and hears what it wants", async () => {
  const inside = new FakeInside();
  inside.putTasks(taskRow(1));
  inside.detailsById.set(1, { task: 1, turns: [1], lags: [] });
  await using door = await opened({ inside });
  const response = await fetch(`${door.url}/console`);
  const lines = linesOf(response);
  const { value: hello } = await lines.next();
  assertEquals(hello, {
    kind: "hello",
    protocol: 1,
    version: "1.2.3",
    console: 1,
    updateMs: 500,
    retainMs: 6000,
    startedAt: 42,
  });
  const { value: first } = await lines.next();
  assertEquals((first as Update).tasks, [taskRow(1)]);
  const wished = await fetch(`${door.url}/console/1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"details":1}`,
  });
  assertEquals(await wished.json(), { details: 1 });
  const { value: second } = await lines.next();
  assertEquals([(second as Update).tasks, (second as Update).details?.turns], [[], [1]]);
  await lines.return(undefined);
});

Deno.test("openAdminDoor() keeps who has no token, and every web page, out of everything", async () => {
  await using door = await opened({ token: TOKEN });
  const paths = ["/", "/healthz", "/readyz", "/metrics", "/console", "/snapshot", "/outbox/1", "/nowhere"];
  for (const path of paths) {
    const response = await fetch(door.url + path);
    assertEquals([response.status, response.headers.get("www-authenticate")], [401, "Bearer"]);
    await response.body?.cancel();
    const authorization = `Bearer ${TOKEN}`;
    const page = await fetch(door.url + path, { headers: { authorization, origin: "https://evil.example" } });
    assertEquals(page.status, 403);
    await page.body?.cancel();
  }
  const response = await fetch(`${door.url}/healthz`, { headers: { authorization: `Bearer ${TOKEN}` } });
  assertEquals(await response.text(), "alive\n");
});

Deno.test("openAdminDoor() sees through names that were pointed at it", async () => {
  await using door = await opened();
  for (const [host, status] of [["evil.example", "403"], ["localhost", "200"], [door.address, "200"]]) {
    using connection = await send(door.address, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const bytes = new Uint8Array(1000);
    const count = await connection.read(bytes);
    assertStringIncludes(new TextDecoder().decode(bytes.subarray(0, count ?? 0)), `HTTP/1.1 ${status} `);
  }
});

Deno.test("openAdminDoor() tells HEAD what GET has, byte for byte but for the body", async () => {
  await using door = await opened({ token: TOKEN });
  const asked = async (method: string, path: string, more: string) => {
    using connection = await send(
      door.address,
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${more}Connection: close\r\n\r\n`,
    );
    const [head = "", body] = (await allOf(connection)).split("\r\n\r\n");
    return { head: head.replace(/\r\ndate: .*/i, ""), body };
  };
  for (const token of ["", `Authorization: Bearer ${TOKEN}\r\n`]) {
    for (const path of ["/", "/healthz", "/readyz", "/metrics", "/outbox/9", "/nothing"]) {
      const [head, get] = [await asked("HEAD", path, token), await asked("GET", path, token)];
      assertEquals(head, { head: get.head, body: "" }, path);
      assertStringIncludes(get.head, `content-length: ${new TextEncoder().encode(get.body).length}`);
    }
  }
});

Deno.test("openAdminDoor() refuses a request that names no host, or two", async () => {
  await using door = await opened();
  for (const hosts of ["", "Host: localhost\r\nHost: evil.example\r\n"]) {
    using connection = await send(door.address, `GET /healthz HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
    assertStringIncludes(await allOf(connection), "HTTP/1.1 400 ");
  }
});

Deno.test("openAdminDoor() closes within a second, whatever those on the other side do", async () => {
  const inside = new FakeInside();
  inside.putTasks(...Array.from({ length: 5000 }, (_, i) => taskRow(i, { name: "x".repeat(2000) })));
  const door = await opened({ inside });
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const begun =
    `POST /kick HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`;
  const waiting = ["", "GET / HTTP/1.1\r\nHo", begun, get("/console"), get("/console"), get("/snapshot")];
  const connections = [];
  for (const text of waiting) connections.push(await send(door.address, text));
  await (await fetch(`${door.url}/healthz`)).body?.cancel();
  await door.close();
  for (const connection of connections) connection.close();
  assertEquals(door.book.lines.filter((line) => !line.startsWith("debug")), [
    `info: Admin door on ${door.address}`,
  ]);
});

Deno.test("openAdminDoor() answers 500 where something is wrong in it, logs it, and goes on", async () => {
  const inside = new FakeInside();
  inside.measures = () => {
    throw new TypeError("not a number");
  };
  await using door = await opened({ inside });
  const response = await fetch(`${door.url}/metrics`);
  assertEquals([response.status, await response.json()], [500, {
    error: "Something is wrong with this server; its log says what.",
  }]);
  assertEquals(door.book.lines[1], "error: Bug at the admin door: TypeError: not a number");
  assertEquals(await (await fetch(`${door.url}/healthz`)).text(), "alive\n");
});

Deno.test("openAdminDoor() opens a Unix socket that is its user's alone, and removes it at the end", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/admin.sock`;
  const door = await opened({ address: `unix:${path}` });
  assertEquals(door.address, `unix:${path}`);
  assertEquals(Deno.statSync(path).mode! & 0o777, 0o600);
  await assertRejects(
    () => opened({ address: `unix:${path}` }),
    StartRefused,
    "another server answers there",
  );
  {
    using connection = await Deno.connect({ transport: "unix", path });
    await connection.write(new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHost: chat\r\n\r\n"));
    const bytes = new Uint8Array(1000);
    const count = await connection.read(bytes);
    assertStringIncludes(new TextDecoder().decode(bytes.subarray(0, count ?? 0)), "alive");
  }
  await door.close();
  assertEquals(Array.from(Deno.readDirSync(folder)), []);
  await Deno.remove(folder);
});

Deno.test("openAdminDoor() is refused where it was asked for and cannot be, or would be open to anybody", async () => {
  const refused = (overrides: Partial<AdminDoorParts>) =>
    assertRejects(() => opened(overrides), StartRefused);
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const taken = `127.0.0.1:${listener.addr.port}`;
  assertEquals(
    (await refused({ address: taken })).message,
    `Cannot open the admin door on ${taken}: somebody else listens there; choose another place by --admin, or none`,
  );
  assertStringIncludes((await refused({ address: "0.0.0.0:0" })).message, "without a token");
  assertStringIncludes((await refused({ token: "short" })).message, "5 characters");
  assertStringIncludes(
    (await refused({ address: "8081" })).message,
    "wanted is auto, HOST:PORT, unix:PATH or none",
  );
  assertStringIncludes(
    (await refused({ address: "unix:/nowhere/at/all" })).message,
    "its folder is not there",
  );
});

Deno.test("openAdminDoor() by auto goes without a door where the port is taken, and only then", async () => {
  const book = new LogBook();
  const failing = (error: Error): Serve => () => {
    throw error;
  };
  const taken = partsOf(book, { address: "auto", serve: failing(new Deno.errors.AddrInUse("taken")) });
  assertEquals(await openAdminDoor(taken), undefined);
  assertEquals(book.lines, [
    "warning: No admin door: 127.0.0.1:8081 is taken; choose another place by --admin HOST:PORT, or --admin none",
  ]);
  assertEquals(Array.from((taken.activities as TaskGroup).all()).length, 0);
  await assertRejects(
    () => openAdminDoor({ ...taken, serve: failing(new Deno.errors.PermissionDenied("no")) }),
    StartRefused,
    "permission denied",
  );
  assertEquals(await openAdminDoor({ ...taken, address: "none" }), undefined);
});

Deno.test("openAdminDoor() opens again on the same port after the HTTP server has ended by itself", async () => {
  const listened: unknown[] = [];
  const endings = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const serve: Serve = (options) => {
    options.signal.addEventListener("abort", () => endings[1]!.resolve());
    listened.push("port" in options && options.port);
    const { promise: finished } = endings[listened.length - 1]!;
    return { addr: { transport: "tcp", hostname: "127.0.0.1", port: 4711 }, finished };
  };
  const reopened = Promise.withResolvers<void>();
  const soon = { ...systemClock, after: (_: number, run: () => void) => systemClock.after(0, run) };
  const book = new LogBook();
  const door = await openAdminDoor(partsOf(book, {
    clock: soon,
    serve: (options, handler) => {
      if (listened.length === 1) reopened.resolve();
      return serve(options, handler);
    },
  }));
  endings[0]!.reject(new Error("Too many open files"));
  await reopened.promise;
  assertEquals(listened, [0, 4711]);
  assertStringIncludes(book.lines.at(-1)!, "The admin door fell shut: Too many open files");
  await door![Symbol.asyncDispose]();
});

Deno.test("openAdminDoor() answers so many at once and sends the others away", async () => {
  let handler: Handler = () => Promise.reject(new Error("not opened yet"));
  const ended = Promise.withResolvers<void>();
  const serve: Serve = ({ signal }, its) => {
    handler = its;
    signal.addEventListener("abort", () => ended.resolve());
    return { addr: { transport: "tcp", hostname: "127.0.0.1", port: 4711 }, finished: ended.promise };
  };
  await using _door = await opened({ serve });
  const senders: ReadableStreamDefaultController<Uint8Array>[] = [];
  const host = { host: "127.0.0.1" };
  const probe = () => new Request("http://127.0.0.1/healthz", { headers: host });
  const begun = () =>
    handler(
      new Request("http://127.0.0.1/kick", {
        method: "POST",
        headers: { ...host, "content-type": "application/json" },
        body: new ReadableStream({ start: (controller) => void senders.push(controller) }),
      }),
    );
  const waiting = Array.from({ length: MAX_ASKING }, begun);
  await settled();
  assertEquals((await handler(probe())).status, 503);
  for (const sender of senders) sender.close();
  assertEquals((await Promise.all(waiting)).map(({ status }) => status), waiting.map(() => 400));
  assertEquals((await handler(probe())).status, 200);
});
