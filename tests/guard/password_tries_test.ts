import { assertEquals } from "@std/assert";
import { NetworkTries, PasswordTries } from "../../lib/guard/password_tries.ts";
import { Lock } from "../../lib/guard/lock.ts";
import type { RoomName } from "../../lib/text/clean.ts";

const MINUTE = 60_000;

Deno.test("NetworkTries.waitMs() lets five wrong passwords pass, and asks for a minute before the next", () => {
  const tries = new NetworkTries();
  for (let i = 0; i < 5; i++) {
    assertEquals(tries.waitMs(i), 0);
    tries.tried(i);
  }
  assertEquals(tries.waitMs(4), MINUTE);
  assertEquals(tries.waitMs(1004), MINUTE - 1000);
  assertEquals(tries.waitMs(MINUTE + 3), 1);
  assertEquals(tries.waitMs(MINUTE + 4), 0);
});

Deno.test("NetworkTries gives all five tries again after the wait", () => {
  const tries = new NetworkTries();
  for (let i = 0; i < 5; i++) tries.tried(0);
  assertEquals(tries.waitMs(MINUTE), 0);
  for (let i = 0; i < 4; i++) tries.tried(MINUTE);
  assertEquals(tries.waitMs(MINUTE), 0);
  tries.tried(MINUTE);
  assertEquals(tries.waitMs(MINUTE), MINUTE);
});

Deno.test("NetworkTries forgets wrong passwords a minute after the last one, not after the first", () => {
  const tries = new NetworkTries();
  for (const now of [0, 50_000, 100_000, 150_000]) {
    assertEquals(tries.waitMs(now), 0);
    tries.tried(now);
  }
  tries.tried(200_000);
  assertEquals(tries.waitMs(200_000), MINUTE);
  const patient = new NetworkTries();
  for (let now = 0; now < 100 * MINUTE; now += MINUTE) {
    assertEquals(patient.waitMs(now), 0);
    patient.tried(now);
  }
});

Deno.test("NetworkTries.opened() forgets the wrong passwords before a right one", () => {
  const tries = new NetworkTries();
  for (let i = 0; i < 4; i++) tries.tried(0);
  tries.opened();
  for (let i = 0; i < 4; i++) tries.tried(0);
  assertEquals(tries.waitMs(0), 0);
});

Deno.test("PasswordTries.of() remembers an address, and of a crowd of them the latest", () => {
  const all = new PasswordTries();
  const guess = (address: string) => {
    for (let i = 0; i < 5; i++) all.of(address).tried(0);
  };
  for (const address of ["192.0.2.1", "192.0.2.2"]) guess(address);
  for (let i = 0; i < 9999; i++) all.of(`198.51.${i >> 8}.${i & 255}`);
  assertEquals(all.of("192.0.2.2").waitMs(0), MINUTE);
  assertEquals(all.of("192.0.2.1").waitMs(0), 0);
});

/** Tries passwords at one room, of which one is right. */
function door(all = new PasswordTries(), lock = new Lock("seal")) {
  const room = { label: "#ops" as RoomName, lock };
  return async (password: string, network: string, now = 0) => {
    const tried = all.try(
      { room, network, password, now },
      () => Promise.resolve(password === "right"),
    );
    return tried instanceof Promise ? await tried : tried.kind;
  };
}

Deno.test("PasswordTries.try() takes 100 wrong passwords at a room from everywhere, and one more every 36 seconds", async () => {
  const tries = door();
  for (let i = 0; i < 100; i++) assertEquals(await tries(`${i}`, `network ${i}`), false);
  assertEquals(await tries("right", "another"), "too_many_guesses");
  assertEquals(await tries("right", "another", 35_999), "too_many_guesses");
  assertEquals(await tries("x", "another", 36_000), false);
  assertEquals(await tries("right", "a third", 36_000), "too_many_guesses");
  assertEquals(await tries("right", "a third", 72_000), true);
});

Deno.test("PasswordTries.try() does not hold those who opened the room before, until its password changes", async () => {
  const all = new PasswordTries();
  const tries = door(all);
  assertEquals(await Promise.all(["home", "work"].map((network) => tries("right", network))), [true, true]);
  for (let i = 0; i < 100; i++) await tries(`${i}`, `network ${i}`);
  assertEquals([await tries("right", "home"), await tries("right", "work")], [true, true]);
  assertEquals(await tries("right", "another"), "too_many_guesses");
  const again = door(all, new Lock("another seal"));
  for (let i = 0; i < 100; i++) assertEquals(await again(`${i}`, `network ${100 + i}`), false);
  assertEquals(await again("right", "home"), "too_many_guesses");
});

Deno.test("PasswordTries.try() makes one try of the same password by many at the same time", async () => {
  const tries = door();
  assertEquals(
    new Set(await Promise.all(Array.from({ length: 200 }, () => tries("wrong", "school")))),
    new Set([false]),
  );
  for (const password of ["a", "b", "c", "d"]) assertEquals(await tries(password, "school"), false);
  assertEquals(await tries("right", "school"), "too_many_passwords");
  assertEquals(await tries("right", "another"), true);
});
