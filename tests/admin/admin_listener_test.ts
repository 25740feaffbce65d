import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  checkToken,
  isTaken,
  type ListenAddress,
  listenAt,
  type Serve,
} from "../../lib/admin/admin_listener.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { parseAdminAddress } from "../../lib/runtime/admin_address.ts";

const TOKEN = "0123456789abcdef";

function address(text: string): ListenAddress {
  return parseAdminAddress(text) as ListenAddress;
}

/** What is said where the HTTP server cannot be started for a reason. */
async function refusalFor(text: string, reason: Error): Promise<unknown> {
  const serve: Serve = () => {
    throw reason;
  };
  const handler = () => Promise.resolve(new Response());
  const { signal } = new AbortController();
  return await assertRejects(() => listenAt(address(text), { serve, handler, signal }), StartRefused);
}

Deno.test("checkToken() wants none where only this machine gets, and one of 16 characters elsewhere", () => {
  for (const text of ["auto", "127.0.0.1:1", "[::1]:1", "localhost:1", "unix:/run/admin.sock"]) {
    checkToken(address(text), "");
    checkToken(address(text), TOKEN);
    assertThrows(
      () => checkToken(address(text), TOKEN.slice(1)),
      StartRefused,
      "15 characters: it needs at least 16",
    );
  }
  for (const text of ["0.0.0.0:1", "[::]:1", "192.0.2.1:1", "chat:1"]) {
    checkToken(address(text), TOKEN);
    assertThrows(
      () => checkToken(address(text), ""),
      StartRefused,
      `Cannot open the admin door on ${text} without a token: others could reach it; set CHAT_ADMIN_TOKEN`,
    );
  }
});

Deno.test("checkToken() refuses what cannot be sent in a header", () => {
  for (const token of [`${TOKEN} `, `${TOKEN}\n`, `${TOKEN}ü`]) {
    assertThrows(() => checkToken(address("auto"), token), StartRefused, "it takes ASCII");
  }
});

Deno.test("listenAt() says what is in the way and what to do, and keeps the cause", async () => {
  const { AddrInUse, AddrNotAvailable, PermissionDenied } = Deno.errors;
  const said: [string, Error, string][] = [
    [
      "127.0.0.1:80",
      new PermissionDenied("x"),
      "permission denied, as for most ports below 1024; use a higher port, such as 127.0.0.1:8081",
    ],
    [
      "127.0.0.1:81",
      new AddrInUse("x"),
      "another program listens there; choose another address with --admin, or --admin none",
    ],
    ["192.0.2.1:81", new AddrNotAvailable("x"), "this machine has no such address"],
    ["nowhere.invalid:81", new Error("failed to lookup"), "failed to lookup"],
  ];
  for (const [where, cause, sentence] of said) {
    const refused = await refusalFor(where, cause) as StartRefused;
    assertEquals(refused.message, `Cannot open the admin door on ${where}: ${sentence}`);
    assertEquals(refused.cause, cause);
    assertEquals(isTaken(refused), cause instanceof AddrInUse);
  }
});

Deno.test("listenAt() says what is in the way of a socket", async () => {
  const folder = await Deno.makeTempDir();
  const missing = await refusalFor(`unix:${folder}/none/admin.sock`, new Error()) as StartRefused;
  assertEquals(
    missing.message,
    `Cannot open the admin door on unix:${folder}/none/admin.sock: its folder does not exist`,
  );
  for (const name of ["a".repeat(120), `${"a".repeat(120)}/admin.sock`]) { // the first fits while it is bound elsewhere
    const tooLong = await refusalFor(`unix:${folder}/${name}`, new Error()) as StartRefused;
    assertEquals(
      tooLong.message,
      `Cannot open the admin door on unix:${folder}/${name}: that is too long for a socket; choose a shorter path`,
    );
  }
  await Deno.writeTextFile(`${folder}/file`, "");
  const other = await refusalFor(`unix:${folder}/file`, new Error()) as StartRefused;
  assertEquals(
    other.message,
    `Cannot open the admin door on unix:${folder}/file: there is something else at that path; remove it, or choose another path with --admin`,
  );
  await Deno.remove(folder, { recursive: true });
});
