import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { OPTION } from "../../../lib/wire/telnet/codes.ts";
import { TelnetOptions } from "../../../lib/wire/telnet/options.ts";
import { hex } from "../../support/bytes.ts";

const WILL = 251, WONT = 252, DO = 253, DONT = 254;
const VERBS: Readonly<Record<number, string>> = { 251: "WILL", 252: "WONT", 253: "DO", 254: "DONT" };

/** Options with everything they sent, in words. */
function listened(): { options: TelnetOptions; sent: string[] } {
  const sent: string[] = [];
  const options = new TelnetOptions(([iac, verb, option]) => sent.push(`${iac} ${VERBS[verb!]} ${option}`));
  return { options, sent };
}

Deno.test("TelnetOptions.ask() asks for an option once", () => {
  const { options, sent } = listened();
  options.ask(OPTION.BINARY);
  options.ask(OPTION.BINARY);
  assertEquals(sent, ["255 DO 0"]);
});

Deno.test("TelnetOptions takes the yes to its own question without a word", () => {
  const { options, sent } = listened();
  options.ask(OPTION.BINARY);
  options.receive(WILL, OPTION.BINARY);
  options.receive(WILL, OPTION.BINARY);
  options.ask(OPTION.BINARY);
  assertEquals(sent, ["255 DO 0"]);
});

Deno.test("TelnetOptions survives a refused question, asks no more, and still welcomes a later offer", () => {
  const { options, sent } = listened();
  options.ask(OPTION.BINARY);
  options.receive(WONT, OPTION.BINARY);
  options.ask(OPTION.BINARY);
  assertEquals(sent, ["255 DO 0"]);
  options.receive(WILL, OPTION.BINARY);
  assertEquals(sent, ["255 DO 0", "255 DO 0"]);
});

Deno.test("TelnetOptions does not ask for what the peer has offered already", () => {
  const { options, sent } = listened();
  options.receive(WILL, OPTION.BINARY);
  options.ask(OPTION.BINARY);
  assertEquals(sent, ["255 DO 0"]);
});

Deno.test("TelnetOptions refuses every unknown option once, however often it is offered or asked for", () => {
  const { options, sent } = listened();
  const known: number[] = [OPTION.BINARY, OPTION.SUPPRESS_GO_AHEAD, OPTION.TIMING_MARK, OPTION.LOGOUT];
  const expected: string[] = [];
  for (let option = 0; option < 256; option++) {
    if (known.includes(option)) continue;
    for (let time = 0; time < 3; time++) {
      assertEquals(options.receive(WILL, option), undefined);
      assertEquals(options.receive(DO, option), undefined);
    }
    expected.push(`255 DONT ${option}`, `255 WONT ${option}`);
  }
  assertEquals(sent, expected);
});

Deno.test("TelnetOptions answers each of PuTTY's seven offers once", () => {
  const { options, sent } = listened();
  const offers = hex("ff fb 1f ff fb 20 ff fb 18 ff fb 27 ff fd 01 ff fb 03 ff fd 03");
  for (let at = 0; at < offers.length; at += 3) options.receive(offers[at + 1]!, offers[at + 2]!);
  assertEquals(sent, [
    "255 DONT 31",
    "255 DONT 32",
    "255 DONT 24",
    "255 DONT 39",
    "255 WONT 1",
    "255 DO 3",
    "255 WONT 3",
  ]);
});

Deno.test("TelnetOptions never agrees to ECHO or SUPPRESS-GO-AHEAD of its own: clients would stop editing lines", () => {
  const { options, sent } = listened();
  options.receive(DO, 1);
  options.receive(DO, OPTION.SUPPRESS_GO_AHEAD);
  assertEquals(sent, ["255 WONT 1", "255 WONT 3"]);
});

Deno.test("TelnetOptions agrees to send BINARY itself when asked", () => {
  const { options, sent } = listened();
  options.receive(DO, OPTION.BINARY);
  options.receive(DO, OPTION.BINARY);
  assertEquals(sent, ["255 WILL 0"]);
});

Deno.test("TelnetOptions answers every DO TIMING-MARK with WILL, never with the DONT that does not release Ctrl-C", () => {
  const { options, sent } = listened();
  options.receive(DO, OPTION.TIMING_MARK);
  options.receive(DO, OPTION.TIMING_MARK);
  for (const verb of [WILL, WONT, DONT]) options.receive(verb, OPTION.TIMING_MARK);
  assertEquals(sent, ["255 WILL 6", "255 WILL 6"]);
});

Deno.test("TelnetOptions tells of a DO LOGOUT and grants it", () => {
  const { options, sent } = listened();
  assertEquals(options.receive(DO, OPTION.LOGOUT), "logout");
  assertEquals(options.receive(DONT, OPTION.LOGOUT), undefined);
  assertEquals(sent, ["255 WILL 18"]);
});

Deno.test("TelnetOptions confirms that something was switched off, once, and lets it be switched on again", () => {
  const { options, sent } = listened();
  options.receive(WILL, OPTION.BINARY);
  options.receive(WONT, OPTION.BINARY);
  options.receive(WONT, OPTION.BINARY);
  options.receive(WILL, OPTION.BINARY);
  options.receive(DO, OPTION.BINARY);
  options.receive(DONT, OPTION.BINARY);
  assertEquals(sent, ["255 DO 0", "255 DONT 0", "255 DO 0", "255 WILL 0", "255 WONT 0"]);
});

Deno.test("TelnetOptions says nothing to a no about something that was never on", () => {
  const { options, sent } = listened();
  for (const verb of [WONT, DONT]) for (const option of [0, 1, 3, 18, 31, 255]) options.receive(verb, option);
  assertEquals(sent, []);
});

Deno.test("TelnetOptions ignores a verb that is none", () => {
  const { options, sent } = listened();
  assertEquals(options.receive(250, 0), undefined);
  assertEquals(sent, []);
});

Deno.test("TelnetOptions comes to rest with a peer like itself, whoever asks", () => {
  const toLeft: Uint8Array[] = [];
  const toRight: Uint8Array[] = [];
  const left = new TelnetOptions((bytes) => toRight.push(bytes));
  const right = new TelnetOptions((bytes) => toLeft.push(bytes));
  for (const option of [OPTION.BINARY, 1, 31]) {
    left.ask(option);
    right.ask(option);
  }
  let said = 0;
  while (toLeft.length + toRight.length > 0) {
    for (const bytes of toLeft.splice(0)) left.receive(bytes[1]!, bytes[2]!);
    for (const bytes of toRight.splice(0)) right.receive(bytes[1]!, bytes[2]!);
    assertLessOrEqual(++said, 5);
  }
});

Deno.test("TelnetOptions answers at most once a message and refuses each option at most once (property)", () => {
  const anything = fc.array(
    fc.tuple(fc.constantFrom(WILL, WONT, DO, DONT), fc.constantFrom(0, 1, 3, 6, 18, 31, 86)),
    { maxLength: 60 },
  );
  fc.assert(fc.property(anything, (said) => {
    const { options, sent } = listened();
    for (const [verb, option] of said) {
      const before = sent.length;
      options.receive(verb, option);
      assertLessOrEqual(sent.length - before, 1);
    }
    const refusals = sent.filter((answer) => / (1|31|86)$/.test(answer));
    assertEquals(refusals, [...new Set(refusals)]);
  }));
});

/** What a peer says that takes every answer for a question. */
const ANSWERS: Readonly<Record<number, number>> = { [WILL]: DO, [DO]: WILL, [WONT]: DONT, [DONT]: WONT };

/** How many rounds it takes until a peer that answers answers has nothing to answer any more; at most `atMost`. */
function roundsWith(storm: readonly (readonly [verb: number, option: number])[], atMost: number): number {
  let toPeer: (readonly [number, number])[] = [];
  const options = new TelnetOptions(([, verb, option]) => toPeer.push([verb!, option!]));
  options.ask(OPTION.BINARY);
  let rounds = 0;
  for (let toUs = [...storm]; toUs.length > 0; rounds++) {
    assertLessOrEqual(rounds, atMost, `still at it: ${toUs.slice(0, 10).join(" ")}`);
    for (const [verb, option] of toUs) options.receive(verb, option);
    toUs = toPeer.map(([verb, option]) => [ANSWERS[verb]!, option] as const);
    toPeer = [];
  }
  return rounds;
}

Deno.test("TelnetOptions comes to rest within a few rounds with a peer that answers answers, after a storm of all verbs", () => {
  const options = [0, 1, 3, 24, 31, 34, 42, 86, 200, 201];
  const storm = options.flatMap((option) => [WILL, WONT, DO, DONT].map((verb) => [verb, option] as const));
  roundsWith([...storm, ...storm, ...storm], 4);
  const byVerb = [WILL, WONT, DO, DONT].flatMap((verb) => options.map((option) => [verb, option] as const));
  roundsWith([...byVerb, ...byVerb, ...byVerb], 4);
});

Deno.test("TelnetOptions comes to rest with a peer that answers answers, whatever it begins with (property)", () => {
  const storm = fc.array(
    fc.tuple(fc.constantFrom(WILL, WONT, DO, DONT), fc.constantFrom(0, 1, 3, 6, 31, 255)),
    { maxLength: 40 },
  );
  fc.assert(fc.property(storm, (said) => void roundsWith(said, 16)), { numRuns: 500 });
});

Deno.test("TelnetOptions agrees to an option four times a connection, refuses the fifth wish, and is silent then", () => {
  for (
    const [on, off, yes, confirmed, no] of [[WILL, WONT, "DO", "DONT", "DONT"], [
      DO,
      DONT,
      "WILL",
      "WONT",
      "WONT",
    ]] as const
  ) {
    const { options, sent } = listened();
    for (let time = 0; time < 7; time++) {
      options.receive(on, OPTION.BINARY);
      options.receive(off, OPTION.BINARY);
    }
    const switched = Array(4).fill([`255 ${yes} 0`, `255 ${confirmed} 0`]).flat();
    assertEquals(sent, [...switched, `255 ${no} 0`]);
  }
});

Deno.test("TelnetOptions answers the first eight of bare marks in a row, and each one behind another byte", () => {
  const { options, sent } = listened();
  const marks = (count: number) => {
    for (let mark = 0; mark < count; mark++) options.receive(DO, OPTION.TIMING_MARK);
    return sent.splice(0).length;
  };
  assertEquals(marks(100), 8);
  options.heardOther();
  assertEquals(marks(9), 8);
  options.receive(WONT, 1); // another option is another byte
  assertEquals(marks(1), 1);
  for (let press = 0; press < 100; press++) {
    options.heardOther();
    assertEquals(marks(1), 1);
  }
});
