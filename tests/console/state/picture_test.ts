import { assertEquals } from "@std/assert";
import { emptyPicture, pictureAfter, ratesOf, stillOf } from "../../../lib/console/state/picture.ts";
import { figures, NOW, task, update } from "../made_up_inside.ts";

const RETAIN = 6000;

Deno.test("ratesOf() takes what happens in a second from the figures of the last three", () => {
  let picture = emptyPicture(0);
  for (const [seconds, linesIn] of [[0, 1000], [1, 1000], [2, 1010], [3, 1020], [4, 1060]] as const) {
    const now = NOW + seconds * 1000;
    const told = figures({ linesIn, linesOut: linesIn * 2, cpuMs: seconds * 50 });
    picture = pictureAfter(picture, update({ now, figures: told }), 0, RETAIN);
  }
  assertEquals(ratesOf(picture), { linesIn: 20, linesOut: 40, cpuMs: 50 });
});

Deno.test("ratesOf() says nothing before two figures have come, and takes the last two however far apart", () => {
  const one = pictureAfter(emptyPicture(0), update(), 0, RETAIN);
  assertEquals(ratesOf(one), undefined);
  assertEquals(ratesOf(pictureAfter(one, update(), 0, RETAIN)), undefined); // no time has passed
  const later = update({ now: NOW + 10_000, figures: figures({ linesIn: 5 }) });
  assertEquals(ratesOf(pictureAfter(one, later, 0, RETAIN))?.linesIn, 0.5);
});

Deno.test("pictureAfter() adds up what was dropped, and is complete once everything has come", () => {
  const totals = { tasks: 2, resources: 0 };
  const first = pictureAfter(emptyPicture(0, 3), update({ tasks: [task(1)], totals, dropped: 2 }), 0, RETAIN);
  assertEquals([first.dropped, first.isComplete], [5, false]);
  const second = pictureAfter(first, update({ tasks: [task(2)], totals }), 0, RETAIN);
  assertEquals([second.dropped, second.isComplete], [5, true]);
  const more = pictureAfter(second, update({ totals: { tasks: 3, resources: 0 } }), 0, RETAIN);
  assertEquals(more.isComplete, true); // a new one on its way is no first slice
});

Deno.test("pictureAfter() keeps the details that came last", () => {
  const details = { task: 1, turns: [1], lags: [] };
  const picture = pictureAfter(emptyPicture(0), update({ details }), 0, RETAIN);
  assertEquals(pictureAfter(picture, update(), 0, RETAIN).details, details);
});

Deno.test("stillOf() stays as it was", () => {
  const picture = pictureAfter(emptyPicture(0), update({ tasks: [task(1)] }), 0, RETAIN);
  const still = stillOf(picture);
  pictureAfter(picture, update({ tasks: [task(2)] }), 0, RETAIN);
  assertEquals([...still.rows.tasks.keys()], [1]);
});
