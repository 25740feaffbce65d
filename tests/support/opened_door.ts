/**
 * The whole admin door over real sockets, with an inside that is made up.
 *
 * @module
 */

import { assert, assertEquals, assertLess } from "@std/assert";
import { type AdminDoorParts, openAdminDoor } from "../../lib/admin/admin_door.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { systemClock } from "../../lib/runtime/clock.ts";
import { FakeInside } from "./fake_inside.ts";
import { LogBook } from "./log_book.ts";

/** What a door is opened with that says what it does in a log book. */
export function partsOf(book: LogBook, overrides: Partial<AdminDoorParts> = {}): AdminDoorParts {
  return {
    address: "127.0.0.1:0",
    token: "",
    inside: new FakeInside(),
    readiness: () => ({ isAccepting: true, troubles: [], notes: [] }),
    drain: () => ({ people: 0, stopsInMs: 0 }),
    version: "1.2.3",
    startedAt: 42,
    retainMs: 6000,
    clock: systemClock,
    log: book.log,
    activities: new TaskGroup(),
    ...overrides,
  };
}

/** An open door and what it logs; it is closed with the test, and has to be quick about it. */
export async function opened(overrides: Partial<AdminDoorParts> = {}) {
  const book = new LogBook();
  const parts = partsOf(book, overrides);
  const door = await openAdminDoor(parts);
  assert(door !== undefined);
  const close = async () => {
    const since = performance.now();
    await door[Symbol.asyncDispose]();
    assertLess(performance.now() - since, 1000);
    const running = Array.from((parts.activities as TaskGroup).all()).filter(({ figures }) =>
      figures.state !== "done"
    );
    assertEquals(running.length, 0);
  };
  return { address: door.address, url: `http://${door.address}`, book, close, [Symbol.asyncDispose]: close };
}

/** Sends bytes on a connection of its own and leaves it open. */
export async function send(address: string, text: string) {
  const [hostname = "", port] = address.split(":");
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}
