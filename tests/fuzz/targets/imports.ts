/**
 * Import and export: whatever is in the file, all of it is taken or nothing is, and what was taken survives the way out
 * and in again.
 *
 * @module
 */

import { exportForm } from "../../../lib/cli/export_formats.ts";
import { importLines } from "../../../lib/cli/import.ts";
import { type InputLine, inputLines } from "../../../lib/cli/input_lines.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import type { Message } from "../../../lib/model/message.ts";
import { hasOpenPast } from "../../../lib/model/room_rules.ts";
import { MemoryStore } from "../../../lib/store/memory_store.ts";
import type { SavedRoom } from "../../../lib/model/saved_room.ts";
import { bytes } from "../../support/bytes.ts";
import { stainOf } from "../clean.ts";
import { file, lines } from "../corpus.ts";
import { cuttingsOf } from "../cuttings.ts";
import { CHARACTERS, JSON_PIECES, UTF8, WORDS } from "../morsels.ts";
import { insist, insistClean, insistSame, type Target } from "../target.ts";

const NOW = Date.UTC(2026, 10, 23);
const RULES = { keepDays: 300, maxLineBytes: 400, maxRooms: 5 };

function run(input: Uint8Array): string[] {
  const whole = linesIn([input]);
  for (const [how, chunks] of Object.entries(cuttingsOf(input))) {
    insistSame(linesIn(chunks), whole, `the same lines are read ${how} as in one piece`);
  }
  using store = new MemoryStore({ lines: 10_000, length: 10_000_000 });
  const refusal = refusalOf(() => importLines(store, whole, RULES, NOW));
  const messages = all(store);
  if (refusal === undefined) {
    insist(messages.length === whole.length, "every line is imported", { messages, whole });
    insistSurvives(messages, store.rooms());
    return [`${Math.min(messages.length, 5)} lines of ${store.rooms().length} rooms`];
  }
  insist(messages.length === 0 && store.rooms().length === 0, "nothing is imported but everything", messages);
  insistClean(stainOf(refusal), "a refusal is one clean line", refusal);
  insist(
    /^Cannot import line \d+: .*; nothing was imported$/.test(refusal),
    "a refusal names the line",
    refusal,
  );
  return [refusal.replace(/"(?!id|time|kind|room|name|text)[^"]*"|\d+/g, "").slice(0, 60)];
}

/** The lines of an input that comes in these chunks. */
function linesIn(chunks: readonly Uint8Array[]): InputLine[] {
  const left = [...chunks];
  return [...inputLines({
    readSync(into) {
      const chunk = left.shift();
      if (chunk === undefined) return null;
      into.set(chunk.subarray(0, into.length));
      if (chunk.length > into.length) left.unshift(chunk.subarray(into.length));
      return Math.min(chunk.length, into.length);
    },
  })];
}

function refusalOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
    throw error;
  }
}

/** What is kept, in the order of the ids. */
function all(store: MemoryStore): Message[] {
  return store.rooms().flatMap(({ name: room }) =>
    store.lines({ room, after: 0, limit: 10_000, which: "oldest" })
  )
    .sort((a, b) => a.id - b.id);
}

/** Out as JSON lines, and in again; out as a page, whose markup says nothing of what was said. */
function insistSurvives(messages: readonly Message[], rooms: readonly SavedRoom[]): void {
  for (const { text } of messages) insistClean(stainOf(text), "what is imported is clean", text);
  const file = bytes(exportForm("jsonl", "", "UTC", rooms).page(messages));
  using again = new MemoryStore({ lines: 10_000, length: 10_000_000 });
  const refusal = refusalOf(() => importLines(again, linesIn([file]), RULES, NOW));
  insist(refusal === undefined, "what was exported can be imported", refusal);
  insistSame(all(again), messages, "what was exported is what was imported");
  insistSame(again.rooms().map(ruleOf), rooms.map(ruleOf), "rooms are as closed as they were");
  const page = (messages: readonly Message[]) => exportForm("html", "", "UTC", rooms).page(messages);
  const plain = messages.map((message) => ({ ...message, text: "x" as typeof message.text }));
  insistSame(markupOf(page(messages)), markupOf(page(plain)), "a page's markup has nothing of what was said");
}

/** What a room's rules are; where it is closed to newcomers, how far its past is does not matter. */
function ruleOf(room: SavedRoom): SavedRoom {
  return hasOpenPast(room.kind) ? room : { ...room, pastFrom: 0 };
}

function markupOf(page: string): string {
  return page.replace(/>[^<]*/g, ">");
}

/** The target. */
export const imports: Target = {
  name: "imports",
  seeds: async () => [await file("import.jsonl"), ...await lines("import.jsonl")],
  morsels: [...JSON_PIECES, ...WORDS, ...CHARACTERS, ...UTF8],
  run,
};
