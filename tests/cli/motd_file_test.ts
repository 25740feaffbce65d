import { assertEquals } from "@std/assert";
import { readMotd } from "../../lib/cli/motd_file.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

/** What is read from a file with these bytes: its lines, or why it is refused. */
async function readFrom(content: string | Uint8Array): Promise<readonly string[] | string> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    return await toldOf(path);
  } finally {
    await Deno.remove(path);
  }
}

async function toldOf(path: string): Promise<readonly string[] | string> {
  try {
    return await readMotd(path);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return error.message.replace(`Cannot use "${path}" as message of the day: `, "");
  }
}

Deno.test("readMotd() gives clean lines, whatever ends them, without blank ones at the end", async () => {
  assertEquals(await readFrom("Hi!\r\n\r\n  be kind\t:)\n\n \n"), ["Hi!", "", "  be kind  :)"]);
  assertEquals(await readFrom("\ufeff你好\n\x1b[2J\x07\u202eevil\x9b31m\n"), ["你好", "evil"]);
  for (const nothing of ["", "\n\n", " \t\n", "\x1b[2J\n"]) assertEquals(await readFrom(nothing), []);
  assertEquals(await readMotd(""), []);
});

Deno.test("readMotd() takes 20 lines and 4,096 bytes, and no more", async () => {
  assertEquals((await readFrom("x\n".repeat(20))).length, 20);
  assertEquals(await readFrom("x\n".repeat(21)), "it has 21 lines, and may have at most 20");
  assertEquals(await readFrom("x".repeat(4096)), ["x".repeat(4096)]);
  assertEquals(await readFrom("x".repeat(4097)), "it has 4097 bytes, and may have at most 4096");
});

Deno.test("readMotd() says what is wrong with a file", async () => {
  assertEquals(await readFrom(Uint8Array.of(0x61, 0xe9)), "it is not UTF-8 text");
  assertEquals(await toldOf("tests"), "that is a folder");
  assertEquals(await toldOf("/dev/null"), "that is not a file");
  assertEquals(await toldOf("tests/no-such-file"), "there is no such file");
});
