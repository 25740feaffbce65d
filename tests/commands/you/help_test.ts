/** `/help`, `/health`, `/quit`. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { COMMANDS } from "../../../lib/commands/table.ts";
import { SETTINGS } from "../../../lib/commands/you/set.ts";
import { ALIASES, VERBS } from "../../../lib/model/verb.ts";
import { LANGUAGES } from "../../../lib/model/dialect.ts";
import { columnsOf } from "../../support/columns.ts";
import { answer, party, speakTo } from "../../support/party.ts";
import { TroubledStore } from "../../support/troubled_store.ts";

Deno.test("/help names every verb once and fits into 80 columns and 24 lines, in both languages", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  for (const language of LANGUAGES) {
    speakTo(ann, { language });
    const lines = await answer(ann, "/help");
    assert(lines.length < 24, `${lines.length} lines`);
    for (const line of lines) assert(columnsOf(line) <= 80, line);
    const typed = lines.slice(1, -1).join(" ").match(/\/[a-z]+/g)!;
    assertEquals([...typed].sort(), VERBS.map((verb) => `/${verb}`).sort());
  }
});

Deno.test("/help tells more about every verb, in both languages, in words of its own", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  const told = new Set<string>();
  for (const language of LANGUAGES) {
    speakTo(ann, { language });
    for (const verb of VERBS) {
      const [usage, ...sentence] = await answer(ann, `/help ${verb}`);
      assertEquals(usage, COMMANDS[verb].usage);
      assert(
        sentence.length <= (verb === "set" ? 7 : 3) && sentence.every((line) => line.startsWith("  ")),
        verb,
      );
      for (const line of [usage!, ...sentence]) assert(columnsOf(line) <= 80, line);
      assert(!told.has(sentence.join()), `${verb} ${language}: ${sentence}`);
      told.add(sentence.join());
    }
  }
});

Deno.test("/help set tells every setting with what it takes, in both languages", async () => {
  using test = await party(["ann"]);
  for (const language of LANGUAGES) {
    speakTo(test.ann, { language });
    const [, , ...lines] = await answer(test.ann, "/help set");
    const settings = Object.entries(SETTINGS).map(([name, { values }]) => `  ${name} ${values}`);
    assertEquals(lines.map((line) => line.split(/: |：/)[0]), settings);
  }
});

Deno.test("/help takes a verb as it is typed, in short and in any letter case", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  const search = await answer(ann, "/help search");
  for (const typed of ["/search", "SEARCH", "/Search"]) {
    assertEquals(await answer(ann, `/help ${typed}`), search);
  }
  for (const [alias, verb] of Object.entries(ALIASES)) {
    assertEquals(await answer(ann, `/help ${alias}`), await answer(ann, `/help ${verb}`));
  }
});

Deno.test("/help says what it does not know", async () => {
  using test = await party(["ann"]);
  assertEquals(await answer(test.ann, "/help me please"), [
    "There is no command /me please. Type /help to see all commands, //me please to say it.",
  ]);
  for (const typed of ["seach", "/Serach", "sear"]) {
    const [told] = await answer(test.ann, `/help ${typed}`);
    assertStringIncludes(told!, "did you mean /search? Type /help to see all commands.");
  }
  const [long] = await answer(test.ann, "/help " + "x".repeat(1000));
  assert(long!.length < 200);
});

Deno.test("/health says that all is well, or what is not", async () => {
  const disk = new TroubledStore();
  using test = await party(["ann"], { open: disk.open });
  const { chat, ann } = test;
  assertEquals(await answer(ann, "/health"), ["The server is well."]);
  disk.breakDown();
  await ann.types("hi");
  assertEquals(await answer(ann, "/health"), [
    "The server is up, but new lines are not being saved: the disk is full.",
  ]);
  disk.mend();
  await chat.clock.advance(5000);
  assertEquals(await answer(ann, "/health"), ["The server is well."]);
});

Deno.test("/quit ends the session, with whatever behind it", async () => {
  for (const typed of ["/quit", "/QUIT now please"]) {
    using test = await party(["ann"]);
    await test.ann.types(typed);
    assertEquals(test.ann.seat.signal.reason, { kind: "quit" });
  }
});
