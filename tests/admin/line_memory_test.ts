import { assert, assertEquals } from "@std/assert";
import { LineMemory } from "../../lib/admin/line_memory.ts";

const decoder = new TextDecoder();

Deno.test("LineMemory.encode() is UTF-8, and no line touches the three before it", () => {
  const memory = new LineMemory();
  const lines: { readonly text: string; readonly bytes: Uint8Array }[] = [];
  for (let i = 0; i < 200; i++) {
    const text = `${i} 你好 ❤ 😃`.repeat(1 + (i * 7919) % 5000);
    lines.push({ text, bytes: memory.encode(text) });
    for (const { text, bytes } of lines.slice(-4)) assertEquals(decoder.decode(bytes), text);
  }
});

Deno.test("LineMemory keeps half a megabyte of short lines, and takes no more memory for more of them", () => {
  const memory = new LineMemory();
  const before = memory.size;
  const lines = Array.from({ length: 5000 }, (_, i) => String(i).padStart(1000, "0"));
  const sent = lines.map((line) => ({ line, bytes: memory.encode(line) }));
  for (const { line, bytes } of sent.slice(-512)) assertEquals(decoder.decode(bytes), line);
  assertEquals(memory.size, before);
  assert(sent.every(({ bytes }) => bytes.buffer === sent[0]!.bytes.buffer));
});

Deno.test("LineMemory grows once for a line that is longer than any before", () => {
  const memory = new LineMemory();
  const long = "x".repeat(1_000_000);
  assertEquals(memory.encode(long).length, long.length);
  const { size } = memory;
  memory.encode(long);
  assertEquals([memory.size, size >= 4_000_000], [size, true]);
});
