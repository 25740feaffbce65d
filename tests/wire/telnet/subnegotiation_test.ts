/** What a decoder hands over of subnegotiations. */

import { assertEquals } from "@std/assert";
import { MAX_SUBNEGOTIATION_BYTES, TelnetDecoder } from "../../../lib/wire/telnet/decoder.ts";
import { MAX_SAID_BYTES } from "../../../lib/wire/telnet/subnegotiation.ts";
import { bytes } from "../../support/bytes.ts";
import { assertSplitSafe } from "../../support/splits.ts";

const IAC = 0xff, SB = 0xfa, SE = 0xf0, DO = 0xfd, NAWS = 31, TTYPE = 24;

/** What was said, and the text and commands around it, in order. */
function heard(chunks: readonly Uint8Array[]): (string | number[])[] {
  const found: (string | number[])[] = [];
  const decoder = new TelnetDecoder({
    data(data) {
      for (const byte of data) found.push(String.fromCharCode(byte));
    },
    command: (code) => void found.push(`<${code}>`),
    negotiate: (verb, option) => void found.push(`<${verb} ${option}>`),
    subnegotiation: (said) => void found.push([...said]),
    isEightBit: false,
    isAtLineStart: false,
  });
  for (const chunk of chunks) decoder.decode(chunk);
  decoder.finish();
  return found;
}

const CASES: readonly { readonly does: string; readonly sent: Uint8Array; readonly found: unknown[] }[] = [
  {
    does: "hands over a subnegotiation in its place",
    sent: bytes("a", IAC, SB, NAWS, 0, 80, 0, 24, IAC, SE, "b"),
    found: ["a", [NAWS, 0, 80, 0, 24], "b"],
  },
  {
    does: "undoes a doubled 0xFF inside, at its end too",
    sent: bytes(IAC, SB, NAWS, 0, IAC, IAC, 0, IAC, IAC, IAC, SE, "b"),
    found: [[NAWS, 0, IAC, 0, IAC], "b"],
  },
  {
    does: "keeps a SE that follows no IAC",
    sent: bytes(IAC, SB, NAWS, 0, SE, 0, SE, IAC, SE),
    found: [[NAWS, 0, SE, 0, SE]],
  },
  { does: "tells of an empty one", sent: bytes(IAC, SB, IAC, SE, "b"), found: [[], "b"] },
  { does: "takes option 255 doubled", sent: bytes(IAC, SB, IAC, IAC, 1, IAC, SE), found: [[255, 1]] },
  {
    does: "drops one that is broken off by a command, and tells so before it",
    sent: bytes(IAC, SB, TTYPE, 0, "xterm", IAC, DO, 6, "b"),
    found: [[], `<${DO} 6>`, "b"],
  },
  {
    does: "drops one that is broken off by another",
    sent: bytes(IAC, SB, TTYPE, 0, "x", IAC, SB, NAWS, 0, 80, 0, 24, IAC, SE, "b"),
    found: [[], [NAWS, 0, 80, 0, 24], "b"],
  },
  {
    does: "drops one that is broken off by text",
    sent: bytes(IAC, SB, TTYPE, 0, IAC, "b"),
    found: [[], "b"],
  },
  { does: "drops one without an end", sent: bytes("a", IAC, SB, TTYPE, 0, "x"), found: ["a"] },
  {
    does: "keeps one of 64 bytes with its option",
    sent: bytes(IAC, SB, TTYPE, "x".repeat(MAX_SAID_BYTES - 1), IAC, SE, "b"),
    found: [[TTYPE, ...Array(MAX_SAID_BYTES - 1).fill(0x78)], "b"],
  },
  {
    does: "drops a longer one whole, and begins the next one anew",
    sent: bytes(IAC, SB, TTYPE, "x".repeat(MAX_SAID_BYTES), IAC, SE, "b", IAC, SB, TTYPE, 0, "y", IAC, SE),
    found: [[], "b", [TTYPE, 0, 0x79]],
  },
  {
    does: "counts a doubled 0xFF as one byte of it",
    sent: bytes(IAC, SB, new Uint8Array(2 * MAX_SAID_BYTES).fill(IAC), IAC, SE),
    found: [Array(MAX_SAID_BYTES).fill(IAC)],
  },
];

for (const { does, sent, found } of CASES) {
  Deno.test(`TelnetDecoder ${does}, split anywhere`, () => assertSplitSafe(sent, heard, found));
}

Deno.test("TelnetDecoder tells of a subnegotiation it gives up, once, and hands over the next one", () => {
  const long = new Uint8Array(MAX_SUBNEGOTIATION_BYTES).fill(0x61);
  assertEquals(heard([bytes(IAC, SB, long, "b", IAC, SB, NAWS, 1, IAC, SE)]), [[], "b", [NAWS, 1]]);
});
