/** Refusals of lines and commands as they are typed. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";
import type { Verb } from "../verb.ts";

/** Each kind, with what its sentence needs. */
export type TalkRefusals = {
  unknown_verb: { given: CleanText; nearest: Verb | undefined };
  bad_argument: { verb: Verb; given: CleanText; usage: string };
  not_yet: { verb: Verb | "say" | "resume" };
  not_said: { verb: Verb };
  line_too_long: { maxLineBytes: number };
  line_not_text: Nothing;
  bad_request: { problem: string };
  nobody_to_reply: Nothing;
  /** The line may be meant for somebody who has just left; the room is where lines go now. */
  has_left: { name: Name; room: RoomName };
  /** The line may be meant for a room that its sender was just removed from; the other one is where lines go now. */
  was_removed: { from: RoomName; room: RoomName };
  /** This node does not reach the others; a line was not said, or something else not done. */
  cut_off: { isLine: boolean };
  /** It could be done when it was asked for, and somebody else was faster. */
  overtaken: Nothing;
};
