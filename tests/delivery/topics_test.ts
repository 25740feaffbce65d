import { assertEquals } from "@std/assert";
import { Topics } from "../../lib/delivery/topics.ts";

Deno.test("Topics knows the readers of each topic in the order they came, by identity", () => {
  const topics = new Topics<string>(), one = {}, other = {};
  topics.add("ann", one);
  topics.add("bob", one);
  topics.add("ann", one);
  topics.add("eve", other);
  assertEquals([[...topics.of(one)], [...topics.of(other)], [...topics.of({})]], [
    ["ann", "bob"],
    ["eve"],
    [],
  ]);
});

Deno.test("Topics keeps nothing of a topic without readers", () => {
  const topics = new Topics<string>(), one = {}, other = {};
  for (const topic of [one, other]) topics.add("ann", topic);
  topics.add("bob", other);
  topics.delete("ann", one);
  topics.delete("nobody", one);
  assertEquals([topics.size, [...topics.of(one)]], [1, []]);
  topics.forget("ann");
  assertEquals([topics.size, [...topics.of(other)]], [1, ["bob"]]);
  topics.forget("bob");
  assertEquals(topics.size, 0);
});

Deno.test("Topics forgets a reader in all topics, however often they came to one", () => {
  const topics = new Topics<string>(), one = {}, other = {};
  for (const topic of [one, one, other]) topics.add("ann", topic);
  topics.delete("ann", one);
  topics.delete("ann", one);
  topics.forget("ann");
  assertEquals(topics.size, 0);
});
