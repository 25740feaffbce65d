import { assertEquals } from "@std/assert";
import { EditorFrame } from "../../lib/wire/editor_frame.ts";
import { bytes, textOf } from "../support/bytes.ts";

const ERASE = "\r\x1b[J", MARK = "\x1b[?2004h", LEAVE = "\x1b[?2004l";

/** A frame, and what it is to draw. */
function drawing(view: string) {
  const input = { text: view, draw: () => input.text };
  let draws = 0;
  const frame = new EditorFrame(input, () => draws++);
  return {
    input,
    frame,
    write: (text: string) => textOf(frame.around(bytes(text)).slice()),
    draws: () => draws,
  };
}

Deno.test("EditorFrame erases the input, writes the bytes and draws the input again", () => {
  const { write } = drawing("#lobby> hal");
  assertEquals(write(""), `${ERASE}${MARK}#lobby> hal`);
  assertEquals(write("bob: hi\r\n"), `${ERASE}bob: hi\r\n#lobby> hal`);
  assertEquals(write("bob: 你好\r\n"), `${ERASE}bob: 你好\r\n#lobby> hal`);
});

Deno.test("EditorFrame draws the input as it is at the time of the write, and tells of it", () => {
  const { input, write, draws } = drawing("> a");
  write("");
  input.text = "> ab";
  input.text = "> abc";
  assertEquals([write(""), draws()], [`${ERASE}> abc`, 2]);
});

Deno.test("EditorFrame writes nothing where nothing is new", () => {
  const { write } = drawing("> a");
  write("");
  assertEquals(write(""), "");
});

Deno.test("EditorFrame leaves the terminal as it was found, with the last lines in place of the input", () => {
  const { frame, write } = drawing("> half a li");
  write("");
  frame.close();
  frame.close();
  assertEquals(write("Server: Goodbye.\r\n"), `${ERASE}${LEAVE}Server: Goodbye.\r\n`);
  assertEquals([write("more\r\n"), write("")], ["more\r\n", ""]);
});

Deno.test("EditorFrame that is closed before its first write changes nothing for good", () => {
  const { frame, write } = drawing("> ");
  frame.close();
  assertEquals(write("bye\r\n"), `${ERASE}${MARK}${LEAVE}bye\r\n`);
});
