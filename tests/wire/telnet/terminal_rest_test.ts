/** Telnet terminals with clients that loop, lie and ask without end. */

import { assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { randomlyCut } from "../../support/splits.ts";
import { QEnd } from "../../support/q_method.ts";
import { TelnetTerminal, type TerminalNews } from "../../../lib/wire/telnet/terminal.ts";
import { bytes } from "../../support/bytes.ts";
import {
  DO,
  DONT,
  ECHO,
  IAC,
  MetTerminal,
  named,
  NAWS,
  SB,
  SE,
  SGA,
  TTYPE,
  WILL,
  WONT,
} from "./met_terminal.ts";

/** What clients take our commands for: questions, all the same, insults, echoes of their own. */
const MANNERS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  "answers answers": { [WILL]: DO, [DO]: WILL, [WONT]: DONT, [DONT]: WONT },
  "does the opposite": { [WILL]: DONT, [DO]: WONT, [WONT]: DO, [DONT]: WILL },
  "echoes": { [WILL]: WILL, [DO]: DO, [WONT]: WONT, [DONT]: DONT },
  "says yes to all": { [WILL]: DO, [DO]: WILL, [WONT]: DO, [DONT]: WILL },
  "says no to all": { [WILL]: DONT, [DO]: WONT, [WONT]: DONT, [DONT]: WONT },
};

/** Hundreds of bytes that say all there is to say, in an order of its own. */
const STORM = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom(WILL, WONT, DO, DONT), fc.constantFrom(0, ECHO, SGA, TTYPE, NAWS, 86))
      .map(([verb, option]) => bytes(IAC, verb, option)),
    fc.constantFrom("XTERM", "DUMB", "TINTIN++", "MTTS 64", "MTTS 1", "").map(named),
    fc.constantFrom(true, false),
  ),
  { maxLength: 40 },
);

/** What is sent until a client with such manners has nothing more to say; every command is answered, SEND with a name. */
function commandsUntilRest(
  storm: readonly (Uint8Array | boolean)[],
  manners: Readonly<Record<number, number>>,
): number {
  const toPeer: Uint8Array[] = [];
  let names = 0, said = 0;
  const news: TerminalNews = { hasEditor: true, resized() {}, echoing() {}, readAloud() {} };
  const terminal = new TelnetTerminal((sent) => toPeer.push(sent), news);
  const hear = (said: Uint8Array) => {
    if (said[1] === SB) terminal.subnegotiation(said.subarray(2, -2));
    else terminal.receive(said[1]!, said[2]!);
  };
  terminal.begin(true);
  for (const step of storm) {
    if (typeof step === "boolean") terminal.wantEditor(step);
    else hear(step);
  }
  while (toPeer.length > 0) {
    said += toPeer.length;
    assertLess(said, 300, "still at it");
    for (const sent of toPeer.splice(0)) {
      hear(sent[1] === SB ? named(`${names++}`) : bytes(IAC, manners[sent[1]!]!, sent[2]!));
    }
  }
  return said;
}

for (const [does, manners] of Object.entries(MANNERS)) {
  Deno.test(`TelnetTerminal comes to rest with a client that ${does}, whatever it begins with (property)`, () => {
    assertLessOrEqual(commandsUntilRest([named("XTERM")], manners), 12);
    fc.assert(fc.property(STORM, (storm) => void commandsUntilRest(storm, manners)), { numRuns: 1000 });
  });
}

Deno.test("TelnetTerminal says a bounded number of things to a client that toggles and names without end", () => {
  const met = new MetTerminal();
  met.terminal.begin(true);
  for (let time = 0; time < 1000; time++) {
    met.hears(
      IAC,
      WILL,
      TTYPE,
      named(`XTERM${time}`),
      IAC,
      DO,
      ECHO,
      IAC,
      DO,
      SGA,
      IAC,
      DONT,
      ECHO,
      IAC,
      DONT,
      SGA,
    );
    met.hears(IAC, WONT, TTYPE, IAC, WILL, NAWS, IAC, WONT, NAWS);
  }
  assertLess(met.take().length, 80);
});

Deno.test("TelnetTerminal and a client of the Q method agree at rest: echoing is told of when both think so (property)", () => {
  const steps = fc.array(
    fc.oneof(
      fc.constantFrom("on", "off", "hear", "beHeard", "XTERM", "TINTIN++"),
      fc.record({ option: fc.constantFrom(ECHO, SGA), isOn: fc.boolean() }),
    ),
    { maxLength: 14 }, // fewer wishes than are refused for good
  );
  fc.assert(
    fc.property(steps, fc.subarray([ECHO, SGA, TTYPE, NAWS]), (steps, liked) => {
      const toPeer: Uint8Array[] = [], toUs: Uint8Array[] = [];
      let isEchoing = false;
      const terminal = new TelnetTerminal((sent) => toPeer.push(sent), {
        hasEditor: true,
        resized() {},
        echoing: (isOn) => isEchoing = isOn,
        readAloud() {},
      });
      const client = new QEnd(
        (_, option) => liked.includes(option),
        (verb, option) => toUs.push(bytes(IAC, verb, option)),
      );
      const hear = () => {
        for (const said of toUs.splice(0)) {
          if (said[1] === SB) terminal.subnegotiation(said.subarray(2, -2));
          else terminal.receive(said[1]!, said[2]!);
        }
      };
      const beHeard = () => {
        for (const sent of toPeer.splice(0)) {
          if (sent[1] !== SB) client.receive(sent[1]!, sent[2]!);
        }
      };
      terminal.begin(true);
      for (const step of steps) {
        if (step === "hear") hear();
        else if (step === "beHeard") beHeard();
        else if (step === "on" || step === "off") terminal.wantEditor(step === "on");
        else if (typeof step === "string") toUs.push(named(step));
        else client.want("yours", step.option, step.isOn);
      }
      for (let round = 0; toUs.length + toPeer.length > 0; round++) {
        assertLessOrEqual(round, 20);
        hear();
        beHeard();
      }
      assertEquals(client.isOn("yours", ECHO), client.isOn("yours", SGA), "both or none");
      assertEquals(isEchoing, client.isOn("yours", ECHO));
    }),
    { numRuns: 3000 },
  );
});

Deno.test("TelnetTerminal answers and tells the same wherever bytes are cut (property)", () => {
  fc.assert(
    fc.property(randomlyCut(), ({ whole, chunks }) => {
      const [once, cut] = [new MetTerminal(), new MetTerminal()];
      for (const { terminal } of [once, cut]) terminal.begin(true);
      once.hears(whole, IAC, SE);
      for (const chunk of [...chunks, Uint8Array.of(IAC, SE)]) cut.hears(chunk);
      assertEquals(cut.take(), once.take());
    }),
    { numRuns: 500 },
  );
});
