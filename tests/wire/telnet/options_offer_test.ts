/** Options that we offer and take back, and the whole Q method against another end that knows it. */

import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { TelnetOptions } from "../../../lib/wire/telnet/options.ts";
import { QEnd } from "../../support/q_method.ts";

const WILL = 251, WONT = 252, DO = 253, DONT = 254;
const VERBS: Readonly<Record<number, string>> = { 251: "WILL", 252: "WONT", 253: "DO", 254: "DONT" };

/** Options that welcome some at our end, with what they sent and what was settled, in words. */
function listened(welcome: readonly number[] = []) {
  const sent: string[] = [], settled: string[] = [];
  const options = new TelnetOptions(([, verb, option]) => sent.push(`${VERBS[verb!]} ${option}`), {
    welcomes: (end, option) => end === "us" && welcome.includes(option),
    settled: (end, option, isOn) => settled.push(`${end} ${option} ${isOn ? "on" : "off"}`),
  });
  return { options, sent, settled };
}

Deno.test("TelnetOptions.offer() offers once, and the yes is not answered", () => {
  const { options, sent, settled } = listened();
  options.offer(1);
  options.offer(1);
  assertEquals(options.isOn("us", 1), false);
  options.receive(DO, 1);
  options.receive(DO, 1);
  options.offer(1);
  assertEquals(options.isOn("us", 1), true);
  assertEquals(sent, ["WILL 1"]);
  assertEquals(settled, ["us 1 on"]);
});

Deno.test("TelnetOptions takes a refused offer in silence, and may offer again", () => {
  const { options, sent, settled } = listened();
  options.offer(1);
  options.receive(DONT, 1);
  options.receive(DONT, 1);
  assertEquals(settled, ["us 1 off"]);
  options.offer(1);
  assertEquals(sent, ["WILL 1", "WILL 1"]);
});

Deno.test("TelnetOptions.takeBack() switches off what is on, once, and at once", () => {
  const { options, sent, settled } = listened();
  options.offer(1);
  options.receive(DO, 1);
  options.takeBack(1);
  options.takeBack(1);
  assertEquals(settled, ["us 1 on", "us 1 off"]);
  options.receive(DONT, 1);
  options.receive(DONT, 1);
  assertEquals(sent, ["WILL 1", "WONT 1"]);
});

Deno.test("TelnetOptions.takeBack() of what is not on, nor offered, says nothing", () => {
  const { options, sent } = listened();
  options.takeBack(1);
  options.receive(DO, 1);
  options.takeBack(1);
  assertEquals(sent, ["WONT 1"]);
});

Deno.test("TelnetOptions takes an offer back when its answer comes, not before", () => {
  const { options, sent, settled } = listened();
  options.offer(1);
  options.takeBack(1);
  assertEquals(sent, ["WILL 1"]);
  options.receive(DO, 1);
  assertEquals(sent, ["WILL 1", "WONT 1"]);
  options.receive(DONT, 1);
  assertEquals(sent, ["WILL 1", "WONT 1"]);
  assertEquals(settled, ["us 1 off"]);
});

Deno.test("TelnetOptions need not take back what was refused meanwhile", () => {
  const { options, sent } = listened();
  options.offer(1);
  options.takeBack(1);
  options.receive(DONT, 1);
  assertEquals(sent, ["WILL 1"]);
});

Deno.test("TelnetOptions forgets that an offer was to be taken back if it is offered again", () => {
  const { options, sent } = listened();
  options.offer(1);
  options.takeBack(1);
  options.offer(1);
  options.receive(DO, 1);
  assertEquals(sent, ["WILL 1"]);
  assertEquals(options.isOn("us", 1), true);
});

Deno.test("TelnetOptions offers again when the peer has confirmed that it was taken back", () => {
  const { options, sent } = listened();
  options.offer(1);
  options.receive(DO, 1);
  options.takeBack(1);
  options.offer(1);
  assertEquals(sent, ["WILL 1", "WONT 1"]);
  options.receive(DONT, 1);
  options.receive(DO, 1);
  assertEquals(sent, ["WILL 1", "WONT 1", "WILL 1"]);
  assertEquals(options.isOn("us", 1), true);
});

Deno.test("TelnetOptions forgets that it was to offer again if that is taken back", () => {
  const { options, sent } = listened();
  options.offer(1);
  options.receive(DO, 1);
  options.takeBack(1);
  options.offer(1);
  options.takeBack(1);
  options.receive(DONT, 1);
  assertEquals(sent, ["WILL 1", "WONT 1"]);
});

Deno.test("TelnetOptions survives a peer that answers a no with a yes, as RFC 1143 has it", () => {
  const { options, sent } = listened();
  options.offer(1);
  options.receive(DO, 1);
  options.takeBack(1);
  options.receive(DO, 1);
  assertEquals(options.isOn("us", 1), false);
  options.offer(1);
  options.receive(DO, 1);
  options.takeBack(1);
  options.offer(1);
  options.receive(DO, 1);
  assertEquals(options.isOn("us", 1), true);
  assertEquals(sent, ["WILL 1", "WONT 1", "WILL 1", "WONT 1"]);
});

Deno.test("TelnetOptions may offer what it has refused, and takes an unanswered wish for the yes", () => {
  const { options, sent } = listened();
  options.receive(DO, 1);
  options.offer(1);
  assertEquals(sent.splice(0), ["WONT 1", "WILL 1"]);
  options.receive(DO, 3);
  options.receive(DO, 3); // never answered
  options.offer(3);
  assertEquals(sent, ["WONT 3", "WILL 3"]);
  assertEquals([options.isOn("us", 1), options.isOn("us", 3)], [false, true]);
  options.receive(DONT, 3);
  assertEquals(sent, ["WONT 3", "WILL 3", "WONT 3"]);
});

Deno.test("TelnetOptions agrees to what its host welcomes, four times", () => {
  const { options, sent } = listened([1]);
  for (let time = 0; time < 7; time++) {
    options.receive(DO, 1);
    options.receive(DONT, 1);
  }
  assertEquals(sent, [...Array(4).fill(["WILL 1", "WONT 1"]).flat(), "WONT 1"]);
});

const ANY_OPTION = fc.constantFrom<number[]>(0, 1, 3, 31);

/** What one of two ends does, or that some commands arrive at one of them. */
const STEP = fc.oneof(
  fc.record({ does: fc.constantFrom("offer", "takeBack", "ask"), option: ANY_OPTION }),
  fc.record({ does: fc.constantFrom("want", "wantNot"), option: ANY_OPTION }),
  fc.record({ does: fc.constantFrom("hear", "beHeard"), option: fc.integer({ min: 1, max: 3 }) }),
);

Deno.test("TelnetOptions and another end of the Q method agree at rest, and rest soon, whatever each wishes when (property)", () => {
  fc.assert(
    fc.property(
      fc.array(STEP, { maxLength: 40 }),
      fc.array(ANY_OPTION),
      fc.array(ANY_OPTION),
      (steps, welcome, liked) => {
        const toPeer: [number, number][] = [], toUs: [number, number][] = [];
        let said = 0;
        const options = new TelnetOptions(([, verb, option]) => {
          said++;
          toPeer.push([verb!, option!]);
        }, { welcomes: (end, option) => end === "us" && welcome.includes(option), settled() {} });
        const peer = new QEnd((_, option) => liked.includes(option), (verb, option) => {
          said++;
          toUs.push([verb, option]);
        });
        const hear = (most: number) =>
          toUs.splice(0, most).forEach(([verb, option]) => options.receive(verb, option));
        const beHeard = (most: number) =>
          toPeer.splice(0, most).forEach(([verb, option]) => peer.receive(verb, option));
        for (const { does, option } of steps) {
          if (does === "hear") hear(option);
          else if (does === "beHeard") beHeard(option);
          else if (does === "want") peer.want("mine", option, true), peer.want("yours", option, true);
          else if (does === "wantNot") peer.want("mine", option, false), peer.want("yours", option, false);
          else options[does as "offer" | "takeBack" | "ask"](option);
        }
        for (let round = 0; toUs.length + toPeer.length > 0; round++) {
          assertLessOrEqual(round, 3);
          hear(Infinity);
          beHeard(Infinity);
        }
        assertLessOrEqual(said, 4 * steps.length);
        for (const option of [0, 1, 3, 31]) {
          assertEquals(options.isOn("us", option), peer.isOn("yours", option), `ours of ${option}`);
          assertEquals(options.isOn("peer", option), peer.isOn("mine", option), `the peer's of ${option}`);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

Deno.test("TelnetOptions comes to rest whatever it is told and offers, with a peer that answers answers (property)", () => {
  const answers: readonly Readonly<Record<number, number>>[] = [
    { [WILL]: DO, [DO]: WILL, [WONT]: DONT, [DONT]: WONT },
    { [WILL]: DONT, [DO]: WONT, [WONT]: DO, [DONT]: WILL },
    { [WILL]: WILL, [DO]: DO, [WONT]: WONT, [DONT]: DONT },
    { [WILL]: DO, [DO]: WILL, [WONT]: DO, [DONT]: WILL },
  ];
  const storm = fc.array(
    fc.tuple(fc.constantFrom(WILL, WONT, DO, DONT, 0, 1), ANY_OPTION),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(storm, fc.constantFrom(...answers), (said, answer) => {
      let toPeer: [number, number][] = [];
      const options = new TelnetOptions(([, verb, option]) => toPeer.push([verb!, option!]), {
        welcomes: () => true,
        settled() {},
      });
      for (const [verb, option] of said) {
        if (verb === 0) options.offer(option);
        else if (verb === 1) options.takeBack(option);
        else options.receive(verb, option);
      }
      for (let round = 0; toPeer.length > 0; round++) {
        assertLessOrEqual(round, 40);
        const toUs = toPeer;
        toPeer = [];
        for (const [verb, option] of toUs) options.receive(answer[verb]!, option);
      }
    }),
    { numRuns: 2000 },
  );
});
