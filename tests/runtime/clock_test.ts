import { assertEquals, assertGreaterOrEqual, assertRejects } from "@std/assert";
import { every, pause, systemClock, until, within } from "../../lib/runtime/clock.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** Watches whether a promise has been fulfilled. */
function watch(promise: Promise<unknown>): { readonly isDone: boolean } {
  const watched = { isDone: false };
  promise.then(() => watched.isDone = true, () => {});
  return watched;
}

Deno.test("pause() waits its time and leaves no timer", async () => {
  const clock = new FakeClock();
  const watched = watch(pause(clock, 100, new AbortController().signal));
  await clock.advance(99);
  assertEquals(watched.isDone, false);
  await clock.advance(1);
  assertEquals(watched.isDone, true);
  assertEquals(clock.timers, 0);
});

Deno.test("pause() ends early when the signal aborts, and leaves no timer", async () => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const watched = watch(pause(clock, 100, stop.signal));
  await clock.advance(50);
  stop.abort(new Error("never thrown"));
  await settled();
  assertEquals(watched.isDone, true);
  assertEquals(clock.timers, 0);
});

Deno.test("pause() leaves nothing behind at a signal that goes on", async () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  signal.addEventListener = (type: string, listener: unknown) =>
    void (type === "abort" && listeners.add(listener));
  signal.removeEventListener = (type: string, listener: unknown) =>
    void (type === "abort" && listeners.delete(listener));
  const paused = pause(clock, 100, signal);
  assertEquals(listeners.size, 1);
  await clock.advance(100);
  await paused;
  assertEquals(listeners.size, 0);
});

Deno.test("pause() does not even start after the signal has aborted", async () => {
  const clock = new FakeClock();
  await pause(clock, 100, AbortSignal.abort());
  assertEquals(clock.timers, 0);
});

/** A clock by hand that tells a later time than its timers go by: an event loop that is held up. */
class HeldUpClock extends FakeClock {
  heldMs = 0;
  override now(): number {
    return super.now() + this.heldMs;
  }
}

/** Work of `every()`, and how late it was each time. */
function repeated(ms: number, work: (clock: HeldUpClock, times: number) => number | void) {
  const clock = new HeldUpClock();
  const lags: number[] = [];
  const repeating = every(clock, ms, (lateMs) => work(clock, lags.push(lateMs)));
  return { clock, lags, repeating };
}

Deno.test("every() does its work after each wait, by one timer, until it is disposed", async () => {
  const { clock, lags, repeating } = repeated(100, () => {});
  await clock.advance(99);
  assertEquals([lags, clock.timers], [[], 1]);
  await clock.advance(201);
  assertEquals([lags, clock.timers], [[0, 0, 0], 1]);
  repeating[Symbol.dispose]();
  assertEquals(clock.timers, 0);
  repeating[Symbol.dispose]();
});

Deno.test("every() tells the work how late it is, and begins the next wait when it is done", async () => {
  const { clock, lags, repeating } = repeated(100, (clock) => void (clock.heldMs += 30));
  clock.heldMs = 50;
  await clock.advance(200);
  assertEquals(lags, [50, 0]);
  repeating[Symbol.dispose]();
});

Deno.test("every() waits another time once where the work says so", async () => {
  const { clock, lags, repeating } = repeated(100, (_, times) => times === 1 ? 10 : undefined);
  await clock.advance(110);
  assertEquals(lags.length, 2);
  await clock.advance(99);
  assertEquals(lags.length, 2);
  await clock.advance(1);
  assertEquals(lags.length, 3);
  repeating[Symbol.dispose]();
});

Deno.test("every() can be ended by the work itself, and leaves no timer", async () => {
  const { clock, lags, repeating } = repeated(100, () => repeating[Symbol.dispose]());
  await clock.advance(1000);
  assertEquals([lags, clock.timers], [[0], 0]);
});

Deno.test("within() is true where the promise comes in time, and leaves no timer", async () => {
  const clock = new FakeClock();
  assertEquals(await within(clock, 100, Promise.resolve("value")), true);
  assertEquals(clock.timers, 0);
});

Deno.test("within() is false where the promise is late", async () => {
  const clock = new FakeClock();
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer = within(clock, 100, promise);
  await clock.advance(100);
  assertEquals(await answer, false);
  assertEquals(clock.timers, 0);
  resolve();
});

Deno.test("within() throws what the promise rejects with in time, and swallows a rejection that is late", async () => {
  const clock = new FakeClock();
  await assertRejects(() => within(clock, 100, Promise.reject(new Error("broken"))), Error, "broken");
  assertEquals(clock.timers, 0);
  const { promise, reject } = Promise.withResolvers<void>();
  const answer = within(clock, 100, promise);
  await clock.advance(100);
  assertEquals(await answer, false);
  reject(new Error("late"));
  await settled();
});

Deno.test("systemClock runs forwards, wakes once, and can be called off", async () => {
  const before = systemClock.now();
  let called = 0;
  const off = systemClock.after(0, () => called++);
  off.cancel();
  off.cancel();
  await new Promise<void>((resolve) => systemClock.after(0, resolve));
  assertEquals(called, 0);
  assertGreaterOrEqual(systemClock.now(), before);
});

Deno.test("systemClock.after() wakes the sooner first, whichever was asked for first", async () => {
  const woken: string[] = [];
  const late = new Promise<void>((resolve) => systemClock.after(20, resolve)).then(() => woken.push("late"));
  systemClock.after(0, () => woken.push("soon"));
  await late;
  assertEquals(woken, ["soon", "late"]);
});

Deno.test("systemClock.time() is the time of day", () => {
  const before = Date.now();
  const time = systemClock.time();
  assertEquals([time >= before, time <= Date.now()], [true, true]);
});

Deno.test("systemClock.soon() runs in a later turn of the event loop, in order", async () => {
  const ran: number[] = [];
  systemClock.soon(() => ran.push(1));
  const second = new Promise<void>((resolve) => systemClock.soon(resolve));
  for (let i = 0; i < 100; i++) await Promise.resolve();
  assertEquals(ran, []);
  await second;
  assertEquals(ran, [1]);
});

Deno.test("FakeClock runs timers in the order they are due, those set meanwhile included, each at its moment", async () => {
  const clock = new FakeClock();
  const ran: string[] = [];
  const note = (what: string) => () => void ran.push(`${what} at ${clock.now()}`);
  clock.after(20, note("b"));
  clock.after(10, () => {
    note("a")();
    clock.after(10, note("c"));
    clock.after(90, note("never"));
  });
  clock.after(15, note("called off")).cancel();
  await clock.advance(50);
  assertEquals(ran, ["a at 10", "b at 20", "c at 20"]);
  assertEquals([clock.now(), clock.timers], [50, 1]);
});

Deno.test("until() waits until something is so, and no longer than it may", async () => {
  const clock = new FakeClock();
  let isSo = true;
  const begin = () => watch(until(clock, 1000, () => isSo));
  const atOnce = begin();
  await settled();
  assertEquals([atOnce.isDone, clock.now()], [true, 0]);
  isSo = false;
  const inTime = begin();
  await clock.advance(500);
  assertEquals(inTime.isDone, false);
  isSo = true;
  await clock.advance(20);
  assertEquals(inTime.isDone, true);
  isSo = false;
  const late = begin();
  await clock.advance(980);
  assertEquals(late.isDone, false);
  await clock.advance(20);
  assertEquals(late.isDone, true);
});
