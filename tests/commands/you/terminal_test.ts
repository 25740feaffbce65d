/** What people ask of their terminal: `/clear`, `/set editor`. */

import { assertEquals } from "@std/assert";
import { PLAIN } from "../../support/chat.ts";
import { EditedTerminal } from "../../support/edited_terminal.ts";
import { answer, party } from "../../support/party.ts";

Deno.test("/clear clears the screen where lines are edited, and says elsewhere who can", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  assertEquals(await answer(ann, "/clear"), [
    "The server cannot clear your screen, because your own program draws it: clear it there.",
  ]);
  const terminal = ann.editor = new EditedTerminal();
  assertEquals(await answer(ann, "/clear"), []);
  assertEquals(terminal.asked, ["clear"]);
});

Deno.test("/set editor has lines edited by the server or by the client, for people, and at this connection", async () => {
  using test = await party(["ann"]);
  const { ann } = test, terminal = ann.editor = new EditedTerminal();
  const editorIn = ([line = ""]: string[]) => /editor \w+/.exec(line)?.[0];
  assertEquals(editorIn(await answer(ann, "/set")), "editor on");
  assertEquals(editorIn(await answer(ann, "/set editor off")), "editor off");
  assertEquals(editorIn(await answer(ann, "/set")), "editor off");
  assertEquals(editorIn(await answer(ann, "/set editor on")), "editor on");
  assertEquals(await answer(ann, "/set editor maybe"), [
    '"editor maybe" does not fit /set: type /set editor on|off.',
  ]);
  ann.speaks({ ...PLAIN, json: true });
  await ann.types("/set editor off");
  assertEquals(terminal.asked, ["edit no more", "edit"]);
});
