/** Past a dozen public members a class is two things: look for the second noun. Fields and accessors count; constructors do not. */

import { assertEquals } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";

/** Most public members of a class that needs no reason. */
const MAX_MEMBERS = 12;

/** Classes that have more, and why. */
const REASONS: Record<string, string> = {
  "lib/chat/person.ts Person":
    "what the chat knows of somebody is as many things, and they have no second noun",
  "lib/history/archive.ts Archive": "it gathers and asks; both have to be in one order",
  "lib/chat/room.ts Room": "what is kept of a room is as many things, and they have no second noun",
  "lib/observe/tally.ts Tally": "one counter a figure of /metrics",
  "lib/store/memory_store.ts MemoryStore":
    "the store port has one method a question, and a second noun would split transactions",
  "lib/store/sqlite/sqlite_store.ts SqliteStore":
    "the store port has one method a question, and a second noun would split transactions",
  "lib/store/told_store.ts ToldStore": "the store port has one method a question",
};

/** A class in formatted code: its name, and everything up to the brace that closes it. */
const CLASS = /^(?:export )?(?:abstract )?class (\w+)[^]*?^}/gm;

/** A member of it: two spaces in, and no `#` before its name. */
const MEMBER =
  /^ {2}(?:(?:static|override|readonly|declare|abstract|accessor|async|get|set) |\*)*([\w$]+|\[Symbol\.\w+\])[?!]?(?:[(:<;]| =)/gm;

/** The public members of each class in a text. */
function membersIn(text: string): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const [body, name] of text.matchAll(CLASS)) {
    const names = [...body.matchAll(MEMBER)].map(([, member]) => member!);
    members.set(name!, new Set(names.filter((member) => member !== "constructor")));
  }
  return members;
}

Deno.test("no class has more than a dozen public members without a reason", async () => {
  const large: Record<string, number> = {};
  for await (const file of filesIn("lib/")) {
    for (const [name, members] of membersIn(await Deno.readTextFile(new URL(file, ROOT)))) {
      if (members.size > MAX_MEMBERS) large[`${file} ${name}`] = members.size;
    }
  }
  assertEquals(Object.keys(large).sort(), Object.keys(REASONS).sort());
});

Deno.test("fields, accessors and methods count; what is private and what stands inside does not", () => {
  const text = `export class Sample<T> implements Disposable {
  /** A field. */
  readonly field: T;
  count = 0;
  static readonly NONE = new Sample();
  readonly #hidden: number;
  constructor(
    readonly: T,
  ) {
    this.field = readonly;
  }
  get size(): number {
    return this.count;
  }
  set size(size: number) {
    this.count = size;
  }
  async run(): Promise<void> {
    await this.#go();
  }
  *all<U>(): Generator<U> {}
  [Symbol.dispose](): void {
    inner(1);
  }
  #go() {}
}
`;
  const members = [...membersIn(text).get("Sample")!].sort();
  assertEquals(members, ["NONE", "[Symbol.dispose]", "all", "count", "field", "run", "size"]);
});
