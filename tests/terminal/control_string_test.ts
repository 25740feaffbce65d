import { assertEquals } from "@std/assert";
import { ControlString } from "../../lib/terminal/control_string.ts";
import { LineBuffer } from "../../lib/terminal/line_buffer.ts";
import { bytes } from "../support/bytes.ts";

/** A line in which a string begins behind "before ", and what was typed after that. */
function begun(introducer: string, typed: string): { line: LineBuffer; string: ControlString } {
  const line = new LineBuffer(100);
  const string = new ControlString(line);
  line.append(bytes("before "), 0, 7);
  string.begin(introducer.charCodeAt(0));
  line.append(bytes(typed), 0, bytes(typed).length);
  return { line, string };
}

Deno.test("ControlString.end() takes all of a string out of its line, and no second time", () => {
  for (const introducer of "]PX^_") {
    const { line, string } = begun(introducer, "text");
    assertEquals(string.isOpen, true);
    string.end();
    assertEquals(string.isOpen, false);
    line.append(bytes("after"), 0, 5);
    string.end();
    assertEquals(line.take(), "before after");
  }
});

Deno.test("ControlString.giveUp() leaves what a person may have typed, and takes a command to a terminal out", () => {
  for (
    const [introducer, typed, left] of [
      ["P", "words", "before words"],
      ["P", "1;2", "before 1;2"],
      ["]", "words", "before words"],
      ["]", "10 past", "before 10 past"],
      ["]", ";", "before ;"],
      ["]", "", "before "],
      ["]", "0;title", "before "],
      ["]", "52;c;aGk=", "before "],
    ] as const
  ) {
    const { line, string } = begun(introducer, typed);
    string.giveUp();
    assertEquals(string.isOpen, false);
    assertEquals(line.take(), left, introducer + typed);
  }
});

Deno.test("ControlString ends in a line that was erased to before its beginning", () => {
  const { line, string } = begun("P", "text");
  line.clear();
  string.end();
  assertEquals(line.take(), "");
});
