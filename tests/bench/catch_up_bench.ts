/**
 * `deno task bench:catch-up`: how fast a new node with an empty folder takes in what the others have said, everything kept
 * on its disk before it lets anybody in. The figures are what its own log says.
 *
 * @module
 */

import { NatsServer } from "../support/nats_server.ts";
import { TestNode } from "../support/test_nodes.ts";

/** People who fill the chat, and the lines of each. */
const PEOPLE = 40, LINES = 5_000;

/** How many new nodes are started, one after the other. */
const NODES = 3;

/** Says lines, reads what comes, and goes when the server has let go. */
async function talk(port: number, name: string): Promise<void> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const reading = (async () => {
    const buffer = new Uint8Array(262_144);
    while (await connection.read(buffer) !== null);
  })();
  const lines = Array.from(
    { length: LINES },
    (_, i) => `this is line ${i} of ${name}, some fifty letters long\n`,
  );
  const bytes = new TextEncoder().encode(`${name}\n${lines.join("")}`);
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  await connection.closeWrite();
  await reading;
}

/** When a line with some words was logged, in milliseconds since 1970. */
function loggedAt(output: string, words: string): number {
  const line = output.split("\n").find((line) => line.includes(words)) ?? "";
  const at = Date.parse(line.split(" ")[0]!);
  if (Number.isNaN(at)) throw new Error(`The node did not log "${words}", but: ${output}`);
  return at;
}

await using nats = await NatsServer.start();
await using first = await TestNode.start(nats, "first");
await Promise.all(Array.from({ length: PEOPLE }, (_, i) => talk(first.port, `p${i}`)));
for (let i = 1; i <= NODES; i++) {
  await using next = await TestNode.start(nats, `next-${i}`);
  const { output } = next.process;
  const [, entries] = /Caught up with the other nodes; entries: (\d+)/.exec(output) ?? [];
  const ms = loggedAt(output, "Caught up with") - loggedAt(output, "Connected to nats");
  console.log(`${entries} entries in ${ms} ms: ${Math.round(Number(entries) / ms * 1000)} a second`);
}
