/** Notices about the reader and their connection. @module */

import type { CleanText, Name } from "../../text/clean.ts";
import type { Dialect } from "../dialect.ts";
import type { Nothing } from "../kinds.ts";
import type { Topic, Verb } from "../verb.ts";

/** Each kind, with what its sentence needs. */
export type YouNotices = {
  prompt: Nothing;
  /** The server is what this chat is called, if it has a name; more are how many others are not among those named. */
  greeting: { name: Name; others: readonly Name[]; more?: number; server?: CleanText };
  motd: { lines: readonly CleanText[] };
  help: { topics: readonly { readonly topic: Topic; readonly usages: string[] }[] };
  help_on: { verb: Verb; usage: string };
  renamed_you: { to: Name };
  same_name: { name: Name };
  dialect: { dialect: Dialect };
  time_zone: { time: number };
  /** The editor is the server's own, for the lines of this connection. */
  settings: { replay: number; dialect: Dialect; hasEditor: boolean };
  still_here: Nothing;
  /** Nobody comes in any more, and the server stops when all have gone, after this time at the latest. */
  draining: { stopsInMs: number };
  /** The node is this one, where there are several, and perhaps it does not reach the others. */
  health: {
    trouble: string | undefined;
    concern: string | undefined;
    node?: string | undefined;
    isCutOff?: boolean | undefined;
  };
  /** Only to programs: how to come back after a lost connection. */
  resumable: { token: string; resumeMs: number };
  /** Only to programs, like the one before: missed are the lines that came meanwhile, and come now. */
  resumed: { you: Name; missed: number; token: string };
  /** Only to programs. */
  protocol: { name: Name | undefined };
};
