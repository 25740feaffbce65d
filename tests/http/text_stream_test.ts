import { assertEquals } from "@std/assert";
import { TextStream } from "../../lib/http/text_stream.ts";

/** A stream of these pieces, and how often the next one was wanted. */
function bench(...pieces: readonly string[]) {
  let wanted = 0, cancelled = 0;
  const stream = new TextStream({
    onWanted() {
      const piece = pieces[wanted++];
      if (piece === undefined) stream.close();
      else stream.send(piece);
    },
    onCancelled: () => void cancelled++,
  });
  return { reader: stream.readable.getReader(), counts: () => ({ wanted, cancelled }) };
}

Deno.test("TextStream asks for a piece when somebody waits for it, and for none before", async () => {
  const { reader, counts } = bench("one", "你好");
  assertEquals(counts(), { wanted: 0, cancelled: 0 });
  assertEquals(new TextDecoder().decode((await reader.read()).value), "one");
  assertEquals(counts(), { wanted: 1, cancelled: 0 });
  assertEquals(new TextDecoder().decode((await reader.read()).value), "你好");
  assertEquals((await reader.read()).done, true);
  assertEquals(counts(), { wanted: 3, cancelled: 0 });
});

Deno.test("TextStream lets a piece go when the next one is wanted: Deno 2.4 would keep it", async () => {
  const { reader } = bench("one", "two");
  const { value: first } = await reader.read();
  assertEquals(first!.buffer.byteLength, 3);
  const { value: second } = await reader.read();
  assertEquals([first!.buffer.byteLength, second!.buffer.byteLength], [0, 3]);
});

Deno.test("TextStream tells that nobody reads on", async () => {
  const { reader, counts } = bench("one");
  await reader.cancel();
  assertEquals(counts(), { wanted: 0, cancelled: 1 });
});
