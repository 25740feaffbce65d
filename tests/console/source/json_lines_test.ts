import { assertEquals, assertRejects } from "@std/assert";
import { ConnectionProblem } from "../../../lib/console/words/problem.ts";
import { jsonLinesOf } from "../../../lib/console/source/json_lines.ts";

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const bytes = (text: string) => new TextEncoder().encode(text);
const kindOf = (error: unknown) => error instanceof ConnectionProblem ? error.problem.kind : String(error);

Deno.test("jsonLinesOf() finds the same values wherever the bytes are cut", async () => {
  const all = bytes('{"a":"你好"}\n\n[1,2]\n"😃"\nnull\n');
  for (let size = 1; size <= all.length; size++) {
    assertEquals(await Array.fromAsync(jsonLinesOf(inPieces(all, size))), [
      { a: "你好" },
      [1, 2],
      "😃",
      null,
    ]);
  }
});

Deno.test("jsonLinesOf() leaves out a last line that was cut", async () => {
  assertEquals(await Array.fromAsync(jsonLinesOf(inPieces(bytes('1\n{"a":'), 3))), [1]);
});

Deno.test("jsonLinesOf() ends at a line that is no JSON, after those before it", async () => {
  const values: unknown[] = [];
  const error = await assertRejects(async () => {
    for await (const value of jsonLinesOf(inPieces(bytes("1\nHTTP/1.1\n2\n"), 5))) values.push(value);
  });
  assertEquals([values, kindOf(error)], [[1], "no_json"]);
});

Deno.test("jsonLinesOf() ends at a line that is too long, before its end has come", async () => {
  assertEquals(await Array.fromAsync(jsonLinesOf(inPieces(bytes('"345678"\n'), 3), 8)), ["345678"]);
  let taken = 0;
  async function* endless() {
    for (;; taken++) yield await Promise.resolve(bytes("xxxxxxxx"));
  }
  assertEquals(kindOf(await assertRejects(() => Array.fromAsync(jsonLinesOf(endless(), 100)))), "long_line");
  assertEquals(taken < 20, true);
  assertEquals(
    kindOf(await assertRejects(() => Array.fromAsync(jsonLinesOf(inPieces(bytes('"345678"\n'), 90), 7)))),
    "long_line",
  );
});
