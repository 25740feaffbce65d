/**
 * What was heard of a server up to one moment: its rows, its figures, and what follows from figures that come one after
 * the other. Pausing keeps one picture while another goes on.
 *
 * @module
 */

import type { Figures, TaskDetails, Update } from "../../observe/console_protocol.ts";
import { Rows } from "./rows.ts";

/** Rates are taken over so long, in milliseconds: long enough to be calm, short enough to be news. */
const RATE_MS = 3000;

/** Most samples that rates are taken from. */
const MAX_SAMPLES = 32;

export interface Picture {
  /** They go on changing unless this is a {@linkcode stillOf}. */
  readonly rows: Rows;
  /** The server's time when it was last heard; undefined before the first update. */
  readonly now: number | undefined;
  /** The local time when the server was last heard. */
  readonly heardAt: number;
  /** Figures of the last seconds by the server's time, the oldest first. */
  readonly samples: readonly { readonly now: number; readonly figures: Figures }[];
  readonly totals: Update["totals"];
  readonly isComplete: boolean;
  /** How many updates were dropped in all. */
  readonly dropped: number;
  /** Of the task that was asked for last. */
  readonly details?: TaskDetails;
}

/** What happens in a second. */
export interface Rates {
  readonly linesIn: number;
  /** Lines put into outboxes. */
  readonly linesOut: number;
  readonly cpuMs: number;
}

/** Nothing yet, at a local time. */
export function emptyPicture(heardAt: number, dropped = 0): Picture {
  const totals = { tasks: 0, resources: 0 };
  return { rows: new Rows(), now: undefined, heardAt, samples: [], totals, isComplete: false, dropped };
}

/** The picture after an update, heard at the local time `at`. The rows of the one before change with it. */
export function pictureAfter(picture: Picture, update: Update, at: number, retainMs: number): Picture {
  const { rows } = picture;
  rows.take(update, retainMs);
  const { now, totals, figures, details = picture.details } = update;
  const earlier = picture.samples.filter((sample) => sample.now < now);
  const samples = earlier.filter((sample) => sample === earlier.at(-1) || now - sample.now <= RATE_MS);
  return {
    rows,
    now,
    heardAt: at,
    samples: [...samples.slice(1 - MAX_SAMPLES), { now, figures }],
    totals,
    isComplete: picture.isComplete || rows.known >= totals.tasks + totals.resources,
    dropped: picture.dropped + update.dropped,
    ...(details && { details }),
  };
}

/** The picture as it is now, whatever comes. */
export function stillOf(picture: Picture): Picture {
  return { ...picture, rows: new Rows(picture.rows) };
}

export function figuresOf({ samples }: Picture): Figures | undefined {
  return samples.at(-1)?.figures;
}

/** What happens in a second; undefined before two figures have come. */
export function ratesOf({ samples }: Picture): Rates | undefined {
  const first = samples.at(0), last = samples.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  const seconds = (last.now - first.now) / 1000;
  const perSecond = (name: keyof Rates) => Math.max(0, (last.figures[name] - first.figures[name]) / seconds);
  return { linesIn: perSecond("linesIn"), linesOut: perSecond("linesOut"), cpuMs: perSecond("cpuMs") };
}
