/** examples/compose.yaml, held against the program that it starts, and against the NATS server. */

import { assert, assertEquals } from "@std/assert";
import { DEFAULTS, environmentNameOf, SETTING_KEYS } from "../../lib/runtime/config.ts";
import { ROOT } from "../support/folders.ts";
import { natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";

const compose = await Deno.readTextFile(new URL("examples/compose.yaml", ROOT));
const nats = await natsThere();

Deno.test("every variable that the nodes get is a setting", () => {
  const names = [...compose.matchAll(/^ {4}(CHAT_\w+):/gm)].map(([, name]) => name);
  const known = SETTING_KEYS.map(environmentNameOf);
  assert(names.length > 5);
  assertEquals(names.filter((name) => !known.includes(name!)), []);
});

Deno.test("a node that is stopped drains, and has the time for it", () => {
  const node = compose.slice(compose.indexOf("x-node"), compose.indexOf("services:"));
  assert(/^ {2}stop_signal: SIGUSR2\b/m.test(node));
  const seconds = Number(/stop_grace_period: (\d+)s/.exec(node)?.[1]);
  assert(seconds * 1000 > DEFAULTS.drainMs + DEFAULTS.farewellMs);
});

Deno.test("the nodes and the balancer may open the files that their guests take", async () => {
  const balancer = await Deno.readTextFile(new URL("examples/haproxy.cfg", ROOT));
  const connections = Number(/maxconn (\d+)/.exec(balancer)?.[1]);
  const files = [...compose.matchAll(/nofile: (\d+)/g)].map(([, count]) => Number(count));
  assertEquals(files.length, 2);
  assert(connections >= DEFAULTS.maxGuests * 2);
  assert(files.every((count) => count > connections * 2 && count > DEFAULTS.maxGuests * 3));
});

Deno.test("every service starts again when it fails: it says so itself, or all nodes do", () => {
  const node = compose.slice(compose.indexOf("x-node"), compose.indexOf("services:"));
  const services = compose.slice(compose.indexOf("services:"), compose.indexOf("\nvolumes:"));
  const each = services.split(/^ {2}(?=\w+:)/m).slice(1);
  assertEquals(each.length, 4);
  assert(each.every((one) => (one.includes("<<: *node") ? node : one).includes("restart: unless-stopped")));
});

/** What nats-server says of examples/nats.conf with this password, which the compose file hands on; nothing if it is fine. */
async function complaint(password: string): Promise<string> {
  const quoted = /NATS_CHAT_PASSWORD: '(\S*)\$\{CHAT_BUS_PASSWORD[^}]*\}(\S*)'/.exec(compose);
  const { success, stderr } = await new Deno.Command("nats-server", {
    args: ["-t", "-c", "examples/nats.conf"],
    cwd: ROOT,
    env: { NATS_CHAT_PASSWORD: (quoted?.[1] ?? "") + password + (quoted?.[2] ?? "") },
  }).output();
  return success ? "" : `${password}: ${new TextDecoder().decode(stderr)}`;
}

testWith(nats, "NATS takes a password that looks like a number", async () => {
  const looks = ["86e4d3cea27d26934b484e73cf575dca", "12e4", "8eb", "12345678", "5k", "true", "5a6b"];
  assertEquals((await Promise.all(looks.map(complaint))).join(""), "");
});
