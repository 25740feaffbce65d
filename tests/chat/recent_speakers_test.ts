import { assertEquals } from "@std/assert";
import { RecentSpeakers } from "../../lib/chat/recent_speakers.ts";
import type { Name } from "../../lib/text/clean.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { ann, bob, personOf } from "../support/samples.ts";

const HOUR = 3_600_000;

/** Speakers at a clock, and how somebody says something. */
function desk() {
  const clock = new FakeClock(), speakers = new RecentSpeakers(clock);
  return {
    clock,
    speakers,
    says: (person: ReturnType<typeof personOf>) => person.trail.count(clock.now(), true),
  };
}

Deno.test("RecentSpeakers has those who said something within the last hour, not those who only came", async () => {
  const { clock, speakers, says } = desk(), person = personOf(ann);
  assertEquals(speakers.has(person), false);
  says(person);
  person.rename(bob, 2);
  await clock.advance(HOUR - 1);
  assertEquals(speakers.has(person), true);
  await clock.advance(1);
  assertEquals(speakers.has(person), false);
  says(person);
  assertEquals(speakers.has(person), true);
});

Deno.test("RecentSpeakers knows those who come back within the hour in which they spoke", async () => {
  const { clock, speakers, says } = desk(), person = personOf(ann);
  says(person);
  await clock.advance(HOUR / 2);
  speakers.left(person);
  const back = personOf(ann, 2);
  assertEquals([back, personOf(bob, 3)].map((person) => speakers.has(person)), [true, false]);
  speakers.left(back); // without a word
  await clock.advance(HOUR / 2 - 1);
  assertEquals(speakers.has(personOf(ann, 4)), true);
  await clock.advance(1);
  assertEquals(speakers.has(personOf(ann, 5)), false);
});

Deno.test("RecentSpeakers remembers the last thousand who left, and nobody who said nothing", () => {
  const { speakers, says } = desk();
  const people = Array.from({ length: 1001 }, (_, i) => personOf(`p${i}` as Name, i));
  people.forEach((person) => (says(person), speakers.left(person)));
  for (let i = 0; i < 1000; i++) speakers.left(personOf(`quiet${i}` as Name, i));
  const known = (i: number) => speakers.has(personOf(`p${i}` as Name, 2000));
  assertEquals([0, 1, 1000].map(known), [false, true, true]);
});
