/** The judge of chaos: says nothing where all is well, and finds each broken promise alone. */

import { assertEquals, assertMatch } from "@std/assert";
import { figuresOf, percentile } from "./figures.ts";
import type { Ending, Kept, Notes, Seen } from "./notes.ts";
import { brokenIn } from "./promises.ts";

type Event = [id: number, kind: Seen["kind"], from: string, text?: string];

function seen(...events: Event[]): Seen[] {
  return events.map(([id, kind, from, text = ""]) => ({ id, kind, from, text, at: 100 + id }));
}

/** Ann at one node says three lines, of which one is refused; ben at another one sees them, and leaves and comes again. */
function ending(): Ending {
  const ann = {
    ...{ name: "ann", node: "berlin", oddities: [] },
    said: ([4, "refused", 7] as const).map((answer, at) => ({ text: `ann-${at}`, at: 100, answer })),
    visits: [
      seen([3, "joined", "ben"], [5, "left", "ben"], [6, "joined", "ben"], [8, "said", "ben", "ben-0"]),
    ],
  };
  const ben = {
    ...{ name: "ben", node: "lisbon", oddities: [] },
    said: [{ text: "ben-0", at: 100, answer: 8 }],
    visits: [seen([4, "said", "ann", "ann-0"]), seen([7, "said", "ann", "ann-2"])],
  };
  const history = [
    { id: 4, name: "ann", text: "ann-0" },
    { id: 7, name: "ann", text: "ann-2" },
    { id: 8, name: "ben", text: "ben-0" },
  ];
  return {
    notes: [ann, ben],
    histories: new Map([["berlin", history], ["lisbon", [...history]]]),
    present: new Map([["berlin", ["ann", "ben"]], ["lisbon", ["ben", "ann"]]]),
  };
}

function histories(change: (history: Kept[]) => void): Partial<Ending> {
  const [history = []] = ending().histories.values();
  const changed = [...history];
  change(changed);
  return { histories: new Map([["berlin", changed], ["lisbon", changed]]) };
}

function notes(of: number, change: Partial<Notes>): Partial<Ending> {
  return { notes: ending().notes.map((person, at) => at === of ? { ...person, ...change } : person) };
}

Deno.test("where all is well nothing is broken, and the figures say how it went", () => {
  assertEquals(brokenIn(ending()), []);
  const figures = figuresOf(ending());
  assertEquals(figures, { kept: 3, refused: 1, unanswered: 0, lost: 0, doubled: 0, waitsMs: [4, 7, 8] });
  assertEquals([percentile(figures, 50), percentile(figures, 99)], [7, 8]);
});

const FAULTS: Readonly<Record<string, readonly [change: Partial<Ending>, told: RegExp]>> = {
  "a line that one node has not": [
    {
      histories: new Map([...ending().histories, [
        "ulm",
        [...ending().histories.get("berlin")!].slice(0, 2),
      ]]),
    },
    /^at line 2 berlin has 8 ben-0, and ulm nothing$/,
  ],
  "a line that is lost": [histories((history) => history.pop()), /ben-0 is 8, and at berlin lost/],
  "a line that is kept twice": [
    histories((history) => history.push({ id: 9, name: "ben", text: "ben-0" })),
    /berlin has ben-0 more than once: 8, 9/,
  ],
  "a line under another number": [
    histories((history) => history[2] = { id: 9, name: "ben", text: "ben-0" }),
    /ben-0 is 8, and at berlin 9/,
  ],
  "a refused line that is said": [
    histories((history) => history.splice(1, 0, { id: 5, name: "ann", text: "ann-1" })),
    /ann-1 was refused, and berlin has it/,
  ],
  "lines in another order": [
    {
      ...notes(0, { said: ending().notes[0]!.said.map((line) => ({ ...line, answer: undefined })) }),
      ...histories((history) => {
        history[0] = { id: 4, name: "ann", text: "ann-2" };
        history[1] = { id: 7, name: "ann", text: "ann-0" };
      }),
    },
    /at berlin ann-0 is not where its author said it/,
  ],
  "a line on a screen that is not kept": [
    notes(1, { visits: [seen([4, "said", "ann", "ann-1"])] }),
    /ben saw 4 ann-1, which is not kept so/,
  ],
  "a line that was not shown": [
    notes(1, { visits: [seen([3, "joined", "ann"], [9, "joined", "cat"])] }),
    /ben was there, and did not see 4 ann-0/,
  ],
  "lines shown in another order": [
    notes(1, { visits: [seen([7, "said", "ann", "ann-2"], [4, "said", "ann", "ann-0"])] }),
    /ben saw 4 behind a later one/,
  ],
  "somebody who leaves once more": [
    notes(1, { visits: [seen([9, "left", "ben"], [10, "left", "ben"])] }),
    /ben left once more, at 10/,
  ],
  "a ghost": [
    { present: new Map([["berlin", ["ann", "ben", "cat"]]]) },
    /at berlin there are ann, ben, cat, and not ann, ben/,
  ],
  "what may never come": [notes(0, { oddities: ["ann was not shown 3 lines"] }), /was not shown 3 lines/],
};

for (const [what, [change, told]] of Object.entries(FAULTS)) {
  Deno.test(`the judge tells of ${what}`, () => {
    assertMatch(brokenIn({ ...ending(), ...change })[0] ?? "", told);
  });
}

Deno.test("lines are lost or doubled wherever they are", () => {
  const [history = []] = ending().histories.values();
  const { lost, doubled } = figuresOf({
    ...ending(),
    histories: new Map([["berlin", history.slice(1)], ["lisbon", [...history, history[0]!]]]),
  });
  assertEquals([lost, doubled], [1, 1]);
});
