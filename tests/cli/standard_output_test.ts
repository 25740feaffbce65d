import { assertEquals, assertRejects } from "@std/assert";
import { StartRefused } from "../../lib/cli/settings.ts";
import { print } from "../../lib/cli/standard_output.ts";

/** Counts the pieces that were made. */
function counted(count: number) {
  const made = { count: 0 };
  const pieces = function* () {
    for (; made.count < count;) yield `piece ${++made.count}\n`;
  };
  return { made, pieces: pieces() };
}

Deno.test("print() writes everything, however little is taken at a time", async () => {
  let heard = "";
  await print(["你好\n", "", "end"], {
    write(bytes) {
      heard += String.fromCharCode(bytes[0]!);
      return Promise.resolve(1);
    },
  });
  assertEquals(new TextDecoder().decode(Uint8Array.from(heard, (byte) => byte.charCodeAt(0))), "你好\nend");
});

Deno.test("print() makes a piece only when the one before it is taken", async () => {
  const { made, pieces } = counted(3);
  const seen: number[] = [];
  await print(pieces, {
    async write(bytes) {
      await Promise.resolve();
      seen.push(made.count);
      return bytes.length;
    },
  });
  assertEquals(seen, [1, 2, 3]);
});

Deno.test("print() ends quietly where the reader has gone", async () => {
  const { made, pieces } = counted(1000);
  await print(pieces, { write: () => Promise.reject(new Deno.errors.BrokenPipe("Broken pipe")) });
  assertEquals(made.count, 1);
});

Deno.test("print() refuses to go on where the bytes cannot be written", async () => {
  const full = new Error("No space left on device (os error 28)");
  await assertRejects(
    () => print(["x"], { write: () => Promise.reject(full) }),
    StartRefused,
    "Cannot write to standard output: No space left on device",
  );
});
