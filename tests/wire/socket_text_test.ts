import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import { type ByteSource, PeerGone, socketText, type Translator } from "../../lib/wire/socket_text.ts";
import type { Clock } from "../../lib/runtime/clock.ts";
import { bytes } from "../support/bytes.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { allOf, ChunkSource, LiveSource } from "../support/fake_socket.ts";

/** A translator that takes ASCII as it is, hides spaces, and has had enough at `!`. */
class Plain implements Translator {
  isDone = false;
  calls = 0;

  translate(ascii: Uint8Array): string {
    this.calls++;
    const text = String.fromCharCode(...ascii);
    this.isDone = text.includes("!");
    return text.replaceAll(" ", "");
  }

  finish(): string {
    return "<end>";
  }
}

/** The text as it is, put through a stream that changes nothing. */
function textOf(source: ByteSource, translator: Translator, clock?: Clock): ReadableStream<string> {
  return socketText(source, translator, new TransformStream<string, string>(), clock);
}

Deno.test("socketText() gives the text of every read, and the translator's rest at the end of input", async () => {
  const source = new ChunkSource([bytes("one"), bytes("two")]);
  assertEquals(await allOf(textOf(source, new Plain())), ["one", "two", "<end>"]);
});

Deno.test("socketText() reads on where bytes make no text", async () => {
  const source = new ChunkSource([bytes(" "), bytes("  "), bytes("a"), bytes(" ")]);
  assertEquals(await allOf(textOf(source, new Plain())), ["a", "<end>"]);
});

Deno.test("socketText() ends where the translator wants no more, and reads no further", async () => {
  const source = new ChunkSource([bytes("a!"), bytes("never")]);
  assertEquals(await allOf(textOf(source, new Plain())), ["a!"]);
  assertEquals(source.bufferBytes.length, 1);
});

Deno.test("socketText() fails with PeerGone where the reading fails, the cause kept", async () => {
  const cause = new Error("connection reset by peer");
  const error = await assertRejects(
    () => allOf(textOf(new ChunkSource([], cause), new Plain())),
    PeerGone,
    "Cannot read from the peer",
  );
  assertEquals(error.cause, cause);
});

Deno.test("socketText() reads into 512 bytes while little comes, into up to 16 KiB while much does", async () => {
  const paste = new Uint8Array(100_000).fill(0x78);
  const source = new ChunkSource([bytes("hello"), paste, bytes("hello")]);
  await allOf(textOf(source, new Plain()));
  const kib = 1024;
  assertEquals(source.bufferBytes, [512, 512, 4 * kib, ...Array(6).fill(16 * kib), 16 * kib, 512]);
});

Deno.test("socketText() loses no byte of a long paste", async () => {
  const paste = bytes(...Array.from({ length: 5_000 }, (_, i) => `line ${i};`));
  const text = (await allOf(textOf(new ChunkSource([paste]), new Plain()))).join("");
  assertEquals(text, String.fromCharCode(...paste).replaceAll(" ", "") + "<end>");
});

Deno.test("socketText() reads no more than one chunk ahead of its reader", async () => {
  const source = new ChunkSource(Array(50).fill(bytes("x")));
  const reader = textOf(source, new Plain()).getReader();
  await reader.read();
  await settled();
  assert(source.bufferBytes.length <= 2);
  await reader.cancel();
});

Deno.test("socketText() stops reading once cancelled, and translates nothing that comes later", async () => {
  const source = new LiveSource();
  const translator = new Plain();
  const stream = textOf(source, translator);
  await settled();
  assertEquals(source.reads, 1);
  await stream.cancel();
  source.feed(bytes("  "));
  await settled();
  assertEquals(source.reads, 1);
  assertEquals(translator.calls, 0);
});

Deno.test("socketText() may be cancelled while a read is under way that then ends or makes text", async () => {
  for (const last of [null, bytes("late")]) {
    const source = new LiveSource();
    const stream = textOf(source, new Plain());
    await settled();
    await stream.cancel();
    source.feed(last);
    await settled();
    assertEquals(source.isBeingRead, false);
  }
});

Deno.test("socketText() leaves the others a turn after every 16 KiB of a flood, also of one without lines", async () => {
  const flood = new ChunkSource([new Uint8Array(1024 * 1024).fill(0x78)]);
  const clock = new FakeClock();
  const silent: Translator = { translate: () => "", finish: () => "", isDone: false };
  const text = allOf(textOf(flood, silent, clock));
  await settled();
  assertLess(flood.bufferBytes.length, 8); // and then it waits
  assertEquals(clock.timers, 1);
  await clock.advance(0); // as many turns as it takes
  assertEquals(await text, []);
});

Deno.test("socketText() stops waiting for its turn when it is cancelled", async () => {
  const clock = new FakeClock();
  const reader = textOf(new ChunkSource([new Uint8Array(64 * 1024)]), new Plain(), clock).getReader();
  await reader.read();
  await settled();
  await reader.cancel();
  await settled();
  assertEquals(clock.timers, 0);
});
