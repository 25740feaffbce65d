/**
 * What is shown of a run: one figure a column, made of the sums that the load client counted.
 *
 * @module
 */

import type { Phase, PhaseName, Run } from "./measured.ts";
import type { Scenario } from "./scenarios.ts";

/** A figure of one run: of one of its phases, where it has them. */
export interface Column {
  readonly title: string;
  /** Digits after the point. */
  readonly digits: number;
  /** Whether it is what a change is judged by: less is better. */
  readonly isCost?: boolean;
  /** Whether it tells how hard the load client worked. */
  readonly isLoad?: boolean;
  /** Undefined where the system does not tell, or nothing arrived. */
  readonly of: (run: Run, phase: PhaseName, scenario: Scenario) => number | undefined;
}

/** The figures of scenarios that are alike. */
export interface Sheet {
  /** A row each. */
  readonly phases: readonly PhaseName[];
  readonly columns: readonly Column[];
}

/** CPU time of the load client as part of the server's: over 1, the client may be what is measured. */
const LOAD: Column = { title: "load", digits: 2, isLoad: true, of: loadOf };

/** The same, while people come or talk: the larger. */
const MOST_LOAD: Column = {
  ...LOAD,
  of: (run, name) => most(loadOf(run, "coming"), loadOf(run, name)),
};

const PER_PERSON: Column = {
  title: "CPU µs/person",
  digits: 0,
  isCost: true,
  of: (run, _, { people }) => quotient(phaseOf(run, "coming").serverCpuUs, people),
};

const PER_MESSAGE: Column = {
  title: "CPU µs/message",
  digits: 0,
  isCost: true,
  of: (run, name, { speakers, lines }) => quotient(phaseOf(run, name).serverCpuUs, speakers * lines),
};

const PER_LINE: Column = {
  title: "CPU µs/line",
  digits: 2,
  of: (run, name) => {
    const { serverCpuUs, delivered } = phaseOf(run, name);
    return quotient(serverCpuUs, delivered);
  },
};

const BYTES_PER_PERSON: Column = {
  title: "bytes/person",
  digits: 0,
  isCost: true,
  of: ({ memory: { before, after } }, _, { people }) =>
    before === null || after === null ? undefined : (after - before) / people,
};

const MEGABYTES: Column = {
  title: "MB",
  digits: 0,
  of: ({ memory }) => quotient(memory.after, 1e6),
};

const MOST_MEGABYTES: Column = {
  title: "most MB",
  digits: 0,
  of: ({ memory }) => quotient(memory.peak, 1e6),
};

const PER_NOTICE: Column = {
  title: "CPU µs/notice",
  digits: 2,
  of: (run, _, { people }) => quotient(phaseOf(run, "coming").serverCpuUs, people * (people - 1) / 2),
};

const LINES_PER_SECOND: Column = {
  title: "lines/s",
  digits: 0,
  of: (run, name) => {
    const { delivered, seconds } = phaseOf(run, name);
    return quotient(delivered, seconds);
  },
};

const P50: Column = { title: "p50 ms", digits: 1, of: (run, name) => phaseOf(run, name).p50Ms };
const P99: Column = { title: "p99 ms", digits: 1, of: (run, name) => phaseOf(run, name).p99Ms };

const LONGEST: Column = {
  title: "longest ms",
  digits: 0,
  isCost: true,
  of: (run, name) => phaseOf(run, name).longestMs,
};

const MISTAKEN: Column = {
  title: "wrong protocol",
  digits: 0,
  of: (run, name) => phaseOf(run, name).mistaken,
};

/** People talk: what a line costs, and how long it takes. */
const TALK: Sheet = {
  phases: ["cold", "warm"],
  columns: [PER_MESSAGE, PER_LINE, LINES_PER_SECOND, P50, P99, LOAD],
};

/** People come: what each of them costs. */
const COMING: Sheet = {
  phases: ["coming"],
  columns: [PER_PERSON, BYTES_PER_PERSON, MEGABYTES, MOST_MEGABYTES, P50, P99, LOAD],
};

/** People come and talk, ever more: what must not grow. */
const GROWTH: Sheet = {
  phases: ["warm"],
  columns: [
    PER_PERSON,
    PER_NOTICE,
    PER_MESSAGE,
    PER_LINE,
    BYTES_PER_PERSON,
    MEGABYTES,
    MOST_MEGABYTES,
    MOST_LOAD,
  ],
};

/** People talk while the server is attacked: how long they wait. */
const ATTACK: Sheet = { phases: ["cold", "warm"], columns: [P50, P99, LONGEST, MISTAKEN, LOAD] };

/** All sheets, in the order they are shown. */
export const SHEETS: readonly Sheet[] = [TALK, COMING, GROWTH, ATTACK];

/** The sheet of a scenario. */
export function sheetOf({ name, speakers, hostile }: Scenario): Sheet {
  if (hostile > 0) return ATTACK;
  return name === "growth" ? GROWTH : speakers > 0 ? TALK : COMING;
}

function phaseOf({ phases }: Run, name: PhaseName): Phase {
  return phases.find((phase) => phase.name === name)!;
}

function loadOf(run: Run, name: PhaseName): number | undefined {
  const { clientCpuUs, serverCpuUs } = phaseOf(run, name);
  return quotient(clientCpuUs, serverCpuUs);
}

function most(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}

function quotient(part: number | null, whole: number | null): number | undefined {
  return part === null || whole === null || whole === 0 ? undefined : part / whole;
}
