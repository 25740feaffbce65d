/**
 * What a silent guest takes of the server's resident memory, by the door: at nc, over TLS, behind a WebSocket, behind one
 * over TLS, and over SSH with a terminal. Much of it is kept by the runtime, outside of any heap. None has given a name.
 *
 * Of SSH it also tells how many can come in a second: by the time of the processor that the server takes for one.
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
import { pty } from "../support/ssh_client.ts";
import { SshGuest } from "../support/ssh_guest.ts";
import { pause } from "./load/patience.ts";

/** Those who come first, so that what is loaded once counts for nobody, and those who are measured. */
const WARM = 300, PEOPLE = 1000;

/** The same over SSH, whose guests take longer to come. */
const SSH_WARM = 50, SSH_PEOPLE = 200;

/** How many come at the same time. */
const AT_ONCE = 50;

/** When they are looked at, in milliseconds after the last has come. */
const SETTLED_MS = 3000;

/** The unit in which the system tells the time of a processor, in milliseconds. */
const TICK_MS = 10;

/** Bytes of a page of memory on all machines that this was tried on. */
const PAGE_BYTES = 4096;

/** The doors, and how one comes by them. */
const DOORS = {
  tcp: { isEncrypted: false, isPage: false },
  tls: { isEncrypted: true, isPage: false },
  ws: { isEncrypted: false, isPage: true },
  wss: { isEncrypted: true, isPage: true },
  ssh: { isEncrypted: false, isPage: false },
} as const;

type Door = typeof DOORS[keyof typeof DOORS];

/** Somebody who is there until they are closed. */
interface Held {
  close(): void;
}

/** What one more guest takes, of a server of its own: memory that was used once is not given back. */
async function measure(
  name: string,
  door: Door,
): Promise<{ readonly bytes: number; readonly cpuMs: number }> {
  const [warm, people] = name === "ssh" ? [SSH_WARM, SSH_PEOPLE] : [WARM, PEOPLE];
  const data = await Deno.makeTempDir({ prefix: "chat-held-" });
  const command = Deno.args.length > 0 ? Deno.args as [string, ...string[]] : serverCommand();
  const flags = ["--host=127.0.0.1", "--port=0", "--admin=none", "--name-ms=600000", `--data=${data}`];
  await using server = await ServerProcess.start({ command: [...command, ...flags], folder: ROOT });
  await server.hasPrinted("TLS on the same port");
  const port = await server.port, caCerts = [await Deno.readTextFile(`${data}/tls.pem`)];
  const to = { hostname: "127.0.0.1", port, caCerts };
  const one = () => name === "ssh" ? comeBySsh(to) : come(to, door);
  const all = await crowd(warm, one);
  const before = await residentBytes(server.pid), cpuBefore = await cpuMs(server.pid);
  all.push(...await crowd(people, one));
  const cpu = await cpuMs(server.pid) - cpuBefore;
  const held = await residentBytes(server.pid) - before;
  for (const guest of all) guest.close();
  await server.end();
  await Deno.remove(data, { recursive: true });
  return { bytes: held / people, cpuMs: cpu / people };
}

/** Somebody who reads the welcome, and says nothing. */
async function come(to: Deno.ConnectTlsOptions, { isEncrypted, isPage }: Door): Promise<Held> {
  const guest = isEncrypted ? await Deno.connectTls(to) : await Deno.connect({ ...to, port: to.port });
  if (isPage) await guest.write(new TextEncoder().encode(webSocketRequest("127.0.0.1")));
  const buffer = new Uint8Array(1024);
  if (await guest.read(buffer) === null) throw new Error("It hung up");
  void readAway(guest, buffer);
  return guest;
}

/** The same over SSH; the name that they came with cannot be had. */
async function comeBySsh(to: Deno.ConnectTlsOptions): Promise<Held> {
  const guest = await SshGuest.connect({ hostname: "127.0.0.1", port: to.port });
  await guest.client.login("?");
  await guest.client.open();
  await guest.client.request("pty-req", ...pty("xterm", 80, 24));
  await guest.client.request("shell");
  return { close: () => void guest[Symbol.asyncDispose]() };
}

async function readAway(guest: Deno.Conn, buffer: Uint8Array): Promise<void> {
  try {
    while (await guest.read(buffer) !== null);
  } catch {
    // It was closed.
  }
}

async function crowd(count: number, come: () => Promise<Held>): Promise<Held[]> {
  const guests: Held[] = [];
  while (guests.length < count) {
    guests.push(...await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, come)));
  }
  return guests;
}

async function residentBytes(pid: number): Promise<number> {
  await pause(SETTLED_MS);
  const statm = await Deno.readTextFile(`/proc/${pid}/statm`);
  return Number(statm.split(" ")[1]) * PAGE_BYTES;
}

/** What a process has used of the processor so far, in milliseconds. */
async function cpuMs(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
  return (user! + system!) * TICK_MS;
}

for (const [name, door] of Object.entries(DOORS)) {
  const { bytes, cpuMs } = await measure(name, door);
  console.log(`a silent guest over ${name}: ${Math.round(bytes).toLocaleString("en")} bytes`);
  if (name === "ssh") console.log(`logins over ssh: ${Math.round(1000 / cpuMs)} a second on one core`);
}
Deno.exit();
