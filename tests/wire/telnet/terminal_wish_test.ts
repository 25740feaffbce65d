/** How an editor is switched on and off over telnet: by the person here, or at the client. */

import { assertEquals } from "@std/assert";
import { all, BINARY, DO, DONT, ECHO, MetTerminal, named, NAWS, SGA, TTYPE, WILL } from "./met_terminal.ts";

const ASKED = ["DO NAWS", "DO TTYPE"];
const OFFERED = ["WILL ECHO", "WILL SGA"];

/** A terminal that has asked, with a client that agrees to all. */
function begun(): MetTerminal {
  const met = new MetTerminal();
  met.terminal.begin(true);
  met.hears(all(WILL, BINARY, NAWS, TTYPE));
  assertEquals(met.take(), ["DO BINARY", ...ASKED, "SEND TTYPE"]);
  return met;
}

/** An xterm that leaves the editing to us. */
function edited(): MetTerminal {
  const met = begun();
  met.hears(named("XTERM"), all(DO, ECHO, SGA), named("XTERM"));
  assertEquals(met.take(), [...OFFERED, "SEND TTYPE", "echoing true"]);
  return met;
}

Deno.test("TelnetTerminal gives the editing back when a client goes back to lines, and takes it when asked to again", () => {
  const met = edited();
  met.hears(all(DONT, SGA, ECHO));
  assertEquals(met.take(), ["WONT SGA", "WONT ECHO", "echoing false"]);
  met.hears(all(DO, SGA, ECHO, ECHO));
  assertEquals(met.take(), ["WILL SGA", "WILL ECHO", "echoing true"]);
});

Deno.test("TelnetTerminal.wantEditor() switches the editor off and on again, each with its answers", () => {
  const met = edited();
  met.terminal.wantEditor(false);
  assertEquals(met.take(), ["WONT ECHO", "WONT SGA", "echoing false"]);
  met.hears(all(DONT, ECHO, SGA));
  met.terminal.wantEditor(true);
  met.hears(all(DO, ECHO, SGA));
  assertEquals(met.take(), ["WILL ECHO", "WILL SGA", "echoing true"]);
});

Deno.test("TelnetTerminal.wantEditor() comes right when it is called faster than the client answers", () => {
  const met = edited();
  for (const isOn of [false, true, false, true]) met.terminal.wantEditor(isOn);
  assertEquals(met.take(), ["WONT ECHO", "WONT SGA", "echoing false"]);
  met.hears(all(DONT, ECHO, SGA));
  assertEquals(met.take(), ["WILL ECHO", "WILL SGA"]);
  met.hears(all(DO, ECHO, SGA));
  assertEquals(met.take(), ["echoing true"]);
});

Deno.test("TelnetTerminal.wantEditor() offers the editor to what seems no terminal, a screen reader's too", () => {
  const met = begun();
  met.hears(named("MUDLET"), named("XTERM"), named("MTTS 64"));
  assertEquals(met.take(), ["SEND TTYPE", "SEND TTYPE", "read aloud"]);
  met.terminal.wantEditor(true);
  met.hears(all(DO, ECHO, SGA));
  assertEquals(met.take(), [...OFFERED, "echoing true"]);
});

Deno.test("TelnetTerminal.wantEditor() goes before what a terminal says later of itself", () => {
  const off = begun();
  off.terminal.wantEditor(false);
  off.hears(named("XTERM"), named("XTERM"));
  assertEquals(off.take(), ["SEND TTYPE"]);
  const on = begun();
  on.terminal.wantEditor(true);
  on.hears(all(DO, ECHO, SGA), named("TINTIN++"), named("MTTS 64"));
  assertEquals(on.take(), [...OFFERED, "echoing true", "SEND TTYPE", "read aloud"]);
});

Deno.test("TelnetTerminal.wantEditor() says nothing before there is evidence of telnet, and is heard when there is", () => {
  const met = new MetTerminal();
  met.terminal.wantEditor(true);
  assertEquals(met.take(), []);
  met.terminal.begin(false);
  assertEquals(met.take(), ["DO BINARY", ...ASKED, ...OFFERED]);
});

Deno.test("TelnetTerminal refuses ECHO and SUPPRESS-GO-AHEAD that a client asks for and was not offered", () => {
  const met = begun();
  met.hears(named("TINTIN++"), all(DO, ECHO, SGA, ECHO));
  assertEquals(met.take(), ["SEND TTYPE", "WONT ECHO", "WONT SGA"]);
});

Deno.test("TelnetTerminal takes a wish it has not answered for the yes to its offer", () => {
  const met = begun();
  met.hears(all(DO, SGA, ECHO, SGA, ECHO));
  assertEquals(met.take(), ["WONT SGA", "WONT ECHO"]);
  met.terminal.wantEditor(true);
  assertEquals(met.take(), [...OFFERED, "echoing true"]);
});

Deno.test("TelnetTerminal offers nothing before there is an editor, and both options when it comes", () => {
  const met = begun();
  met.news.hasEditor = false;
  met.hears(named("XTERM"), all(DO, ECHO, SGA), named("XTERM"));
  assertEquals(met.take(), ["SEND TTYPE", "WONT ECHO", "WONT SGA"]);
  met.news.hasEditor = true;
  for (let times = 0; times < 2; times++) met.terminal.editorCame();
  assertEquals(met.take(), OFFERED);
  met.hears(all(DO, ECHO, SGA));
  assertEquals(met.take(), ["echoing true"]);
});

Deno.test("TelnetTerminal offers no editor that comes late where it is not wanted: wished off, read aloud, no terminal", () => {
  const turnedAway: Readonly<Record<string, (met: MetTerminal) => void>> = {
    "wished off": (met) => {
      met.hears(named("XTERM"));
      met.terminal.wantEditor(true);
      met.terminal.wantEditor(false);
    },
    "read aloud": (met) => void met.hears(named("XTERM"), named("XTERM-256COLOR"), named("MTTS 64")),
    "no terminal": (met) => void met.hears(named("TINTIN++")),
  };
  for (const [why, happens] of Object.entries(turnedAway)) {
    const met = begun();
    met.news.hasEditor = false;
    happens(met);
    met.take();
    met.news.hasEditor = true;
    met.terminal.editorCame();
    assertEquals(met.take(), [], why);
  }
});
