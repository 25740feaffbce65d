/** Refusals about other people. @module */

import type { CleanText, Name } from "../../text/clean.ts";
import type { Verb } from "../verb.ts";

/** Each kind, with what its sentence needs. */
export type PeopleRefusals = {
  unknown_person: { given: CleanText };
  is_hook: { name: Name };
  yourself: { verb: Verb };
  not_ignored: { given: CleanText };
  too_many_ignored: { names: number };
};
