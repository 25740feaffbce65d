import { assert, assertEquals } from "@std/assert";
import {
  endOfLine,
  isProbe,
  isTalk,
  isWhole,
  nameOf,
  sequenceOf,
  speakerOf,
  talkLines,
  timeUsOf,
} from "./talk_line.ts";

const encoder = new TextEncoder(), decoder = new TextDecoder();

/** Lines of a speaker as the others read them. */
function heard(speaker: number, sequence: number, count: number, timeUs: number): string {
  const typed = decoder.decode(talkLines(speaker, sequence, count, timeUs));
  return typed.replace(/^(?=.)/gm, `${nameOf(speaker)}: `);
}

Deno.test("what is typed comes back as numbers", () => {
  const text = heard(7, 42, 2, 1_234_567), bytes = encoder.encode(text);
  assertEquals(text.split("\n")[0], `c0007: %0007.000042.0001234567%${"a".repeat(40)}`);
  const first = endOfLine(bytes, 0, bytes.length), second = endOfLine(bytes, first + 1, bytes.length);
  assertEquals([first, second], [text.indexOf("\n"), text.length - 1]);
  for (const [start, end, sequence] of [[0, first, 42], [first + 1, second, 43]] as const) {
    assert(isTalk(bytes, start) && isWhole(bytes, start, end) && !isProbe(bytes, start));
    assertEquals([speakerOf(bytes, start), sequenceOf(bytes, start), timeUsOf(bytes, start)], [
      7,
      sequence,
      1_234_567,
    ]);
  }
});

Deno.test("a line that is not there to its end has none, wherever it is cut", () => {
  const text = `Server: c0001 has joined the chat\n${heard(1, 0, 1, 5)}c0001: p\n`,
    bytes = encoder.encode(text);
  for (let length = 0; length <= bytes.length; length++) {
    const found: string[] = [];
    let start = 0;
    for (let end; (end = endOfLine(bytes, start, length)) >= 0; start = end + 1) {
      found.push(text.slice(start, end + 1));
    }
    assertEquals(
      found,
      text.slice(0, length).split(/(?<=\n)/).filter((line) => line.endsWith("\n")),
      `cut at ${length}`,
    );
  }
});

Deno.test("a probe is no talk", () => {
  const bytes = encoder.encode("c0003: p\n");
  assertEquals([isProbe(bytes, 0), isTalk(bytes, 0)], [true, false]);
});

Deno.test("a line that was changed is not whole", () => {
  const line = heard(7, 42, 1, 5);
  for (
    const changed of [
      line.replace("c0007", "c0008"),
      line.replace("aa\n", "ab\n"),
      line.replace("aa\n", "a\n"),
    ]
  ) {
    const bytes = encoder.encode(changed);
    assertEquals(isWhole(bytes, 0, endOfLine(bytes, 0, bytes.length)), false, changed);
  }
});
