/**
 * The door for SSH without a network: its clients come by connections that tests see.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { generateKeyPairSync } from "node:crypto";
import type { Caller } from "../../lib/doors/connection.ts";
import { openSshDoor, type SshDoorParts } from "../../lib/doors/ssh/ssh_door.ts";
import { keyText } from "../../lib/doors/ssh/openssh_key.ts";
import { Undecided } from "../../lib/doors/undecided.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import { Background } from "../../lib/runtime/background.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { ARRIVAL } from "./at_the_entrance.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeConnection } from "./fake_connection.ts";
import { LogBook } from "./log_book.ts";
import { quiet } from "./opened_web_socket.ts";
import { SshClient } from "./ssh_client.ts";

/** A peer is told, and has a moment to read it, in milliseconds. */
export const LINGER_MS = 1000;

/** A key that all of them have: a server keeps its own too. It is made at once: the fuzzer's thread would miss its order. */
const HOST_KEY = hostKey();

function hostKey(): string {
  const { d, x } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const bytes = (text = "") => Uint8Array.from(Buffer.from(text, "base64url"));
  return keyText({ seed: bytes(d), publicKey: bytes(x) }, "test");
}

/** Most ticks of the event loop that a server takes to read what a client has sent at once. */
const MOST_TICKS = 3000;

/** Opens one, and keeps those whom it sends to the chat. */
export function openedSshDoor(overrides: Partial<SshDoorParts> = {}) {
  const clock = new FakeClock(), failures: unknown[] = [], guests: Caller[] = [], book = new LogBook();
  const background = new Background((_, error) => void failures.push(error));
  const logins = new Undecided();
  const crowd = new Crowd({ maxGuests: 5000, maxGuestsPerAddress: 5000 });
  const take = openSshDoor(HOST_KEY, {
    clock,
    log: book.log,
    background,
    activities: unobserved(clock),
    deadlines: new Deadlines(clock),
    logins,
    chat: (caller) => void guests.push(caller),
    ...overrides,
  });
  /** Until the server waits for more, or reads no more: it reads in one tick after the other. */
  const readBy = async (connection: FakeConnection) => {
    for (
      let tick = 0;
      tick < MOST_TICKS && connection.readsUnderWay === 0 && connection.disposals === 0;
      tick++
    ) {
      await clock.advance(1);
      await quiet();
    }
  };
  /** Somebody comes. */
  const call = (refusal?: Refusal): FakeConnection => {
    const connection = new FakeConnection();
    take({
      connection,
      first: undefined,
      arrival: ARRIVAL,
      ticket: refusal ?? crowd.admit("192.0.2.1", false),
    });
    return connection;
  };
  /** A client that can be trusted comes. */
  const client = (refusal?: Refusal) => {
    const connection = call(refusal);
    let heard = 0;
    const go = async (client: SshClient) => {
      for (;;) {
        await quiet();
        await readBy(connection);
        const bytes = connection.taken.subarray(heard);
        if (bytes.length === 0) return;
        heard += bytes.length;
        client.hear(bytes);
      }
    };
    return Object.assign(new SshClient((bytes) => connection.feed(bytes), go), { connection });
  };
  /** Everybody goes, and nothing may be left. */
  const leave = async (client?: { readonly connection: FakeConnection }) => {
    client?.connection.feed(null);
    for (const { connection, ticket } of guests) {
      connection[Symbol.dispose]();
      if (ticket.kind === "place") ticket[Symbol.dispose]();
    }
    await quiet();
    await clock.advance(2000);
    assertEquals([background.size, logins.size, crowd.guests, clock.timers, failures], [0, 0, 0, 0, []]);
  };
  return { call, readBy, client, clock, background, logins, guests, crowd, failures, book, leave };
}

/** What is heard of somebody with one read; null where their input has ended. */
export async function heardBy({ connection }: Caller, size = 100): Promise<string | null> {
  const buffer = new Uint8Array(size), count = await connection.read(buffer);
  return count === null ? null : new TextDecoder().decode(buffer.subarray(0, count));
}

/** A client of such a door. */
export type Client = SshClient & { readonly connection: FakeConnection };

/** Whether a client was let go of, without a time being over. */
export async function isLetGo(client: Client, door: ReturnType<typeof openedSshDoor>): Promise<boolean> {
  await client.go();
  const hasEnded = client.connection.hasClosedWrite;
  await door.clock.advance(LINGER_MS);
  return hasEnded && client.connection.disposals > 0;
}
