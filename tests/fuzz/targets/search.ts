/**
 * Search: the words of a text, and two stores that must find the same lines by them: those that have the words.
 *
 * The first line of an input is what is looked for, the others are what was said.
 *
 * @module
 */

import { matches, matchesOf, type Word, wordsOf } from "../../../lib/text/words.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import { MemoryStore } from "../../../lib/store/memory_store.ts";
import { SqliteStore } from "../../../lib/store/sqlite/sqlite_store.ts";
import type { Store } from "../../../lib/store/store.ts";
import { line, roomNamed } from "../../contracts/samples.ts";
import { file, lines, linesOf } from "../corpus.ts";
import { CHARACTERS, SPELLINGS, UTF8, WORDS } from "../morsels.ts";
import { insist, insistSame, type Target } from "../target.ts";

const room = roomNamed("#tea");

/** Most lines said, and the longest of them, in characters. */
const MAX_SAID = 40, MAX_LENGTH = 2000;

function run(input: Uint8Array): string[] {
  const [query = "", ...said] = linesOf(input).slice(0, MAX_SAID).map((line) =>
    cleanText(line.slice(0, MAX_LENGTH))
  );
  for (const text of [query, ...said]) insistWords(text, query);
  const queries = [query, ...lastWords(said.findLast((text) => text !== "") ?? "")].filter((query) =>
    wordsOf(query).length > 0
  );
  const hits = queries.map((query) => idsWith(wordsOf(query), said));
  using memory = new MemoryStore({ lines: 1000, length: 1_000_000 });
  using folder = new Folder();
  using sqlite = SqliteStore.open(folder.path);
  for (const [name, store] of Object.entries({ memory, sqlite })) {
    store.save(said.map((text, at) => line(at + 1, { room, text })));
    const insistFound = (when: string) => {
      const found = queries.map((query) => idsFound(store, query));
      insistSame(found, hits, `the ${name} store finds the lines that have the words, ${when}`);
    };
    insistFound("when none is indexed");
    store.index(Math.ceil(said.length / 2));
    insistFound("when some are indexed");
    while (store.index(1) > 0);
    insistFound("when all are indexed");
  }
  return hits.map((ids, at) => `${shapeOf(queries[at]!)} ${Math.min(ids.length, 4)}`);
}

/** Something that is surely there to be found: the last words that are marked in a text, and the last half of them. */
function lastWords(text: string): string[] {
  const [start, end] = matchesOf(text, wordsOf(text)).at(-1) ?? [0, 0];
  return [text.slice(start, end), text.slice((start + end) >> 1, end)];
}

function idsWith(wanted: readonly Word[], said: readonly string[]): number[] {
  return said.flatMap((text, at) => matches(text, wanted) ? [at + 1] : []);
}

function shapeOf(query: string): string {
  return wordsOf(query).map(({ isDense }) => isDense ? "d" : "s").join("").slice(0, 6);
}

function idsFound(store: Store, words: string): number[] {
  return store.search({ words, rooms: [{ room, after: 0 }], limit: 1000 }).messages.map(({ id }) => id);
}

/** A word is the same in all forms of a text; what is found is marked, and what is marked was found. */
function insistWords(text: string, query: string): void {
  for (const { key } of wordsOf(text)) insist(key !== "", "a word has a key", text);
  insistSame(
    wordsOf(text.normalize("NFD")),
    wordsOf(text.normalize("NFC")),
    "composed or not, words are the same",
  );
  let last = 0;
  for (const [start, end] of matchesOf(text, wordsOf(text))) {
    insist(start >= last && end > start && end <= text.length, "words follow each other", text);
    last = end;
  }
  const wanted = wordsOf(query);
  const spans = matchesOf(text, wanted);
  insist(
    spans.every(([start, end], at) => start < end && start > (spans[at - 1]?.[1] ?? -1)),
    "marks are apart",
    text,
  );
  insist(wanted.length === 0 || !matches(text, wanted) || spans.length > 0, "what is found is marked", {
    text,
    query,
  });
  insist(matches(text, wordsOf(text)), "a text has its own words", text);
}

/** A folder for the time of one search. */
class Folder implements Disposable {
  readonly path = Deno.makeTempDirSync({ prefix: "chat-fuzz-" });

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

/** The target. */
export const search: Target = {
  name: "search",
  seeds: async () => [await file("texts.txt"), ...await lines("texts.txt")],
  morsels: [...CHARACTERS, ...SPELLINGS, ...UTF8, ...WORDS],
  run,
};
