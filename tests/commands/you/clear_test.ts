/** `/clear`. */

import { assertEquals } from "@std/assert";
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
