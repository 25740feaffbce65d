import { assertEquals, assertRejects } from "@std/assert";
import { busAccess } from "../../lib/doors/bus_access.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

const NAMED = { ...DEFAULTS, node: "berlin" };

Deno.test("busAccess() shows the user with its password, and nothing where nothing is set", async () => {
  assertEquals(await busAccess(NAMED), { node: "berlin" });
  assertEquals(await busAccess({ ...NAMED, busUser: "chat", busPassword: "secret" }), {
    node: "berlin",
    user: "chat",
    password: "secret",
  });
});

Deno.test("busAccess() refuses a password that belongs to nobody: it would never be shown", async () => {
  const { message } = await assertRejects(() => busAccess({ ...NAMED, busPassword: "secret" }), StartRefused);
  assertEquals(message, "Cannot use bus-password without bus-user: name the user it belongs to, too");
});

Deno.test("busAccess() says which credentials cannot be read", async () => {
  const { message } = await assertRejects(() => busAccess({ ...NAMED, busCreds: "/nowhere" }), StartRefused);
  assertEquals(message, 'Cannot read bus-creds "/nowhere": there is no such file');
});
