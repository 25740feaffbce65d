/**
 * A line that is being typed, and everything that can come in between: lines of others, a slow terminal, another size of
 * the window, another editor, the end.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Model } from "../explorer/mod.ts";
import { EditedDesk } from "./edited_desk.ts";
import { NO_SWEEP } from "./party.ts";
import type { Scenario } from "./scenario.ts";
import { Stage, type StageOptions } from "./stage.ts";

/** A write of a line is longer than that, in bytes, and one that only draws the input is not. */
const LINE_BYTES = 40;

/** Nothing is skipped. */
const ROOMY: StageOptions = { outboxLines: 9 };

/** Something that happens, as a step. */
type Act = readonly [verb: string, perform: (desk: EditedDesk) => void];

const receive = (name: string): Act => [`receive ${name}`, (desk) => desk.receive(name)];
const resize = (columns: number): Act => [`resize to ${columns}`, (desk) => desk.resize(columns)];
const edit = (isHere: boolean): Act => [`edit ${isHere ? "here" : "there"}`, (desk) => desk.edit(isHere)];

/** Types keys; a line that is sent with them is to be shown. */
function type(keys: string, sent?: string): Act {
  return [`type ${JSON.stringify(keys)}`, (desk) => {
    if (sent !== undefined) desk.due.push(`me: ${sent}`);
    desk.type(keys);
  }];
}

/**
 * Others and a person, each of whom does some things in order; then everything comes to rest.
 * @param rest the row of the input then, and what was said
 */
function editedModel(
  rows: { readonly others: readonly Act[]; readonly person: readonly Act[] },
  rest: { readonly input: RegExp; readonly said: readonly string[] },
  { minPartBytes = LINE_BYTES, ...options }: StageOptions & { readonly minPartBytes?: number } = ROOMY,
): Model {
  return async (world) => {
    using stage = new Stage(world, options);
    const desk = new EditedDesk(world, stage.fanOut, minPartBytes);
    desk.edit(true);
    const actors = Object.entries(rows).map(([name, acts]) =>
      world.spawn(name, async () => {
        for (const [verb, perform] of acts) {
          await world.step({ object: "desk", verb, perform: () => {} });
          perform(desk);
        }
      })
    );
    await world.join(...actors);
    await world.until("everything is shown", () => {
      const { shown, skipped, due, input } = desk;
      return shown.length + skipped === due.length && rest.input.test(input);
    });
    assertEquals(desk.said, rest.said);
    assertEquals(desk.shown, desk.due.filter((line) => desk.shown.includes(line)), "lines came out of order");
    await world.step({ object: "desk", verb: "end", perform: () => {} });
    await desk.end();
    expectLeft(desk, rest.said);
    stage.fanOut.unseat(desk.reader);
  };
}

/** The connection ends in any state, with a line that is half typed. */
function endedModel(others: readonly Act[], keys: readonly Act[]): Model {
  return async (world) => {
    using stage = new Stage(world, ROOMY);
    const desk = new EditedDesk(world, stage.fanOut, LINE_BYTES);
    desk.edit(true);
    let isOver = false;
    const step = async (acts: readonly Act[]) => {
      for (const [verb, perform] of acts) {
        await world.step({ object: "desk", verb, perform: () => {} });
        if (!isOver) perform(desk);
      }
    };
    const actors = [
      world.spawn("others", () => step(others)),
      world.spawn("person", () => step(keys)),
      world.spawn("door", async () => {
        await world.step({ object: "desk", verb: "end", perform: () => void (isOver = true) });
        await desk.end();
      }),
    ];
    await world.join(...actors);
    expectLeft(desk, []);
    stage.fanOut.unseat(desk.reader);
  };
}

/** Everything was shown, nothing is said that was not sent, and the terminal is as it was. */
function expectLeft({ row, shown, due, skipped, said, input }: EditedDesk, meant: readonly string[]): void {
  assertEquals(said, meant, "what was said");
  assertEquals(shown.length + skipped, due.length, "lines got lost");
  assertEquals(input, "|", "an input is left");
  assert(row.isWrapping && !row.isMarking, "the terminal is not as it was found");
}

export const EDITED_SCENARIOS: readonly Scenario[] = [
  {
    name: "keys are pressed while lines are written: lines stay whole and in order, and the input below them",
    model: editedModel(
      { others: [receive("a1"), receive("a2")], person: [type("h"), type("i\rx", "hi")] },
      { input: /^> x\|$/, said: ["hi"] },
    ),
    options: NO_SWEEP,
  },
  {
    name: "a window gets narrower while lines are skipped: the input fits, and it is told how many",
    model: editedModel(
      { others: [receive("a1"), receive("a2"), receive("a3")], person: [type("0123456789"), resize(9)] },
      { input: /^> <56789\|$/, said: [] },
      { outboxLines: 1, minPartBytes: Infinity },
    ),
    options: NO_SWEEP,
  },
  {
    name: "an editor is switched off and on again while lines are written: a line that was begun stays one",
    model: editedModel(
      {
        others: [receive("a1")],
        person: [type("half"), edit(false), type(" of"), edit(true), type(" it\r", "half of it")],
      },
      { input: /^> \|$/, said: ["half of it"] },
    ),
    options: NO_SWEEP,
  },
  {
    name: "a connection ends in any state: a half-typed line is not said, and the terminal is left as it was",
    model: endedModel([receive("a1")], [type("half"), type(" of it")]),
    options: NO_SWEEP,
  },
];
