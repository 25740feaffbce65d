import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { optionsFrom } from "./options.ts";
import { STORIES } from "./stories.ts";

Deno.test("chaos plays all stories unless told which, and every story has a name of its own", () => {
  const options = optionsFrom([]);
  assert(typeof options !== "string");
  assertEquals(options.stories, STORIES);
  assertEquals(new Set(STORIES.map(({ name }) => name)).size, STORIES.length);
});

Deno.test("stories, seconds and seed may be given", () => {
  const options = optionsFrom(["--stories", "calm,node-killed", "--seconds", "2", "--seed", "7"]);
  assert(typeof options !== "string");
  const { stories, seconds, seed } = options;
  assertEquals([stories.map(({ name }) => name), seconds, seed], [["calm", "node-killed"], 2, 7]);
});

Deno.test("what cannot be played is refused with a sentence that names all stories", () => {
  for (const args of [["--stories", "clam"], ["--seconds", "-1"], ["--seed"], ["--speed", "3"]]) {
    const sentence = optionsFrom(args);
    assert(typeof sentence === "string");
    for (const { name } of STORIES) assertStringIncludes(sentence, name);
  }
});
