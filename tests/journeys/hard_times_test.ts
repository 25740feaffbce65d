/**
 * Crowds that come and go at once: everybody else gets everything, and new people are welcomed.
 */

import { assertEquals } from "@std/assert";
import { CountingReader, flood, joined } from "../support/flood.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("500 people join at once, and each is told to everybody who was there", async () => {
  await using server = await startTestServer();
  await using watcher = await Guest.join(server, "watcher");
  const crowd = await Promise.all(Array.from({ length: 500 }, (_, i) => joined(server, `g${i}`)));
  const names = new Set<string>();
  while (names.size < 500) {
    names.add(/^Server: (\S+) has joined/.exec(await watcher.hearUntil("has joined the chat"))![1]!);
  }
  for (const connection of crowd) connection[Symbol.dispose]();
  for (let left = 0; left < 500; left++) await watcher.hearUntil("has left the chat");
});

Deno.test("40 of 100 break off at once in a busy room: the others get everything", async () => {
  await using server = await startTestServer();
  const readers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => CountingReader.join(server, `r${i}`)),
  );
  const leavers = await Promise.all(Array.from({ length: 40 }, (_, i) => joined(server, `l${i}`)));
  const senders = await Promise.all(["a", "b", "c"].map((name) => joined(server, name)));
  for (const sender of senders) void sender.readable.pipeTo(new WritableStream()).catch(() => {});
  const talking = Promise.all(senders.map((sender) => flood(sender, 3000, 80)));
  await readers[0]!.until(() => readers[0]!.lines > 500, 20_000);
  for (const leaver of leavers) leaver[Symbol.dispose](); // closing with lines unread is a reset (RFC 1122, 4.2.2.13)
  await talking;
  for (const reader of readers) {
    await reader.until(() => reader.lines + reader.skipped >= 9000 && reader.left.size >= 40, 30_000); // and the readers before
    assertEquals([reader.gaps, reader.skipped], [0, 0]);
    await reader[Symbol.asyncDispose]();
  }
  for (const sender of senders) sender[Symbol.dispose]();
  await using late = await Guest.join(server, "l0"); // the name is free again
  await late.say("/who");
});

Deno.test("5,000 connections come and vanish, and the next one is welcomed", async () => {
  await using server = await startTestServer();
  for (let round = 0; round < 50; round++) {
    await Promise.all(Array.from({ length: 100 }, async (_, i) => {
      const connection = await Deno.connect(server);
      if (i % 3 === 1) await connection.write(new TextEncoder().encode("half a na")).catch(() => {});
      if (i % 3 === 2) await connection.closeWrite().catch(() => {}); // the server may have hung up already
      connection[Symbol.dispose]();
    }));
  }
  await using guest = await Guest.connect(server);
  await guest.hears(WELCOME);
});

Deno.test("what was said before a half-close is said before the leave, an unfinished line included", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  await bob.send("one\ntwo\nthe end, without a line end");
  bob.end();
  await ann.hears(
    "bob: one",
    "bob: two",
    "bob: the end, without a line end",
    "Server: bob has left the chat",
  );
});

Deno.test("a reset frees the name at once", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hearUntil("bob has joined");
  await bob.reset();
  await ann.hears("Server: bob has left the chat");
  await using _again = await Guest.join(server, "bob");
});
