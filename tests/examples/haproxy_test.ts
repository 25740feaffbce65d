/** examples/haproxy.cfg, run by HAProxy itself in front of two nodes that are made up. */

import { assertEquals, assertMatch } from "@std/assert";
import { ROOT } from "../support/folders.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { Balanced } from "../support/balanced.ts";

const example = await Deno.readTextFile(new URL("examples/haproxy.cfg", ROOT));
const haproxy = await outsideProgram("haproxy", "haproxy", ["-v"]);

Deno.test("a node is looked up again and again: a container that starts again may have another address", () => {
  assertMatch(example, /^resolvers names\b/m);
  assertMatch(example, /^ {2}default-server (?=.*\bresolvers names\b).*\binit-addr libc,none\b/m);
});

testWith(haproxy, "HAProxy finds nothing to complain of in the file", async () => {
  const { success, stderr } = await new Deno.Command("haproxy", {
    args: ["-c", "-q", "-f", "examples/haproxy.cfg"],
    cwd: ROOT,
    env: { CHAT_ADMIN_TOKEN: "token" },
  }).output();
  assertEquals({ success, alerts: new TextDecoder().decode(stderr).match(/\[ALERT\].*/g) }, {
    success: true,
    alerts: null,
  });
});

testWith(haproxy, "people are spread, and each node is told where they come from", async () => {
  await using balanced = await Balanced.start({ probeMs: 60_000 });
  const met = [await balanced.come(), await balanced.come()];
  assertEquals(new Set(met.map(({ node }) => node)), new Set(["berlin", "lisbon"]));
  assertEquals(met.map(({ heard }) => heard), ["127.0.0.1", "127.0.0.1"]);
});

testWith(haproxy, "while a node is gone and nobody has noticed, people come to the other", async () => {
  await using balanced = await Balanced.start({ probeMs: 60_000 });
  await balanced.berlin.leave();
  const met = [await balanced.come(), await balanced.come(), await balanced.come()];
  assertEquals(met.map(({ node }) => node), ["lisbon", "lisbon", "lisbon"]);
});

testWith(haproxy, "a node that is not ready gets nobody new", async () => {
  await using balanced = await Balanced.start();
  balanced.lisbon.isReady = false;
  await balanced.says("nodes/lisbon is DOWN");
  const met = [await balanced.come(), await balanced.come()];
  assertEquals(met.map(({ node }) => node), ["berlin", "berlin"]);
});

testWith(haproxy, "where no node is ready, a node tells newcomers so, and not the balancer", async () => {
  await using balanced = await Balanced.start();
  balanced.berlin.isReady = balanced.lisbon.isReady = false;
  await balanced.says("no server available");
  assertEquals((await balanced.come()).heard, "127.0.0.1");
});
