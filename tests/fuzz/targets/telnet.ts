/**
 * A telnet terminal behind its decoder, with an editor wanted.
 *
 * 1. Where the bytes are cut makes no difference: to what is sent, what is told, and their order.
 * 2. What is sent are whole commands, at most two to each that came; a name is asked for three times at most.
 * 3. The editor goes on and off by turns.
 * 4. A size is none that nobody could have told, and lines are read aloud at most once.
 *
 * @module
 */

import { TelnetDecoder } from "../../../lib/wire/telnet/decoder.ts";
import { TelnetTerminal } from "../../../lib/wire/telnet/terminal.ts";
import { bytes, hex } from "../../support/bytes.ts";
import { hexOf } from "../../support/telnet_reader.ts";
import { recordedBytes } from "../corpus.ts";
import { cuttingsOf } from "../cuttings.ts";
import { TELNET } from "../morsels.ts";
import { insist, insistSame, type Target } from "../target.ts";

const IAC = 0xff, ASKS_NAME = "ff fa 18 01 ff f0";

/** Names as terminals and other programs give them. */
const NAMES = [
  "XTERM",
  "xterm-256color",
  "VT100",
  "dumb",
  "TINTIN++",
  "MUDLET",
  "MTTS 64",
  "MTTS 137",
  "x".repeat(63),
];

function named(name: string): Uint8Array {
  return bytes(hex("ff fa 18 00"), name, hex("ff f0"));
}

const MORSELS = [
  ...TELNET,
  ...NAMES.map(named),
  ..."ff fb 18|ff fb 1f|ff fd 01|ff fd 03|ff fe 03|ff fc 18|ff fa 1f 00 00 00 18 ff f0|ff fa 1f 01 ff ff 00 18 ff f0|ff fa 18 00"
    .split("|").map(hex),
];

/** A key that wishes the editor on, and one that wishes it off. */
const ON = 0x2b, OFF = 0x2d;

/** Everything that a client with such input is sent, in hex, and everything that is told of it, in words. */
function happenings(chunks: readonly Uint8Array[]): string[] {
  const happened: string[] = [];
  const terminal = new TelnetTerminal((sent) => happened.push(hexOf(sent)), {
    hasEditor: true,
    resized: (columns, rows) => happened.push(`size ${columns} ${rows}`),
    echoing: (isOn) => happened.push(`echoing ${isOn}`),
    readAloud: () => happened.push("read aloud"),
  });
  const decoder = new TelnetDecoder({
    data(data) {
      if (data.length > 0) terminal.heardOther();
      for (const byte of data) if (byte === ON || byte === OFF) terminal.wantEditor(byte === ON);
    },
    command: () => terminal.heardOther(),
    negotiate: (verb, option) => void terminal.receive(verb, option),
    subnegotiation: (said) => terminal.subnegotiation(said),
    isEightBit: false,
    isAtLineStart: false,
  });
  terminal.begin(true);
  for (const chunk of chunks) decoder.decode(chunk);
  decoder.finish();
  return happened;
}

function run(input: Uint8Array): Set<string> {
  const whole = happenings([input]);
  for (const [how, chunks] of Object.entries(cuttingsOf(input))) {
    insistSame(happenings(chunks), whole, `the same happens ${how} as in one piece`);
  }
  const sent = whole.filter((what) => what.startsWith("ff "));
  insist(
    sent.every((what) => what === ASKS_NAME || /^ff f[b-e] \w\w$/.test(what)),
    "commands are whole",
    sent,
  );
  insist(sent.filter((what) => what === ASKS_NAME).length <= 3, "three names are asked for at most", sent);
  const said = input.reduce((count, byte) => count + Number(byte === IAC || byte === ON || byte === OFF), 0);
  insist(sent.length <= 2 * said + 3, "what is said has at most two answers", { said, sent });
  insist(whole.filter((what) => what === "read aloud").length <= 1, "lines are read aloud once", whole);
  insist(!whole.some((what) => /^size.* 0\b/.test(what)), "no window has no columns or rows", whole);
  const echoing = whole.filter((what) => what.startsWith("echoing"));
  insistSame(
    echoing,
    echoing.map((_, at) => `echoing ${at % 2 === 0}`),
    "the editor goes on and off by turns",
  );
  return new Set(whole.map((what, at) => `${whole[at - 1] ?? ""}>${what}`.replaceAll(/size.*/g, "size")));
}

/** The target. */
export const telnet: Target = {
  name: "telnet",
  seeds: async () => [
    ...await recordedBytes(),
    bytes(hex("ff fb 00 ff fb 1f ff fb 18"), named("XTERM"), hex("ff fd 01 ff fd 03 2d 2b ff fe 01")),
    bytes(hex("ff fb 18"), ...["A", "B", "C", "D"].map(named), hex("ff fb 1f ff fa 1f 00 50 00 18 ff f0")),
  ],
  morsels: MORSELS,
  run,
};
