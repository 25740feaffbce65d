import { assertEquals } from "@std/assert";
import { Access } from "../../lib/chat/access.ts";

Deno.test("Access begins public, with a lock that no password opens", async () => {
  const access = new Access();
  assertEquals([access.kind, access.lock.seal, await access.lock.made], ["public", "", ""]);
});

Deno.test("Access.change() gives another lock, and whoever waits for the old one learns that nothing opens it", async () => {
  const access = new Access();
  access.change("password", 7, undefined);
  const { lock } = access;
  access.change("password", 8, "seal");
  assertEquals([access.kind, access.lock.id, await access.lock.made], ["password", 8, "seal"]);
  assertEquals([lock.id, await lock.made], [7, ""]);
});

Deno.test("Access.close() keeps nobody waiting, and the seal of a lock that is made", async () => {
  const access = new Access();
  access.change("password", 7, undefined);
  access.close();
  assertEquals(await access.lock.made, "");
  access.change("password", 8, "seal");
  access.close();
  assertEquals(access.lock.seal, "seal");
});
