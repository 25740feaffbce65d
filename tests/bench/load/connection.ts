/**
 * The load client's side of a connection.
 *
 * @module
 */

import { LF } from "./talk_line.ts";

/** What a guest reads and writes. */
export type Line = Pick<Deno.Conn, "read" | "write">;

/** The first line of a server is shorter than this, in bytes. */
const WELCOME_BYTES = 256;

/** Connects, and waits for the welcome. */
export async function welcomed(port: number): Promise<Deno.Conn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  const bytes = new Uint8Array(WELCOME_BYTES);
  for (let heard = 0; bytes.indexOf(LF) < 0;) {
    const count = await connection.read(bytes.subarray(heard));
    if (count === null) throw new Error("The server closed a connection instead of welcoming it");
    heard += count;
  }
  return connection;
}

/** Writes all of it. */
export async function writeAll(connection: Line, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}
