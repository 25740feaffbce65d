/**
 * `/hook`: names under which programs speak in the current room by HTTP; its owners make them, list them and take them
 * back. The token is shown once, to the owner who made it.
 *
 * @module
 */

import { type Hook, MAX_HOOKS } from "../../chat/hook.ts";
import type { Room } from "../../chat/room.ts";
import { checkName } from "../../model/name.ts";
import type { Refusal } from "../../model/refusal.ts";
import { mayManage } from "../../model/room_rules.ts";
import type { CleanText, Name } from "../../text/clean.ts";
import { firstWord } from "../../text/clean_parts.ts";
import { keyword } from "../../text/narrow.ts";
import { quoted } from "../../text/quoted.ts";
import { type Command, type GuestAsker, misuse, roomOwned } from "../command.ts";
import { onceDone, type Outcome } from "../outcome.ts";

export const hook: Command = {
  usage: "/hook [NAME|list|off NAME]",
  brief: "/hook [NAME]",
  takes: [{ list: [], off: ["hook"] }],
  cost: 5,
  who: "guests",
  run(asker, argument) {
    const [first, rest] = firstWord(argument), word = keyword(first);
    const isRight = word === "off" ? rest !== "" : rest === "";
    if (!isRight) return misuse("hook", this.usage, argument);
    const room = roomOwned(asker);
    if (room.kind !== "room") return room;
    if (word === "" || word === "list") return tellHooks(asker, room);
    return word === "off" ? takeBack(asker, room, rest) : make(asker, room, first);
  },
};

function tellHooks({ answer }: GuestAsker, { label: room, hooks }: Room): undefined {
  answer({ kind: "hooks", room, hooks: Array.from(hooks.values(), ({ name, by }) => ({ name, by })) });
}

function takeBack(asker: GuestAsker, room: Room, word: CleanText): Outcome {
  const { names, dispatcher, guest: { person: { id: by } } } = asker, { label } = room;
  const found = names.find(word);
  const gone = found?.kind === "hook" && found.room === label ? found : hookCalled(room, word);
  if (gone === undefined) return { kind: "unknown_hook", given: quoted(word), room: label };
  return onceDone(dispatcher.do({ kind: "hook_gone", room: label, by, hook: gone.name }));
}

/** One whose name somebody else has just now is found by its own spelling. */
function hookCalled({ hooks }: Room, word: CleanText): Hook | undefined {
  return hooks.get(word.normalize("NFC") as Name);
}

/** Makes the token beside the chat; whether there may be a hook is decided by what holds then. */
async function make(asker: GuestAsker, room: Room, word: CleanText): Promise<Refusal | undefined> {
  const { tokens, dispatcher, guest, answer } = asker;
  const problem = whyNot(asker, room, word);
  if (problem.kind !== "name") return problem;
  const token = tokens.fresh(), hash = await tokens.hashed(token);
  const check = whyNot(asker, room, word);
  if (check.kind !== "name") return check;
  const done = dispatcher.do({
    kind: "hook_made",
    room: room.label,
    by: guest.person.id,
    hook: { name: check.name, by: guest.name, hash },
  });
  return onceDone(done, ({ room: { label }, hook: { name } }) => (
    void answer({ kind: "hook_made", room: label, name, token })
  ));
}

/** The name that a hook may have, or why there can be none. */
function whyNot(
  { people, rooms, names, guest: { person } }: GuestAsker,
  room: Room,
  word: CleanText,
): Refusal | { readonly kind: "name"; readonly name: Name } {
  const { label, hooks } = room;
  const isTheirs = people.has(person.id) && rooms.find(label) === room && mayManage(room.standing(person));
  if (!isTheirs) return { kind: "not_owner", room: label };
  if (hooks.size >= MAX_HOOKS) return { kind: "too_many_hooks", room: label, hooks: MAX_HOOKS };
  const check = checkName(word), given = quoted(word);
  if (check.kind === "problem") return { kind: "bad_hook_name", problem: check.problem, given };
  return names.isFree(check.name) ? check : { kind: "bad_hook_name", problem: "taken", given };
}
