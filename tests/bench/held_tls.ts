/**
 * What a silent guest over TLS takes of the server's resident memory, beside one without TLS: most of it is kept by the
 * runtime, outside of any heap. All have given a name.
 *
 *     deno run --allow-all tests/bench/held_tls.ts
 *     deno run --allow-all tests/bench/held_tls.ts ./chat-server serve
 *
 * It opens seven files a guest, in two processes: allow as many (`ulimit -n`).
 *
 * @module
 */

import { serverCommand } from "../support/journey.ts";
import { ROOT } from "../support/folders.ts";
import { ServerProcess } from "../support/server_process.ts";
import { pause } from "./load/patience.ts";

/** Those who come first, so that what is loaded once counts for nobody, and those who are measured. */
const WARM = 300, PEOPLE = 1000;

/** How many come at the same time. */
const AT_ONCE = 50;

/** When they are looked at, in milliseconds after the last has come. */
const SETTLED_MS = 3000;

/** Bytes of a page of memory on all machines that this was tried on. */
const PAGE_BYTES = 4096;

const data = await Deno.makeTempDir({ prefix: "chat-held-" });
const command = Deno.args.length > 0 ? Deno.args as [string, ...string[]] : serverCommand();
const flags = ["--host=127.0.0.1", "--port=0", "--admin=none", "--name-ms=600000", `--data=${data}`];
await using server = await ServerProcess.start({ command: [...command, ...flags], folder: ROOT });
if (!server.output.includes("fingerprint is")) await server.prints("fingerprint is");
const port = await server.port;
const caCerts = [await Deno.readTextFile(`${data}/tls.pem`)];
let lastName = 0;

/** Somebody who gives a name and reads the greeting. */
async function come(isEncrypted: boolean): Promise<Deno.Conn> {
  const to = { hostname: "127.0.0.1", port };
  const guest = isEncrypted ? await Deno.connectTls({ ...to, caCerts }) : await Deno.connect(to);
  await guest.write(new TextEncoder().encode(`guest${++lastName}\n`));
  const buffer = new Uint8Array(4096), decoder = new TextDecoder();
  for (let text = ""; !text.includes("Hello");) {
    const count = await guest.read(buffer);
    if (count === null) throw new Error(`It hung up and said: ${text}`);
    text += decoder.decode(buffer.subarray(0, count));
  }
  void readAway(guest, buffer.subarray(0, 512));
  return guest;
}

async function readAway(guest: Deno.Conn, buffer: Uint8Array): Promise<void> {
  try {
    while (await guest.read(buffer) !== null);
  } catch {
    // It was closed.
  }
}

async function crowd(count: number, isEncrypted: boolean): Promise<Deno.Conn[]> {
  const guests: Deno.Conn[] = [];
  while (guests.length < count) {
    guests.push(...await Promise.all(Array.from({ length: AT_ONCE }, () => come(isEncrypted))));
  }
  return guests;
}

async function residentBytes(): Promise<number> {
  await pause(SETTLED_MS);
  const statm = await Deno.readTextFile(`/proc/${server.pid}/statm`);
  return Number(statm.split(" ")[1]) * PAGE_BYTES;
}

for (const isEncrypted of [false, true]) {
  const all = [...await crowd(WARM, isEncrypted)];
  const before = await residentBytes();
  all.push(...await crowd(PEOPLE, isEncrypted));
  const bytes = Math.round((await residentBytes() - before) / PEOPLE).toLocaleString("en");
  console.log(`${isEncrypted ? "a guest over TLS" : "a guest without"}: ${bytes} bytes`);
  for (const guest of all) guest.close();
}
await server.end();
await Deno.remove(data, { recursive: true });
Deno.exit();
