/**
 * `deno task bench:update`: how many are turned away while a node of several gives its port to the next one. Callers come
 * one after the other in several lanes; each counts whoever refused it, or hung up before a word. What Linux does with
 * callers who wait at a listener that closes is a setting of it: `net.ipv4.tcp_migrate_req`.
 *
 * @module
 */

import { NatsServer } from "../support/nats_server.ts";
import { TestNode } from "../support/test_nodes.ts";
import { pause } from "./load/patience.ts";

/** How many callers come at the same time. */
const LANES = 32;

/** How often the port is given on, and how long callers come before and after it, in milliseconds. */
const UPDATES = 20, AROUND_MS = 300;

const WELCOME = new TextEncoder().encode("Welcome");

/** What became of callers. */
interface Count {
  welcomed: number;
  refused: number;
  hungUp: number;
}

/** One caller: comes, reads the first bytes, and goes. */
async function call(port: number, count: Count): Promise<void> {
  let connection: Deno.TcpConn;
  try {
    connection = await Deno.connect({ hostname: "127.0.0.1", port });
  } catch {
    count.refused++;
    return;
  }
  using _connection = connection;
  const heard = await connection.read(new Uint8Array(WELCOME.length)).catch(() => null);
  if (heard === null) count.hungUp++;
  else count.welcomed++;
}

const count: Count = { welcomed: 0, refused: 0, hungUp: 0 };
await using nats = await NatsServer.start();
let node = await TestNode.start(nats, "node-0", { flags: ["--farewell-ms=200"] });
for (let i = 1; i <= UPDATES; i++) {
  const next = await TestNode.start(nats, `node-${i}`, { port: node.port, flags: ["--farewell-ms=200"] });
  let isOver = false;
  const lanes = Array.from({ length: LANES }, async () => {
    while (!isOver) await call(next.port, count);
  });
  await pause(AROUND_MS);
  Deno.kill(node.process.pid, "SIGUSR2");
  await node.process.code; // nobody is in the chat: it ends at once
  await pause(AROUND_MS);
  isOver = true;
  await Promise.all(lanes);
  await node[Symbol.asyncDispose]();
  node = next;
}
await node[Symbol.asyncDispose]();
const migrate = await Deno.readTextFile("/proc/sys/net/ipv4/tcp_migrate_req").catch(() => "unknown");
console.log(`tcp_migrate_req ${migrate.trim()}, updates ${UPDATES}: ${JSON.stringify(count)}`);
