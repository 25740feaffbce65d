/** What the admin door answers over real sockets, with an inside that is made up. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { MAX_ASKING } from "../../lib/admin/admin_door.ts";
import type { Handler, Serve } from "../../lib/admin/admin_listener.ts";
import type { Update } from "../../lib/observe/console_protocol.ts";
import { settled } from "../support/fake_clock.ts";
import { FakeInside, taskRow } from "../support/fake_inside.ts";
import { opened, send } from "../support/opened_door.ts";
import { linesOf } from "../support/console_lines.ts";

const TOKEN = "0123456789abcdef";

/** All that comes until the door hangs up. */
async function allOf(connection: Deno.TcpConn): Promise<string> {
  let text = "";
  for await (const piece of connection.readable.pipeThrough(new TextDecoderStream())) text += piece;
  return text;
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
