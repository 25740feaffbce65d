import type { Life } from "../../lib/cluster/bus.ts";
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

Deno.test("Access admits by its kind, or by the seal that its lock has by now", () => {
  const access = new Access(), outsider = { isOwner: false, isMember: false, isInvited: false };
  const invited = { ...outsider, isInvited: true };
  assertEquals(access.admits(outsider), true);
  access.change("password", 7, undefined, "a life" as Life);
  assertEquals([access.admits(outsider), access.admits(outsider, ""), access.admits(invited)], [
    false,
    false,
    true,
  ]);
  assertEquals(access.life as string, "a life");
  access.lock.make("seal");
  assertEquals([access.admits(outsider, "another"), access.admits(outsider, "seal")], [false, true]);
  access.change("invite-only", 8, "");
  assertEquals([access.admits(outsider, ""), access.admits(invited), access.life], [false, true, undefined]);
});
