/** How the admin door opens and closes, over real sockets. */

import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type AdminDoorParts, openAdminDoor } from "../../lib/admin/admin_door.ts";
import type { Serve } from "../../lib/admin/admin_listener.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeInside, taskRow } from "../support/fake_inside.ts";
import { LogBook } from "../support/log_book.ts";
import { opened, partsOf, send } from "../support/opened_door.ts";

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
    `Cannot open the admin door on ${taken}: another program listens there; choose another address with --admin, or --admin none`,
  );
  assertStringIncludes((await refused({ address: "0.0.0.0:0" })).message, "without a token");
  assertStringIncludes((await refused({ token: "short" })).message, "5 characters");
  assertStringIncludes(
    (await refused({ address: "8081" })).message,
    "it takes auto, HOST:PORT, unix:PATH or none",
  );
  assertStringIncludes(
    (await refused({ address: "unix:/nowhere/at/all" })).message,
    "its folder does not exist",
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
    "warning: No admin door: 127.0.0.1:8081 is in use; choose another address with --admin HOST:PORT, or --admin none",
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
  assertStringIncludes(book.lines.at(-1)!, "The admin door stopped: Too many open files");
  await door![Symbol.asyncDispose]();
});
