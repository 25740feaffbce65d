import { assertEquals, assertLess } from "@std/assert";
import fc from "../../support/fast_check.ts";
import {
  MAX_SUBNEGOTIATION_BYTES,
  TelnetDecoder,
  type TelnetSink,
} from "../../../lib/wire/telnet/decoder.ts";
import { bytes } from "../../support/bytes.ts";
import { assertSplitSafe, randomlyCut } from "../../support/splits.ts";

const IAC = 0xff, SB = 0xfa, SE = 0xf0, WILL = 0xfb, DO = 0xfd, NAWS = 31;

/** Writes down what a decoder found: runs of data in Latin-1, commands and negotiations in brackets. */
class Notes implements TelnetSink {
  readonly found: string[] = [];
  readonly isEightBit: boolean;

  get isAtLineStart(): boolean {
    const last = this.found.findLast((found) => !found.startsWith("<"));
    return last === undefined || last.endsWith("\n");
  }

  constructor(isEightBit: boolean) {
    this.isEightBit = isEightBit;
  }
  #isInData = false;

  data(data: Uint8Array): void {
    if (data.length === 0) return;
    const text = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
    if (this.#isInData) this.found.push(this.found.pop()! + text);
    else this.found.push(text);
    this.#isInData = true;
  }

  command(code: number): void {
    this.#note(`<${code}>`);
  }

  negotiate(verb: number, option: number): void {
    this.#note(`<${verb} ${option}>`);
  }

  subnegotiation(): void {}

  #note(what: string): void {
    this.found.push(what);
    this.#isInData = false;
  }
}

function decoded(chunks: readonly Uint8Array[], isEightBit = false): string[] {
  const notes = new Notes(isEightBit);
  const decoder = new TelnetDecoder(notes);
  for (const chunk of chunks) decoder.decode(chunk);
  decoder.finish();
  return notes.found;
}

const CASES: readonly { readonly does: string; readonly sent: Uint8Array; readonly found: string[] }[] = [
  { does: "hands on bytes that are not telnet", sent: bytes("hello\r\n"), found: ["hello\r\n"] },
  { does: "takes commands out in their place", sent: bytes("a", IAC, 0xf4, "b"), found: ["a", "<244>", "b"] },
  {
    does: "takes negotiations out with their option",
    sent: bytes("a", IAC, DO, 6, IAC, WILL, 0, "b"),
    found: ["a", "<253 6>", "<251 0>", "b"],
  },
  { does: "takes option 255 as an option", sent: bytes(IAC, DO, IAC, "x"), found: ["<253 255>", "x"] },
  { does: "makes one byte of a doubled 0xFF", sent: bytes("a", IAC, IAC, "b"), found: ["a\xffb"] },
  { does: "drops a lone 0xFF and keeps the text after it", sent: bytes("a", IAC, "b\n"), found: ["ab\n"] },
  { does: "drops a lone 0xFF and keeps the line end after it", sent: bytes("a", IAC, "\n"), found: ["a\n"] },
  { does: "keeps Latin-1 letters after a lone 0xFF", sent: bytes(IAC, 0xe9, "t"), found: ["\xe9t"] },
  {
    does: "leaves a CR before IAC alone and does not eat the IAC",
    sent: bytes("a\r", IAC, 0xf6, "\n"),
    found: ["a\r", "<246>", "\n"],
  },
  {
    does: "takes subnegotiations out with a doubled 0xFF inside",
    sent: bytes("a", IAC, SB, NAWS, 0, IAC, IAC, 0, 24, IAC, SE, "b"),
    found: ["ab"],
  },
  { does: "takes an empty subnegotiation out", sent: bytes(IAC, SB, IAC, SE, "b"), found: ["b"] },
  {
    does: "ends an unfinished subnegotiation at the next command",
    sent: bytes(IAC, SB, 24, "xterm", IAC, DO, 6, "b", IAC, SB, 24, IAC, 0xf4, "c"),
    found: ["<253 6>", "b", "<244>", "c"],
  },
  {
    does: "starts anew at a subnegotiation inside one",
    sent: bytes(IAC, SB, 24, IAC, SB, 31, "x", IAC, SE, "b"),
    found: ["b"],
  },
  {
    does: "keeps the text after a lone 0xFF in an unfinished subnegotiation",
    sent: bytes(IAC, SB, 24, IAC, "text"),
    found: ["text"],
  },
  { does: "survives SE that ends nothing", sent: bytes("a", IAC, SE, "b"), found: ["a", "<240>", "b"] },
  { does: "keeps every command of RFC 854 and 1184", sent: commandsOnly(), found: allCommands() },
  {
    does: "takes the IAC that a Synch has left for nothing, before every command",
    sent: bytes("hel", IAC, IAC, DO, 6, "lo", IAC, IAC, 0xf4, IAC, IAC, SB, NAWS, 0, IAC, SE, "b"),
    found: ["hel", "<253 6>", "lo", "<244>", "b"],
  },
  {
    does: "takes what several Synchs have left for nothing, an even or an odd number of IACs",
    sent: bytes("a", iacs(3), WILL, 0, iacs(4), 0xf6, "b"),
    found: ["a", "<251 0>", "<246>", "b"],
  },
  {
    does: "makes letters of IACs in pairs where text follows, and drops one that is left",
    sent: bytes("a", iacs(4), "b", iacs(5), "c"),
    found: ["a\xff\xffb\xff\xffc"],
  },
  {
    does: "makes letters of IACs in pairs at the end of input",
    sent: bytes("a", IAC, IAC),
    found: ["a\xff"],
  },
  {
    does: "makes letters of a hundred IACs in a row",
    sent: bytes("a", iacs(101), "b"),
    found: [`a${"\xff".repeat(50)}b`],
  },
  {
    does:
      "takes a lone DM for what a Synch has left: behind an interrupt, at the start of a line, before a command",
    sent: bytes("a", IAC, 0xf4, IAC, DO, 6, 0xf2, "b\n", 0xf2, "c", 0xf2, IAC, DO, 6, "d\n"),
    found: ["a", "<244>", "<253 6>", "<242>", "b\n", "<242>", "c", "<242>", "<253 6>", "d\n"],
  },
  {
    does: "takes what two Synchs have left for two",
    sent: bytes("a\n", IAC, 0xf2, 0xf2, "b\n"),
    found: ["a\n", "<242>", "<242>", "b\n"],
  },
  {
    does: "keeps a letter in eight bits that is DM in telnet",
    sent: bytes(0xf2, "a\nper", 0xf2, " x", IAC, 0xf4, "per", 0xf2, "\n", "per", 0xf2),
    found: ["\xf2a\nper\xf2 x", "<244>", "per\xf2\nper\xf2"],
  },
  {
    does: "takes a Synch that came whole for a command",
    sent: bytes("a", IAC, 0xf2, IAC, 0xf2, "b"),
    found: ["a", "<242>", "<242>", "b"],
  },
  {
    does: "keeps a character behind a lone 0xFF whose first byte could be a command",
    sent: bytes("a", IAC, "😃", IAC, "퀸", IAC, "！b\n"),
    found: ["a" + latin1("😃") + latin1("퀸") + latin1("！b\n")],
  },
  {
    does: "keeps a character of Hangul behind an interrupt and what its Synch has left",
    sent: bytes(IAC, 0xf4, IAC, DO, 6, IAC, "안녕\n", IAC, 0xec),
    found: ["<244>", "<253 6>", latin1("안녕\n"), "<236>"],
  },
  {
    does: "takes EOF behind an interrupt for EOF where no character goes on",
    sent: bytes(IAC, 0xf4, IAC, 0xec, "\n"),
    found: ["<244>", "<236>", "\n"],
  },
  {
    does: "takes a held command at the end of input for a command",
    sent: bytes("a", IAC, 0xee),
    found: ["a", "<238>"],
  },
  { does: "holds back an IAC at the end", sent: bytes("a", IAC), found: ["a"] },
  { does: "holds back a negotiation without its option", sent: bytes("a", IAC, DO), found: ["a"] },
];

function iacs(count: number): Uint8Array {
  return new Uint8Array(count).fill(IAC);
}

/** The UTF-8 bytes of a text, each as a character of Latin-1. */
function latin1(text: string): string {
  return Array.from(bytes(text), (byte) => String.fromCharCode(byte)).join("");
}

function commandsOnly(): Uint8Array {
  return bytes(...range(236, 249).flatMap((code) => [IAC, code]));
}

function allCommands(): string[] {
  return range(236, 249).map((code) => `<${code}>`);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

for (const { does, sent, found } of CASES) {
  Deno.test(`TelnetDecoder ${does}, split anywhere`, () => assertSplitSafe(sent, decoded, found));
}

Deno.test("TelnetDecoder takes a doubled 0xFF for a letter whatever follows, where the peer types in eight bits", () => {
  const sent = bytes("h", IAC, IAC, 0xec, 0xe0, IAC, IAC, 0xf1, IAC, IAC, IAC, 0xf4, "b");
  return assertSplitSafe(sent, (chunks) => decoded(chunks, true), [
    "h\xff\xec\xe0\xff\xf1\xff",
    "<244>",
    "b",
  ]);
});

Deno.test("TelnetDecoder takes what follows 64 KiB of a subnegotiation without an end for text again", () => {
  const long = new Uint8Array(MAX_SUBNEGOTIATION_BYTES).fill(0x61);
  const sent = bytes(IAC, SB, long, "after\n");
  assertEquals(decoded([sent]), ["after\n"]);
  assertEquals(decoded(Array.from(sent, (byte) => Uint8Array.of(byte))), ["after\n"]);
});

Deno.test("TelnetDecoder bounds a subnegotiation made of doubled 0xFF too", () => {
  const long = new Uint8Array(MAX_SUBNEGOTIATION_BYTES).fill(IAC);
  assertEquals(decoded([bytes(IAC, SB, long, "after\n")]), ["after\n"]);
});

Deno.test("TelnetDecoder does not wait 64 KiB twice: a subnegotiation that ends leaves a fresh count", () => {
  const half = new Uint8Array(MAX_SUBNEGOTIATION_BYTES - 10).fill(0x61);
  assertEquals(decoded([bytes(IAC, SB, half, IAC, SE, IAC, SB, half, IAC, SE, "b")]), ["b"]);
});

Deno.test("TelnetDecoder hands on the very bytes it was given where there is no telnet", () => {
  const given = bytes("hello");
  let got: Uint8Array | undefined;
  const sink = { command() {}, negotiate() {}, subnegotiation() {}, isEightBit: false, isAtLineStart: true };
  new TelnetDecoder({ ...sink, data: (data) => got = data }).decode(given);
  assertEquals(got === given, true);
});

Deno.test("TelnetDecoder finds the same in random chunks as in one chunk (property)", () => {
  fc.assert(
    fc.property(randomlyCut(), ({ whole, chunks }) => {
      assertEquals(decoded(chunks), decoded([whole]));
    }),
    { numRuns: 500 },
  );
});

Deno.test("TelnetDecoder never hands on more data than came, nor loses what has no 0xFF (property)", () => {
  fc.assert(fc.property(randomlyCut(), ({ whole, chunks }) => {
    const data = decoded(chunks).filter((found) => !/^<\d+( \d+)?>$/.test(found)).join("");
    assertLess(data.length, whole.length + 1);
    if (!whole.includes(IAC)) assertEquals(data.length, whole.length);
  }));
});
