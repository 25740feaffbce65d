/** `kill -9` in the middle of everything loses nothing that anybody was shown. @module */

import { assert, assertEquals } from "@std/assert";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { DataFolder } from "../support/data_folder.ts";
import { flood, joined } from "../support/flood.ts";
import { serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";

/** Reads everything until the connection breaks. */
async function hearAll(connection: Deno.TcpConn, onBytes: (count: number) => void): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(256 * 1024);
  let text = "";
  try {
    for (let count; (count = await connection.read(buffer)) !== null;) {
      text += decoder.decode(buffer.subarray(0, count), { stream: true });
      onBytes(count);
    }
  } catch {
    // reset by the death of the server
  }
  return text;
}

Deno.test("kill -9 under full load loses no line that anybody was shown", async () => {
  await using folder = await DataFolder.make();
  await using server = await ServerProcess.start({
    command: [
      ...serverCommand(),
      "--host=127.0.0.1",
      "--port=0",
      `--data=${folder.path}`,
      "--log-level=info",
    ],
    folder: Deno.cwd(),
  });
  const address = { hostname: "127.0.0.1", port: await server.port };
  const enough = Promise.withResolvers<void>();
  let bytes = 0;
  const onBytes = (count: number) => (bytes += count) > 3_000_000 && enough.resolve();
  const readers = await Promise.all(["r1", "r2"].map((name) => joined(address, name)));
  const heard = readers.map((reader) => hearAll(reader, onBytes));
  const senders = await Promise.all(["s1", "s2", "s3", "s4"].map((name) => joined(address, name)));
  const echoes = senders.map((sender) => hearAll(sender, onBytes));
  const floods = senders.map((sender) => flood(sender, 1_000_000, 60).catch(() => {})); // ended by the kill
  await enough.promise;
  await server.end("SIGKILL");
  const shown = new Set<string>();
  for (const text of await Promise.all([...heard, ...echoes])) {
    const lines = text.split("\n").slice(0, -1); // the last one may be cut off
    for (const line of lines) if (/^s\d: /.test(line)) shown.add(line);
  }
  await Promise.all(floods);
  for (const connection of [...readers, ...senders]) connection[Symbol.dispose]();

  using store = SqliteStore.openToRead(folder.path);
  const kept = new Set<string>();
  for (let after = 0;;) {
    const page = store.lines({ room: "#lobby" as RoomName, after, limit: 5000, which: "oldest" });
    for (const { name, text } of page) kept.add(`${name}: ${text}`);
    if (page.length === 0) break;
    after = page.at(-1)!.id;
  }
  assert(shown.size > 1000, `only ${shown.size} lines were shown`);
  assertEquals([...shown].filter((line) => !kept.has(line)).slice(0, 5), []);
});
