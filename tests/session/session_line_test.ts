/** What a client asks for that shows a person's own input: lines as they are typed, what Tab would do, older lines. */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { LARGE } from "../support/party.ts";
import { type Fields, Program, start } from "./json_program.ts";

Deno.test("a line is a command, or something to say, as if it was typed", () =>
  start(async (bot, ann, chat) => {
    const types = (argument: string) => bot.asks({ verb: "line", argument, ref: 1 });
    assertEquals(await types("hello"), [{ kind: "done", ref: 1, id: chat.fold.lastId }]);
    assertEquals(await types("//shrug"), [{ kind: "done", ref: 1, id: chat.fold.lastId }]);
    assertEquals(await types("  two  blanks "), [{ kind: "done", ref: 1, id: chat.fold.lastId }]);
    assertEquals(await types("／ｍｅ　waves"), [{ kind: "done", ref: 1, id: chat.fold.lastId }]);
    assertEquals((await types("/join #ops"))[0]!.about, "room_made");
    assertEquals(await types(" "), [{ kind: "done", ref: 1 }]);
    assertEquals(ann.hears(), ["bot: hello", "bot: /shrug", "bot:   two  blanks ", "* bot waves"]);
  }));

Deno.test("a line that looks like a command with something private in it is not said", () =>
  start(async (bot, ann) => {
    for (const argument of [" /msg ann psst", "、msg ann psst", "\\join #ops sesame"]) {
      const [answer] = await bot.asks({ verb: "line", argument, ref: 1 });
      assertEquals([answer!.ref, answer!.reason], [1, "not_said"], argument);
    }
    assertEquals(ann.hears(), []);
  }));

Deno.test("a line may name one of one's rooms, for what is said or done there", () =>
  start(async (bot, ann) => {
    await ann.types("/join #ops");
    await bot.asks({ verb: "line", argument: "/join #ops" });
    ann.hears();
    const types = (argument: string, room: string) => bot.asks({ verb: "line", argument, room, ref: 1 });
    assertEquals((await types("in the lobby", "#lobby"))[0]!.kind, "done");
    assertEquals((await types("/me waves", "lobby"))[0]!.kind, "done");
    assertEquals((await types("hi", "#nowhere"))[0]!.reason, "unknown_room");
    assertEquals((await types("/me waves", "#nowhere"))[0]!.reason, "unknown_room");
    assertEquals((await types("/topic the build", "#lobby"))[0]!.room, "#ops"); // where commands work
    assertEquals(ann.hears(), ["[#lobby] bot: in the lobby", "[#lobby] * bot waves"]);
  }));

Deno.test("before there is a name, a line is a name, or a command", async () => {
  using chat = new Chat();
  const bot = new Program(chat);
  assertEquals((await bot.asks({ verb: "line", argument: "/help who", ref: 1 }))[0]!.about, "help_on");
  assertEquals((await bot.asks({ verb: "line", argument: "/who", ref: 2 }))[0]!.reason, "not_yet");
  assertEquals((await bot.asks({ verb: "line", argument: "Server", ref: 3 }))[0]!.problem, "reserved");
  assertEquals((await bot.asks({ verb: "line", argument: "zoe", room: "#ops", ref: 4 }))[0], {
    ...{ kind: "notice", ref: 4, about: "greeting", name: "zoe", others: [], more: 0 },
  });
  await bot.ends();
});

Deno.test("a room with a password tells a client to ask for it, and join brings it", () =>
  start(async (bot, ann) => {
    await ann.types("/join #ops");
    await ann.types("/room password sesame");
    assertEquals(await bot.asks({ verb: "line", argument: "/join #ops", ref: 1 }), [
      { kind: "refused", ref: 1, reason: "needs_password", room: "#ops" },
    ]);
    bot.session.say(JSON.stringify({ verb: "join", argument: "#ops sesame", ref: 2 }));
    const heard: Fields[] = [];
    while (heard.length === 0) heard.push(...await bot.hears());
    assertEquals(heard.map(({ ref, about }) => [ref, about]), [[2, "room_entered"]]);
  }));

Deno.test("complete tells what Tab would make of a line, and all that fits", () =>
  start(async (bot, _, chat) => {
    for (const name of ["Anton", "bob"]) chat.enter(name);
    await bot.hears();
    const completes = async (argument: string) => {
      const [{ kind: _, ref, about, ...fields }] = await bot.asks({
        verb: "complete",
        argument,
        ref: 1,
      }) as [Fields];
      assertEquals([ref, about], [1, "completed"]);
      return fields;
    };
    const of = (line: string, from: number, ...candidates: string[]) => ({
      ...{ line, from, candidates, hasMore: false },
    });
    assertEquals(await completes("/jo"), of("/join ", 0, "/join "));
    assertEquals(await completes("/msg b"), of("/msg bob ", 5, "bob "));
    assertEquals(await completes("/msg "), of("/msg ", 5, "ann ", "Anton ", "bob "));
    assertEquals(await completes("/msg a"), of("/msg an", 5, "ann ", "Anton "));
    assertEquals(await completes("b"), of("bob: ", 0, "bob: "));
    assertEquals(await completes("see #l"), of("see #lobby ", 4, "#lobby "));
    assertEquals(await completes("xyzzy"), of("xyzzy", 0));
    assertEquals(await completes(""), of("", 0));
  }));

Deno.test("complete offers at most 40 words of a crowd, and says that there are more", () =>
  start(async (bot, _, chat) => {
    for (let i = 0; i < 60; i++) chat.enter(`guest${i}`);
    await bot.hears();
    const [answer] = await bot.asks({ verb: "complete", argument: "/whois gu", ref: 1 });
    assertEquals([(answer!.candidates as string[]).length, answer!.hasMore], [40, true]);
    assertEquals(answer!.line, "/whois gu"); // those that are not shown may go on otherwise
  }));

Deno.test("complete works before there is a name, as far as commands do", async () => {
  using chat = new Chat();
  const bot = new Program(chat);
  const [answer] = await bot.asks({ verb: "complete", argument: "/lang z", ref: 1 });
  assertEquals([answer!.line, answer!.candidates], ["/lang zh ", ["zh "]]);
  assertEquals((await bot.asks({ verb: "complete", argument: "/msg ", ref: 1 }))[0]!.candidates, []);
  await bot.ends();
});

Deno.test("history gives the lines before an id, page by page to the first one", () =>
  start(async (bot, ann) => {
    for (let i = 1; i <= 7; i++) await ann.types(`${i}`);
    await bot.hears();
    const pages: string[][] = [];
    for (let before: number | undefined = undefined;;) {
      const [answer] = await bot.asks({ verb: "history", argument: "3 #lobby", before, ref: 1 });
      const messages = answer!.messages as { id: number; text: string }[];
      assertEquals([answer!.ref, answer!.about, answer!.before], [1, "history", before]);
      pages.push(messages.map(({ text }) => text));
      if (messages.length === 0) break;
      before = messages[0]!.id;
    }
    assertEquals(pages, [["5", "6", "7"], ["2", "3", "4"], ["1"], []]);
    const [none] = await bot.asks({ verb: "history", argument: "#nowhere", before: 5, ref: 2 });
    assertEquals(none!.reason, "unknown_room");
    assertEquals((await bot.asks({ verb: "who", before: 5, ref: 3 }))[0]!.reason, "bad_request");
  }));

Deno.test("history before an id shows neither what was closed nor whom one ignores", () =>
  start(async (bot, ann, chat) => {
    const eve = chat.enter("eve");
    await ann.types("/join #ops");
    await ann.types("open once");
    await ann.types("/room private");
    await ann.types("closed");
    await bot.asks({ verb: "join", argument: "#ops" });
    await eve.types("/join #ops");
    for (const [typist, said] of [[ann, "one"], [eve, "two"], [ann, "three"]] as const) {
      await typist.types(said);
    }
    await bot.asks({ verb: "ignore", argument: "eve" });
    const before = chat.fold.lastId + 1;
    const [answer] = await bot.asks({ verb: "history", argument: "10", before, ref: 1 });
    assertEquals((answer!.messages as { text: string }[]).map(({ text }) => text), ["one", "three"]);
  }));

Deno.test("a line does what the same line does that is typed in a terminal (property)", async () => {
  const piece = fc.constantFrom(
    ...["/", "／", "\\", "、", " ", "　", "me", "msg", "who", "join", "room", "topic", "x"],
    ...["ann", "#ops", "hi", "//", "@", "away", "nick zoe", "set", "tz +8", "query"],
  );
  const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join("")).filter((line) =>
    !/\d{3}/.test(line)
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
      const heard = await Promise.all([true, false].map(async (isJson) => {
        using chat = new Chat({ bounds: LARGE });
        const ann = chat.enter("ann");
        if (isJson) {
          const bot = new Program(chat);
          await bot.asks({ verb: "line", argument: "bot" });
          for (const argument of lines) {
            const answers = await bot.asks({ verb: "line", argument, ref: 1 });
            assert(answers.filter((line) => "ref" in line).length > 0, argument);
          }
          await bot.ends();
        } else {
          const session = begin(chat);
          for (const typed of ["bot", ...lines]) {
            session.say(typed);
            await chat.flush();
          }
          session.type.close();
          await session.farewell;
        }
        await chat.flush();
        return ann.hears();
      }));
      assertEquals(heard[0], heard[1]);
    }),
    { numRuns: 100 },
  );
});
