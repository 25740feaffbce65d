import { assertEquals } from "@std/assert";
import { lastNumber } from "../../lib/chat/node_state.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";

const READ_UP_TO_70 = { position: JSON.stringify({ position: { seq: 70, time: 1 } }), people: new Map() };

Deno.test("lastNumber() is that of the last line, or of what a node has read of its log, whichever is greater", () => {
  using desk = new ArchiveDesk();
  const { archive } = desk;
  assertEquals(lastNumber(archive), 0);
  desk.say("one", "two");
  archive.commit();
  assertEquals(lastNumber(archive), 2);
  archive.keep("position", (store) => store.savePresence(READ_UP_TO_70));
  assertEquals(lastNumber(archive), 70);
});

Deno.test("lastNumber() is not known while the store cannot be opened", () => {
  using desk = new ArchiveDesk("the disk is gone");
  assertEquals(lastNumber(desk.archive), undefined);
});
