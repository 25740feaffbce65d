/** JSON mode against `docs/protocol.md` and its schema: nearly every line there is comes, and the visit goes as written. */

import { assert, assertEquals } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { Program } from "../support/program.ts";
import { assertDescribed, schema } from "../support/protocol_schema.ts";

/** What this story does not come to: told at the door, at a line editor, to whoever comes back, in trouble, or among hundreds. */
const UNTOLD = {
  event: [],
  notice: [
    "paced",
    "not_utf8",
    "replay",
    "many_here",
    "not_saving",
    "draining",
    "password_wanted",
    "no_password",
    "resumed",
  ],
  refused: [
    "crowded",
    "crowded_address",
    "no_history",
    "no_command",
    "not_resumable",
    "not_hidden",
    "too_many_guesses",
    "too_many_invited",
    "too_many_owners",
    "too_many_ignored",
    "too_many_hooks",
    "cut_off",
    "overtaken",
  ],
  goodbye: [
    "hung_up",
    "too_slow",
    "vanished",
    "nameless",
    "too_many_tries",
    "stranger",
    "kicked",
    "full",
    "resumed",
    "cut_off",
    "not_done",
    "bug",
  ],
};

Deno.test("two people and a program: everything that can happen, and nearly all that can be answered", async () => {
  await using server = await startTestServer({ maxRooms: 4, maxRoomsPerGuest: 3 });
  await using bot = await Program.connect(server);
  /** Makes requests one after the other, each `REQUEST -> ANSWER`. */
  const asks = async (...steps: string[]) => {
    for (const step of steps) {
      const [request = "", wanted] = step.split(" -> ");
      const [verb = "", ...words] = request.split(" ");
      const { kind, about, reason } = await bot.ask(verb, words.join(" "));
      assertEquals(kind === "notice" ? about : kind === "refused" ? reason : kind, wanted, request);
    }
  };
  await asks("who -> not_yet", "nick server -> bad_name", "health -> health", "nick bot -> greeting");
  await bot.guest.send(`junk\n${"x".repeat(5000)}\n{"verb":"frobnicate"}\n`);
  await bot.guest.send(Uint8Array.of(0xff, 0xf6, 0xc3, 0x28, 0x0a)); // IAC AYT, and a line that is not UTF-8
  for (const what of ["bad_request", "line_too_long", "unknown_verb", "still_here", "line_not_text"]) {
    await bot.hear(what);
  }
  await asks("reply hi -> nobody_to_reply", "since -> never_seen");

  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.send("hello\n/me waves\n/nick Anna\n/w bot psst\n");
  for (const kind of ["joined", "said", "acted", "renamed", "whispered"]) await bot.hear(kind);
  await asks("help -> help", "help who -> help_on", "who -> who", "who #lobby -> who", "whois anna -> whois");
  await asks("rooms -> rooms", "set replay 3 -> settings", "tz +8 -> time_zone", "lang en -> dialect");
  await asks("tz BST -> unclear_zone", "motd -> motd", "resume -> resumable");
  await asks(
    "nick bot -> same_name",
    "nick robot -> renamed_you",
    "reply hi -> done",
    "msg robot hi -> yourself",
  );
  await asks("ignore anna -> ignoring", "ignore -> ignored", "unignore anna -> heeding");
  await asks("unignore ben -> not_ignored", "msg nobody hi -> unknown_person", "kick -> bad_argument");
  await asks("away at lunch -> away", "away -> back", "topic -> room_topic", "room -> room_state");
  await asks("kick ben -> nobodys_room", "invite ben -> already_in_room", "leave -> only_room");
  await asks("leave #nowhere -> unknown_room", "join #no:where -> bad_room_name");
  await asks("history -> history", "search hello -> found", "forget -> forgotten");
  await asks("line hi -> done", "line /who -> who", "line \\msg ben psst -> not_said");
  await asks("complete /jo -> completed");

  await ben.say("/away\n/join #tea\n/room invite-only");
  await ben.hearUntil("ben made #tea invite-only");
  await asks("msg ben hi -> done", "leave #tea -> not_in_room", "join #tea -> needs_invitation");
  await bot.hear("is_away");
  await ben.say("/invite robot");
  await bot.hear("invited_you");
  await asks("join #tea -> room_entered", "kick ben -> not_owner");
  await ben.say("/room announce");
  await bot.hear("room_kind");
  await asks("say hi -> only_owners_speak");
  await ben.say("/kick robot too loud\n/room password sesame");
  assertEquals((await bot.hear("removed_you")).reason, "too loud");
  await ben.hearUntil("ben made #tea password-protected");
  await asks("say for tea -> was_removed", "say for all -> done");
  await asks("join #tea -> needs_password", ...Array(5).fill("join #tea guess -> wrong_password"));
  await asks("join #tea guess -> too_many_passwords");

  await asks("join #den -> room_made", "leave -> room_left", "join #den -> room_made");
  await ben.say("/join #den");
  await bot.hear("entered");
  await asks("invite anna -> invited", "owner anna -> not_in_this_room", "owner ben -> done");
  await asks("topic everything -> done", "room private -> done", "room history off -> done");
  await asks("hook Server -> bad_hook_name", "hook deploy -> hook_made", "hook list -> hooks");
  await asks("whois deploy -> whois_hook", "msg deploy hi -> is_hook", "hook off nobody -> unknown_hook");
  await asks("history #den -> history_off", "kick robot -> yourself", "kick ben so long -> done");
  await asks("join #lobby -> room_current", "join #den -> room_current");
  await anna.say("/join #den\n/leave\n/join #four");
  await anna.hearUntil("You made #four");
  for (const kind of ["owner", "topic", "room_kind", "room_history", "removed", "exited"]) {
    await bot.hear(kind);
  }
  await asks(
    "join #six -> too_many_rooms",
    "join #four -> room_entered",
    "join #six -> too_many_rooms_of_yours",
  );

  await asks("clear -> no_screen", "query ben -> query", "say psst -> done", "me nods -> done");
  await asks("query -> room_current", "query ben -> query");
  await ben.say("/quit");
  await bot.hear("left");
  await bot.hear("query_over");
  await asks("say for ben -> has_left", "say for all -> done");
  await bot.guest.say(`{"verb":"quit"}`);
  await bot.hear("goodbye");
  await anna.hearUntil("robot has left");
  await using again = await Program.join(server, "robot");
  assertEquals((await again.ask("since")).about, "since");
  await server.stop();
  await again.hear("goodbye");

  const { event, notice, refused, goodbye } = schema.$defs;
  const lines = [...bot.lines, ...again.lines];
  const told = (kind: string, field: string) =>
    lines.filter((line) => line.kind === kind).map((line) => line[field]);
  for (
    const [kind, all, heard] of [
      ["event", event.properties.kind.enum, lines.map(({ kind }) => kind)],
      ["notice", notice.properties.about.enum, told("notice", "about")],
      ["refused", refused.properties.reason.enum, told("refused", "reason")],
      ["goodbye", goodbye.properties.reason.enum, told("goodbye", "reason")],
    ] as const
  ) {
    assertEquals(all.filter((one) => !heard.includes(one)).toSorted(), UNTOLD[kind].toSorted());
  }
});

Deno.test("the visit in docs/protocol.md goes as it is written there", async () => {
  const guide = await Deno.readTextFile(new URL("../../docs/protocol.md", import.meta.url));
  const written = /^```\n(> \/json\n[^]*?)^```$/m.exec(guide)?.[1]?.trimEnd().split("\n") ?? [];
  assert(written.length > 15);
  const withoutTime = (line: string) => line.replace(/"time":"[^"]*"/, `"time":""`);
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using bot = await Guest.connect(server);
  await bot.hears(WELCOME);
  for (const line of written) {
    const [, sign, text = ""] = /^([><]) (.*)$/.exec(line) ?? [];
    if (sign === ">") {
      await bot.say(text);
      continue;
    }
    const { kind, from, text: said } = JSON.parse(text);
    assertDescribed(JSON.parse(text));
    if (kind === "said" && from === "anna") await anna.say(said);
    assertEquals(withoutTime(await bot.hearLine(text)), withoutTime(text) + "\n");
  }
  assertEquals(await bot.hearEnd(), "");
});
