/**
 * The server anybody would write first, to compare with: one write per guest and line. It keeps the order and loses
 * nothing, and it says just enough for the load client: the welcome, an answer to the name, the joins,
 * what is said.
 *
 * It has `setNoDelay`, which the first version of such a server forgets: so the comparison is about writes, not Nagle.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";

const encoder = new TextEncoder();
const guests = new Map<Deno.Conn, Promise<void>>();

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

function tellOthers(sender: Deno.Conn, line: string): void {
  const bytes = encoder.encode(`${line}\n`);
  for (const [guest, last] of guests) {
    if (guest !== sender) guests.set(guest, last.then(() => writeAll(guest, bytes)).catch(() => {}));
  }
}

async function host(connection: Deno.TcpConn): Promise<void> {
  connection.setNoDelay(true);
  await writeAll(connection, encoder.encode("Welcome to the chat! Please enter your username:\n"));
  let name: string | undefined;
  try {
    const text = connection.readable.pipeThrough(
      new TextDecoderStream() as TransformStream<Uint8Array, string>,
    );
    for await (const line of text.pipeThrough(new TextLineStream())) {
      if (name === undefined) {
        name = line;
        guests.set(connection, writeAll(connection, encoder.encode(`Hello, ${name}!\n`)));
        tellOthers(connection, `Server: ${name} has joined the chat`);
      } else tellOthers(connection, `${name}: ${line}`);
    }
  } finally {
    if (guests.delete(connection)) tellOthers(connection, `Server: ${name} has left the chat`);
  }
}

const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
console.log(`Listening on 127.0.0.1:${listener.addr.port}`);
for await (const connection of listener) host(connection).catch(() => {});
