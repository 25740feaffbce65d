/**
 * Every no of the server, word by word.
 */

import { assertEquals } from "@std/assert";
import type { CleanText } from "../../lib/text/clean.ts";
import type { NameProblem } from "../../lib/model/name.ts";
import { refused } from "../../lib/model/notice.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { renderNotice } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import { CHINESE, PLAIN, REFUSALS } from "../support/samples.ts";

function told(refusal: Refusal, dialect = PLAIN): string {
  return textOf(renderNotice(refused(refusal), dialect));
}

Deno.test("a bad name is quoted with the reason, and none where none was given", () => {
  const bad = (given: string, problem: NameProblem) =>
    ({ kind: "bad_name", problem, given: cleanText(given) }) as const;
  assertEquals(
    told(bad("Admin", "reserved")),
    `"Admin" cannot be your name: it is reserved for the server.\n`,
  );
  assertEquals(
    told(bad("", "blank")),
    "That cannot be your name: a name needs at least one letter or digit.\n",
  );
  assertEquals(
    told(bad("Admin", "reserved"), CHINESE),
    "不能使用“Admin”作为名字：这是保留给服务器的名字。\n",
  );
});

Deno.test("an unknown verb is refused with the nearest one, or with how to say it", () => {
  const unknown = (given: string, nearest?: "help") =>
    ({ kind: "unknown_verb", given: given as CleanText, nearest }) as const;
  assertEquals(
    told(unknown("hlep", "help")),
    "There is no command /hlep, did you mean /help? Type /help to see all commands.\n",
  );
  assertEquals(
    told(unknown("shrug")),
    "There is no command /shrug. Type /help to see all commands, //shrug to say it.\n",
  );
});

/** The first sample of every kind, but the two above. */
const SENTENCES: Readonly<Record<Exclude<Refusal["kind"], "bad_name" | "unknown_verb">, string>> = {
  bad_argument: '"given" does not fit /lang: type /lang en|zh.',
  unclear_zone:
    'Short names such as "given" cannot be used, because many mean several places: type /tz Europe/London or /tz Asia/Dhaka.',
  not_yet: "/me works after you have a name: type your name first.",
  not_said:
    "Your line was not sent: it looks like /msg. Type /msg without anything before it, or //msg to say it.",
  line_too_long: "That line was not sent: it is longer than 4,096 bytes.",
  line_not_text:
    "That line was not sent: it is not valid UTF-8 text. Set your terminal to UTF-8 and type it again.",
  bad_request: "That is not a valid request: a request is one JSON object a line.",
  crowded: "The chat is full: 1 guest is connected. Please try again later.",
  crowded_address: "Too many connections from your address: 16 are open. Close one and try again.",
  bad_room_name: `"given" cannot be a room's name: a name needs at least one letter or digit.`,
  unknown_room: "There is no room #x here: /rooms lists them, /join makes new ones.",
  not_in_room: "You are not in #ops: /join #ops first.",
  needs_invitation: "#ops is for invited people only: ask somebody in it for an invitation.",
  needs_password: "#ops has a password: type /join #ops PASSWORD.",
  not_hidden: "Your line was not sent: it may be the password that you were asked for.",
  wrong_password: "That is not the password of #ops.",
  too_many_passwords: "Too many wrong passwords: try again in 30 seconds.",
  too_many_guesses:
    "Too many wrong passwords were tried at #ops: try again in 30 seconds, or ask somebody in it for an invitation.",
  only_owners_speak: "Your line was not sent: in #ops only its owners speak.",
  not_owner: "Only owners of #ops may do that.",
  nobodys_room: "#lobby belongs to everybody, so nobody may do that: make a room of your own with /join.",
  only_room: "#lobby is the only room you are in: /join another one first, or /quit.",
  too_many_rooms: "There are 1,000 rooms already, and no more can be made: /rooms lists them.",
  too_many_rooms_of_yours: "You may be in 1 room at most, and own 1 at most: /leave one first.",
  too_many_invited:
    "Too many people are invited to #ops and have not joined yet: wait until some of them do.",
  too_many_owners: "#ops has the most owners that a room may have: one of them has to leave it first.",
  unknown_person: 'Nobody here is called "given": /who lists everybody who is here.',
  bad_hook_name: `"given" cannot be a webhook's name: a name needs at least one letter or digit.`,
  too_many_hooks: "#ops has 10 webhooks, and no more can be made: /hook off NAME takes one back.",
  unknown_hook: '#ops has no webhook called "given": /hook list lists them.',
  is_hook: "deploy is a webhook: it speaks for a program, and reads nothing.",
  not_in_this_room: "bob is not in #ops.",
  already_in_room: "bob is in #ops already.",
  yourself: "/msg is for other people, and that is your own name.",
  has_left: "Your line was not sent: perhaps it was for bob, who has left. What you type goes to #ops now.",
  was_removed:
    "Your line was not sent: perhaps it was for #ops, which you were removed from. What you type goes to #lobby now.",
  cut_off: "Not said: this node is cut off from the others. Please try again in a moment.",
  overtaken: "Not done: somebody else was faster. Please look again, and try once more.",
  not_resumable: "This server does not wait for lost connections: give your name instead.",
  no_command:
    'There is no command "given" here. Usage: ssh HOST COMMAND, with a command of /help, or "say TEXT". For example: ssh HOST who',
  no_screen: "The server cannot clear your screen, because your own program draws it: clear it there.",
  nobody_to_reply: "Nobody has written to you yet: /msg NAME TEXT writes to somebody.",
  not_ignored: 'You do not ignore "given": /ignore without a name lists the people you ignore.',
  too_many_ignored: "You already ignore 100 names: /unignore one of them first.",
  no_history: "Kept lines cannot be read at the moment: the disk is full. The chat itself goes on.",
  history_off: "The lines of #ops are not kept: an owner turned its history off.",
  never_seen:
    "You have not been here before under this name and from this address: /history shows the last lines.",
};

Deno.test("every other refusal has its sentence in English", () => {
  for (const [kind, sentence] of Object.entries(SENTENCES)) {
    assertEquals(told(REFUSALS[kind as Refusal["kind"]][0]!), sentence + "\n");
  }
});

Deno.test("a refusal of too many connections tells which network is meant, where that is more than an address", () => {
  const wide = REFUSALS.crowded_address[1]!;
  assertEquals(
    told(wide),
    "Too many connections from your network (2001:db8:0:0::/64): 16 are open. Close one and try again.\n",
  );
});

Deno.test("a refusal without an argument says what is missing, in both languages", () => {
  const missing = REFUSALS.bad_argument[1]!;
  assertEquals(told(missing), "/lang needs more words: type /lang en|zh.\n");
  assertEquals(told(missing, CHINESE), "/lang 还缺少内容：请输入 /lang en|zh。\n");
});

Deno.test("refusals name the same things in Chinese as in English", () => {
  for (const [kind, samples] of Object.entries(REFUSALS)) {
    if (kind === "line_not_text") continue;
    for (const refusal of samples) {
      const facts = (text: string) =>
        [...new Set(text.match(/\/[a-z]+|#[a-z]+|\b\d[\d,]*\b|given|bob/g))].sort();
      const english = facts(told(refusal).replaceAll(",", ""));
      assertEquals(facts(told(refusal, CHINESE)), english, kind);
    }
  }
});
