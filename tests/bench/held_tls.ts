/**
 * What a silent guest over TLS takes of the server's resident memory, beside one without TLS: most of it is kept by the
 * runtime, outside of any heap. None has given a name.
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

/** What one more guest takes, of a server of its own: memory that was used once is not given back. */
async function measure(isEncrypted: boolean): Promise<number> {
  const data = await Deno.makeTempDir({ prefix: "chat-held-" });
  const command = Deno.args.length > 0 ? Deno.args as [string, ...string[]] : serverCommand();
  const flags = ["--host=127.0.0.1", "--port=0", "--admin=none", "--name-ms=600000", `--data=${data}`];
  await using server = await ServerProcess.start({
    command: [...command, ...flags, "--greet-after-ms=2000"],
    folder: ROOT,
  });
  if (!server.output.includes("fingerprint is")) await server.prints("fingerprint is");
  const port = await server.port, caCerts = [await Deno.readTextFile(`${data}/tls.pem`)];
  const to = { hostname: "127.0.0.1", port, caCerts };
  const all = await crowd(WARM, to, isEncrypted);
  const before = await residentBytes(server.pid);
  all.push(...await crowd(PEOPLE, to, isEncrypted));
  const held = await residentBytes(server.pid) - before;
  for (const guest of all) guest.close();
  await server.end();
  await Deno.remove(data, { recursive: true });
  return held / PEOPLE;
}

/** Somebody who reads the welcome, and says nothing. */
async function come(to: Deno.ConnectTlsOptions, isEncrypted: boolean): Promise<Deno.Conn> {
  const guest = isEncrypted ? await Deno.connectTls(to) : await Deno.connect({ ...to, port: to.port });
  const buffer = new Uint8Array(512);
  if (isEncrypted) await (guest as Deno.TlsConn).handshake();
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

async function crowd(count: number, to: Deno.ConnectTlsOptions, isEncrypted: boolean): Promise<Deno.Conn[]> {
  const guests: Deno.Conn[] = [];
  while (guests.length < count) {
    guests.push(...await Promise.all(Array.from({ length: AT_ONCE }, () => come(to, isEncrypted))));
  }
  return guests;
}

async function residentBytes(pid: number): Promise<number> {
  await pause(SETTLED_MS);
  const statm = await Deno.readTextFile(`/proc/${pid}/statm`);
  return Number(statm.split(" ")[1]) * PAGE_BYTES;
}

for (const isEncrypted of [false, true]) {
  const bytes = Math.round(await measure(isEncrypted)).toLocaleString("en");
  console.log(`${isEncrypted ? "a guest over TLS" : "a guest without"}: ${bytes} bytes`);
}
Deno.exit();
