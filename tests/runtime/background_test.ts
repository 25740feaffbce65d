import { assertEquals } from "@std/assert";
import { Background } from "../../lib/runtime/background.ts";
import { settled } from "../support/fake_clock.ts";

/** A background with the bugs it reported. */
function begun(): { background: Background; bugs: string[] } {
  const bugs: string[] = [];
  const background = new Background((name, error) => bugs.push(`${name}: ${(error as Error).message}`));
  return { background, bugs };
}

Deno.test("Background counts the promises that run", async () => {
  const { background } = begun();
  const { promise, resolve } = Promise.withResolvers<void>();
  background.keep(promise, () => "reader one");
  background.keep(Promise.resolve("value"), () => "reader two");
  assertEquals(background.size, 2);
  await settled();
  assertEquals(background.size, 1);
  resolve();
  await background.settled();
  assertEquals(background.size, 0);
});

Deno.test("Background reports a rejection with its name of that moment, and it goes no further", async () => {
  const { background, bugs } = begun();
  background.keep(Promise.reject(new Error("broken")), () => "reader 7");
  background.keep(Promise.resolve(), () => "reader 8");
  await background.settled();
  assertEquals(bugs, ["reader 7: broken"]);
  assertEquals(background.size, 0);
});

Deno.test("Background.settled() resolves at once where nothing runs", () => begun().background.settled());

Deno.test("Background.settled() waits for what was begun while it waited", async () => {
  const { background } = begun();
  const { promise, resolve } = Promise.withResolvers<void>();
  background.keep(
    Promise.resolve().then(() => background.keep(promise, () => "reader second")),
    () => "reader first",
  );
  let isSettled = false;
  const end = background.settled().then(() => isSettled = true);
  await settled();
  assertEquals([isSettled, background.size], [false, 1]);
  resolve();
  await end;
  assertEquals(background.size, 0);
});

Deno.test("Background.settled() waits for the others where one is a bug", async () => {
  const { background, bugs } = begun();
  const { promise, resolve } = Promise.withResolvers<void>();
  background.keep(promise, () => "reader slow");
  background.keep(Promise.reject(new Error("broken")), () => "reader bug");
  let isSettled = false;
  const end = background.settled().then(() => isSettled = true);
  await settled();
  assertEquals([isSettled, bugs.length], [false, 1]);
  resolve();
  await end;
});
