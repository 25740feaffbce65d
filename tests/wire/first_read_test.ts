import { assertEquals, assertRejects } from "@std/assert";
import { FirstRead } from "../../lib/wire/first_read.ts";
import { settled } from "../support/fake_clock.ts";
import { ChunkSource, LiveSource } from "../support/fake_socket.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Resolves when something has come. */
const arrivalAt = (source: FirstRead) => new Promise<void>((resolve) => source.onArrival(resolve));

/** Everything a source gives, read into buffers of the given size. */
async function readAll(source: FirstRead, size: number): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(size);
  for (let count; (count = await source.read(buffer)) !== null;) {
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return text;
}

Deno.test("FirstRead gives everything once and in order, whatever the buffers", async () => {
  for (const size of [1, 2, 3, 100]) {
    const source = new FirstRead(new ChunkSource([bytes("hello\n"), bytes("world\n")]));
    await arrivalAt(source);
    assertEquals(await readAll(source, size), "hello\nworld\n");
  }
});

Deno.test("FirstRead tells an end and a failure only to the reader", async () => {
  const ended = new FirstRead(new ChunkSource([]));
  await arrivalAt(ended);
  assertEquals(await ended.read(new Uint8Array(8)), null);
  const broken = new FirstRead(new ChunkSource([], new Error("reset")));
  await arrivalAt(broken);
  await assertRejects(() => broken.read(new Uint8Array(8)), Error, "reset");
});

Deno.test("FirstRead keeps the bytes of many connections apart, whichever is read first", async () => {
  const sources = Array.from(
    { length: 100 },
    (_, i) => new FirstRead(new ChunkSource([bytes(`guest ${i}\n`)])),
  );
  await Promise.all(sources.map(arrivalAt));
  const texts = await Promise.all(sources.toReversed().map((source) => readAll(source, 5)));
  assertEquals(texts.toReversed(), sources.map((_, i) => `guest ${i}\n`));
});

Deno.test("FirstRead reads once at a time: whoever looks while another one waits for more waits for the same bytes", async () => {
  const live = new LiveSource(), source = new FirstRead(live), woken: string[] = [];
  live.feed(bytes("SSH"));
  await settled();
  assertEquals([source.readOn(() => woken.push("one")), source.readOn(() => woken.push("other"))], [
    true,
    true,
  ]);
  assertEquals(live.reads, 2);
  live.feed(bytes("-2.0-x\n"));
  await settled();
  assertEquals([woken, source.bytes], [["other"], bytes("SSH-2.0-x\n")]);
});
