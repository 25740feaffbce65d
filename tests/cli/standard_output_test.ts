import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { print, printLines, tell } from "../../lib/cli/standard_output.ts";

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

/** A sink that takes two bytes at a time, or refuses all of them. */
function sink(failure?: Error) {
  const bytes: number[] = [];
  return {
    get text() {
      return new TextDecoder().decode(Uint8Array.from(bytes));
    },
    writeSync(some: Uint8Array) {
      if (failure !== undefined) throw failure;
      bytes.push(...some.subarray(0, 2));
      return Math.min(2, some.length);
    },
  };
}

const full = new Error("No space left on device (os error 28)");

Deno.test("printLines() writes all of it and an end of line, and minds no reader that has gone", () => {
  const whole = sink();
  printLines("你好\nend", whole);
  assertEquals(whole.text, "你好\nend\n");
  printLines("x", sink(new Deno.errors.BrokenPipe("Broken pipe")));
  assertThrows(
    () => printLines("x", sink(full)),
    StartRefused,
    "Cannot write to standard output: No space left on device",
  );
});

Deno.test("tell() says it where somebody takes it, once, and fails nowhere", () => {
  const [first, second] = [sink(), sink()];
  tell("The server is healthy.", [first, second]);
  assertEquals([first.text, second.text], ["The server is healthy.\n", ""]);
  tell("The server is healthy.", [sink(full), second]);
  assertEquals(second.text, "The server is healthy.\n");
  tell("The server is healthy.", [sink(full), sink(full)]);
});
