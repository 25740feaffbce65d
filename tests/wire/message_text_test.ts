import { SIGNAL } from "../../lib/terminal/signal.ts";
import { MessageText } from "../../lib/wire/message_text.ts";
import { bytes } from "../support/bytes.ts";
import { assertSplitSafe } from "../support/splits.ts";

function translated(chunks: readonly Uint8Array[]): string {
  const text = new MessageText(12);
  return chunks.map((chunk) => text.translate(chunk)).join("") + text.finish();
}

Deno.test("MessageText gives whole lines, wherever they are cut, and no line without its end", async () => {
  await assertSplitSafe(bytes("你好 😀\n\n12345678901"), translated, "你好 😀\n\n");
});

Deno.test("MessageText says of a line that it is too long, and goes on behind it", async () => {
  const long = "1234567890123";
  const expected = ["123456789012", SIGNAL.tooLong, SIGNAL.tooLong, "", "next", ""].join("\n");
  await assertSplitSafe(bytes(`123456789012\n${long}\n${long.repeat(9)}\n\nnext\n`), translated, expected);
});

Deno.test("MessageText lets nobody make a signal, and no key through", async () => {
  const typed = `${SIGNAL.goodbye}\na\tb\x7f\x1b[A\n\ufeff`;
  await assertSplitSafe(
    bytes(typed, 0xff, 0xc3, "\n"),
    translated,
    " goodbye\na b  [A\n\ufeff\ufffd\ufffd\n",
  );
});
