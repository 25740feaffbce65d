/**
 * What a silent guest takes of the server's resident memory, by the door: at nc, over TLS, behind a WebSocket, and behind
 * one over TLS. Much of it is kept by the runtime, outside of any heap. None has given a name.
 *
 *     deno run --allow-all tests/bench/held_guests.ts
 *     deno run --allow-all tests/bench/held_guests.ts ./chat-server serve
 *
 * It opens seven files a guest, in two processes: allow as many (`ulimit -n`).
 *
 * @module
 */

import { serverCommand } from "../support/journey.ts";
import { ROOT } from "../support/folders.ts";
import { webSocketRequest } from "../support/frames.ts";
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

/** The doors, and how one comes by them. */
const DOORS = {
  tcp: { isEncrypted: false, isPage: false },
  tls: { isEncrypted: true, isPage: false },
  ws: { isEncrypted: false, isPage: true },
  wss: { isEncrypted: true, isPage: true },
} as const;

type Door = typeof DOORS[keyof typeof DOORS];

/** What one more guest takes, of a server of its own: memory that was used once is not given back. */
async function measure(door: Door): Promise<number> {
  const data = await Deno.makeTempDir({ prefix: "chat-held-" });
  const command = Deno.args.length > 0 ? Deno.args as [string, ...string[]] : serverCommand();
  const flags = ["--host=127.0.0.1", "--port=0", "--admin=none", "--name-ms=600000", `--data=${data}`];
  await using server = await ServerProcess.start({ command: [...command, ...flags], folder: ROOT });
  if (!server.output.includes("fingerprint is")) await server.prints("fingerprint is");
  const port = await server.port, caCerts = [await Deno.readTextFile(`${data}/tls.pem`)];
  const to = { hostname: "127.0.0.1", port, caCerts };
  const all = await crowd(WARM, to, door);
  const before = await residentBytes(server.pid);
  all.push(...await crowd(PEOPLE, to, door));
  const held = await residentBytes(server.pid) - before;
  for (const guest of all) guest.close();
  await server.end();
  await Deno.remove(data, { recursive: true });
  return held / PEOPLE;
}

/** Somebody who reads the welcome, and says nothing. */
async function come(to: Deno.ConnectTlsOptions, { isEncrypted, isPage }: Door): Promise<Deno.Conn> {
  const guest = isEncrypted ? await Deno.connectTls(to) : await Deno.connect({ ...to, port: to.port });
  if (isPage) await guest.write(new TextEncoder().encode(webSocketRequest("127.0.0.1")));
  const buffer = new Uint8Array(1024);
  if (await guest.read(buffer) === null) throw new Error("It hung up");
  void readAway(guest, buffer);
  return guest;
}

async function readAway(guest: Deno.Conn, buffer: Uint8Array): Promise<void> {
  try {
    while (await guest.read(buffer) !== null);
  } catch {
    // It was closed.
  }
}

async function crowd(count: number, to: Deno.ConnectTlsOptions, door: Door): Promise<Deno.Conn[]> {
  const guests: Deno.Conn[] = [];
  while (guests.length < count) {
    guests.push(...await Promise.all(Array.from({ length: AT_ONCE }, () => come(to, door))));
  }
  return guests;
}

async function residentBytes(pid: number): Promise<number> {
  await pause(SETTLED_MS);
  const statm = await Deno.readTextFile(`/proc/${pid}/statm`);
  return Number(statm.split(" ")[1]) * PAGE_BYTES;
}

for (const [name, door] of Object.entries(DOORS)) {
  const bytes = Math.round(await measure(door)).toLocaleString("en");
  console.log(`a silent guest over ${name}: ${bytes} bytes`);
}
Deno.exit();
