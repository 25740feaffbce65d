/**
 * One of every refusal.
 *
 * @module
 */

import type { NameProblem } from "../../lib/model/name.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { bob, deploy, lobby, nothing, ops, type Samples, text } from "./sample_values.ts";

export const PROBLEMS: readonly NameProblem[] = [
  ...([
    "blank",
    "too_long",
    "bad_character",
    "loose_mark",
    "too_many_marks",
    "mixed_scripts",
    "reserved",
    "taken",
    "not_text",
  ] as const),
];

const CAUSES = ["off", "here", "unknown", "elsewhere", "seen"] as const;
const given = text("given");

/** A sample of every refusal. */
export const REFUSALS: Samples<Refusal> = {
  bad_name: [given, nothing].flatMap((given) =>
    PROBLEMS.map((problem) => ({ kind: "bad_name" as const, problem, given }))
  ),
  unknown_verb: [undefined, "help" as const].map((nearest) => ({ kind: "unknown_verb", given, nearest })),
  bad_argument: [given, nothing].map((given) => (
    { kind: "bad_argument", verb: "lang", given, usage: "/lang en|zh" }
  )),
  unclear_zone: [["Europe/London", "Asia/Dhaka"], ["Asia/Tokyo"]].map((zones) => (
    { kind: "unclear_zone", given, zones }
  )),
  not_yet: [{ kind: "not_yet", verb: "me" }],
  not_said: [{ kind: "not_said", verb: "msg" }],
  line_too_long: [{ kind: "line_too_long", maxLineBytes: 4096 }],
  line_not_text: [{ kind: "line_not_text" }],
  bad_request: [{ kind: "bad_request", problem: "a request is one JSON object a line" }],
  crowded: [1, 10_000].map((guests) => ({ kind: "crowded", guests })),
  crowded_address: [
    { kind: "crowded_address", guests: 16 },
    { kind: "crowded_address", guests: 16, network: "2001:db8:0:0::/64" },
  ],
  bad_room_name: PROBLEMS.filter((problem) => problem !== "taken" && problem !== "reserved")
    .map((problem) => ({ kind: "bad_room_name", problem, given })),
  unknown_room: [{ kind: "unknown_room", given: text("#x") }],
  not_in_room: [{ kind: "not_in_room", room: ops }],
  needs_invitation: [{ kind: "needs_invitation", room: ops }],
  needs_password: [{ kind: "needs_password", room: ops }],
  not_hidden: [{ kind: "not_hidden" }],
  wrong_password: [{ kind: "wrong_password", room: ops }],
  too_many_passwords: [{ kind: "too_many_passwords", waitMs: 30_000 }],
  too_many_guesses: [{ kind: "too_many_guesses", room: ops, waitMs: 30_000 }],
  only_owners_speak: [{ kind: "only_owners_speak", room: ops }],
  not_owner: [{ kind: "not_owner", room: ops }],
  nobodys_room: [{ kind: "nobodys_room", room: lobby }],
  only_room: [{ kind: "only_room", room: lobby }],
  too_many_rooms: [{ kind: "too_many_rooms", rooms: 1000 }],
  too_many_rooms_of_yours: [1, 50].map((rooms) => ({ kind: "too_many_rooms_of_yours", rooms })),
  too_many_invited: [{ kind: "too_many_invited", room: ops }],
  too_many_owners: [{ kind: "too_many_owners", room: ops }],
  unknown_person: [{ kind: "unknown_person", given }],
  bad_hook_name: PROBLEMS.map((problem) => ({ kind: "bad_hook_name", problem, given })),
  too_many_hooks: [{ kind: "too_many_hooks", room: ops, hooks: 10 }],
  unknown_hook: [{ kind: "unknown_hook", given, room: ops }],
  is_hook: [{ kind: "is_hook", name: deploy }],
  not_in_this_room: [{ kind: "not_in_this_room", name: bob, room: ops }],
  already_in_room: [{ kind: "already_in_room", name: bob, room: ops }],
  yourself: [{ kind: "yourself", verb: "msg" }],
  nobody_to_reply: [{ kind: "nobody_to_reply" }],
  has_left: [{ kind: "has_left", name: bob, room: ops }],
  was_removed: [{ kind: "was_removed", from: ops, room: lobby }],
  cut_off: [true, false].map((isLine) => ({ kind: "cut_off", isLine })),
  overtaken: [{ kind: "overtaken" }],
  not_resumable: CAUSES.map((cause) => ({ kind: "not_resumable", cause })),
  no_command: [given, nothing].map((given) => ({ kind: "no_command", given })),
  no_screen: [{ kind: "no_screen" }],
  not_ignored: [{ kind: "not_ignored", given }],
  too_many_ignored: [{ kind: "too_many_ignored", names: 100 }],
  no_history: [{ kind: "no_history", reason: "the disk is full" }],
  history_off: [{ kind: "history_off", room: ops }],
  never_seen: [{ kind: "never_seen" }],
};
