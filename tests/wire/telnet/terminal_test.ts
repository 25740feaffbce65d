/** What telnet clients are asked and offered, what they answer in the field, and what comes of it. */

import { assertEquals } from "@std/assert";
import { bytes } from "../../support/bytes.ts";
import { assertSplitSafe } from "../../support/splits.ts";
import {
  all,
  BINARY,
  DO,
  DONT,
  ECHO,
  IAC,
  MetTerminal,
  named,
  NAWS,
  SGA,
  sized,
  TTYPE,
  WILL,
  WONT,
} from "./met_terminal.ts";

const ASKED = ["DO NAWS", "DO TTYPE"];
const OFFERED = ["WILL ECHO", "WILL SGA"];

Deno.test("TelnetTerminal asks for BINARY alone where no editor is wanted, and says what it always said", () => {
  const met = new MetTerminal();
  met.terminal.begin(false);
  met.terminal.begin(false);
  met.hears(all(WILL, NAWS, 32, TTYPE), all(DO, ECHO), all(WILL, SGA), all(DO, SGA));
  met.hears(named("XTERM"), sized(0, 80, 0, 24), all(WILL, BINARY));
  assertEquals(met.take(), [
    "DO BINARY",
    "DONT NAWS",
    "DONT 32",
    "DONT TTYPE",
    "WONT ECHO",
    "DO SGA",
    "WONT SGA",
  ]);
});

Deno.test("TelnetTerminal asks for size and name as well where an editor is wanted, once, when BINARY is answered", () => {
  for (const answer of [WILL, WONT]) {
    const met = new MetTerminal();
    met.terminal.begin(true);
    met.terminal.begin(true);
    assertEquals(met.take(), ["DO BINARY"]);
    met.hears(all(answer, BINARY, BINARY));
    met.terminal.begin(true);
    assertEquals(met.take(), ASKED);
  }
});

Deno.test("TelnetTerminal says no more to a client that never answers than it always said", () => {
  const met = new MetTerminal();
  met.terminal.begin(true);
  met.hears("hello\r\n", sized(0, 80, 0, 24), named("XTERM"), "\r\n");
  assertEquals(met.take(), ["DO BINARY"]);
});

/** What clients say from the first to the last, and what they are told and what is told of them. */
const CLIENTS: readonly { readonly who: string; readonly says: Uint8Array; readonly told: string[] }[] = [
  {
    who: "offers the editor to an inetutils telnet",
    says: bytes(
      all(WILL, NAWS),
      sized(0, 80, 0, 24),
      all(WILL, TTYPE),
      named("SCREEN-256COLOR"),
      all(DO, ECHO, SGA),
      named("SCREEN-256COLOR"),
      sized(0, 40, 0, 10),
    ),
    told: ["80 x 24", "SEND TTYPE", ...OFFERED, "SEND TTYPE", "echoing true", "40 x 10"],
  },
  {
    who: "offers a MUD client nothing, whose second name is a terminal's",
    says: bytes(
      all(WILL, NAWS),
      sized(0, 80, 0, 24),
      all(WILL, TTYPE),
      named("TINTIN++"),
      named("xterm-256color"),
      named("MTTS 137"),
    ),
    told: ["80 x 24", "SEND TTYPE", "SEND TTYPE", "SEND TTYPE"],
  },
  {
    who: "hears from a MUD client that its lines are read aloud",
    says: bytes(all(WILL, TTYPE), named("MUDLET"), named("XTERM-TRUECOLOR"), named("MTTS 2413")),
    told: ["SEND TTYPE", "SEND TTYPE", "SEND TTYPE", "read aloud"],
  },
  {
    who: "takes the editor back from a terminal that turns out to be read aloud",
    says: bytes(
      all(WILL, TTYPE),
      named("XTERM"),
      all(DO, ECHO, SGA),
      named("MTTS 64"),
      all(DONT, ECHO, SGA),
    ),
    told: [
      "SEND TTYPE",
      ...OFFERED,
      "SEND TTYPE",
      "echoing true",
      "WONT ECHO",
      "WONT SGA",
      "echoing false",
      "read aloud",
    ],
  },
  {
    who: "takes an offer back that is still under way when it hears of a screen reader",
    says: bytes(
      all(WILL, TTYPE),
      named("XTERM"),
      named("MTTS 65"),
      all(DO, ECHO, SGA),
      all(DONT, ECHO, SGA),
    ),
    told: ["SEND TTYPE", ...OFFERED, "SEND TTYPE", "read aloud", "WONT ECHO", "WONT SGA"],
  },
  {
    who: "asks a dumb terminal for no more, and tells of it",
    says: bytes(all(WILL, TTYPE), named("dumb"), named("xterm")),
    told: ["SEND TTYPE", "read aloud"],
  },
  {
    who: "leaves one that refuses ECHO alone",
    says: bytes(all(WILL, TTYPE), named("XTERM"), all(DONT, ECHO), all(DO, SGA), all(DONT, SGA)),
    told: ["SEND TTYPE", ...OFFERED, "SEND TTYPE", "WONT SGA"],
  },
  {
    who: "leaves one alone that agrees to ECHO and refuses SUPPRESS-GO-AHEAD",
    says: bytes(all(WILL, TTYPE), named("XTERM"), all(DO, ECHO), all(DONT, SGA, ECHO)),
    told: ["SEND TTYPE", ...OFFERED, "SEND TTYPE", "WONT ECHO"],
  },
  {
    who: "leaves one alone that agrees to SUPPRESS-GO-AHEAD and refuses ECHO later",
    says: bytes(all(WILL, TTYPE), named("XTERM"), all(DO, SGA), "hi\r\n", all(DONT, ECHO, SGA)),
    told: ["SEND TTYPE", ...OFFERED, "SEND TTYPE", "WONT SGA"],
  },
  {
    who: "waits for nothing from one that refuses to tell its name",
    says: bytes(all(WONT, NAWS, TTYPE), named("XTERM"), sized(0, 80, 0, 24)),
    told: [],
  },
  {
    who: "takes names that nobody asked for as nothing",
    says: bytes(all(WILL, TTYPE), named("TINTIN++"), named("TINTIN++"), named("XTERM"), named("MTTS 64")),
    told: ["SEND TTYPE", "SEND TTYPE"],
  },
  {
    who: "asks for three names at most",
    says: bytes(all(WILL, TTYPE), ...["A", "B", "C", "D", "E", "MTTS 64"].map(named)),
    told: ["SEND TTYPE", "SEND TTYPE", "SEND TTYPE"],
  },
  {
    who: "asks no more when it has read what a client can",
    says: bytes(all(WILL, TTYPE), named("MUDLET"), named("MTTS 13"), named("MTTS 64")),
    told: ["SEND TTYPE", "SEND TTYPE"],
  },
  {
    who: "asks for a name once, however often a client offers to tell it",
    says: bytes(...Array(3).fill(bytes(all(WILL, TTYPE), all(WONT, TTYPE)))),
    told: ["SEND TTYPE", "DONT TTYPE", "DO TTYPE", "DONT TTYPE", "DO TTYPE", "DONT TTYPE"],
  },
  {
    who: "refuses a client's own ECHO as ever",
    says: bytes(all(WILL, ECHO, TTYPE), named("XTERM"), all(WILL, ECHO)),
    told: ["DONT ECHO", "SEND TTYPE", ...OFFERED, "SEND TTYPE"],
  },
  {
    who: "tells a size when it changes, and zero as unknown",
    says: bytes(
      all(WILL, NAWS),
      sized(0, 80, 0, 24),
      sized(0, 80, 0, 24),
      sized(0, 0, 0, 24),
      sized(0, 0, 0, 0),
      sized(1, IAC, IAC, 0, 24),
      sized(0, 80),
      sized(0, 80, 0, 24, 0),
      sized(),
    ),
    told: ["80 x 24", "undefined x 24", "undefined x undefined", "511 x 24"],
  },
];

for (const { who, says, told } of CLIENTS) {
  Deno.test(`TelnetTerminal ${who}, split anywhere`, () =>
    assertSplitSafe(says, (chunks) => {
      const met = new MetTerminal();
      met.terminal.begin(true);
      met.hears(all(WILL, BINARY));
      assertEquals(met.take(), ["DO BINARY", ...ASKED]);
      for (const chunk of chunks) met.hears(chunk);
      return met.take();
    }, told));
}

Deno.test("TelnetTerminal answers PuTTY's seven offers, and offers the editor all the same, split anywhere", () => {
  const says = bytes(
    all(WILL, NAWS, 32, TTYPE, 39),
    all(DO, ECHO),
    all(WILL, SGA),
    all(DO, SGA),
    all(WILL, BINARY),
    sized(0, 80, 0, 24),
    named("XTERM"),
    all(DO, ECHO, SGA),
    named("XTERM"),
  );
  return assertSplitSafe(says, (chunks) => {
    const met = new MetTerminal();
    met.terminal.begin(true);
    for (const chunk of chunks) met.hears(chunk);
    return met.take();
  }, [
    "DO BINARY",
    "DO NAWS",
    "DONT 32",
    "DO TTYPE",
    "SEND TTYPE",
    "DONT 39",
    "WONT ECHO",
    "DO SGA",
    "WONT SGA",
    "80 x 24",
    ...OFFERED,
    "SEND TTYPE",
    "echoing true",
  ]);
});
