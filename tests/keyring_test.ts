import { assertEquals } from "@std/assert";
import { Keyring, Keyrings } from "../lib/keyring.ts";

const MINUTE = 60_000;

Deno.test("Keyring.waitMs() lets five wrong passwords pass, and asks for a minute before the next", () => {
  const keyring = new Keyring();
  for (let i = 0; i < 5; i++) {
    assertEquals(keyring.waitMs(i), 0);
    keyring.tried(i);
  }
  assertEquals(keyring.waitMs(4), MINUTE);
  assertEquals(keyring.waitMs(1004), MINUTE - 1000);
  assertEquals(keyring.waitMs(MINUTE + 3), 1);
  assertEquals(keyring.waitMs(MINUTE + 4), 0);
});

Deno.test("Keyring gives all five tries again after the wait", () => {
  const keyring = new Keyring();
  for (let i = 0; i < 5; i++) keyring.tried(0);
  assertEquals(keyring.waitMs(MINUTE), 0);
  for (let i = 0; i < 4; i++) keyring.tried(MINUTE);
  assertEquals(keyring.waitMs(MINUTE), 0);
  keyring.tried(MINUTE);
  assertEquals(keyring.waitMs(MINUTE), MINUTE);
});

Deno.test("Keyring forgets wrong passwords a minute after the last one, not after the first", () => {
  const keyring = new Keyring();
  for (const now of [0, 50_000, 100_000, 150_000]) {
    assertEquals(keyring.waitMs(now), 0);
    keyring.tried(now);
  }
  keyring.tried(200_000);
  assertEquals(keyring.waitMs(200_000), MINUTE);
  const patient = new Keyring();
  for (let now = 0; now < 100 * MINUTE; now += MINUTE) {
    assertEquals(patient.waitMs(now), 0);
    patient.tried(now);
  }
});

Deno.test("Keyring.opened() forgets the wrong passwords before a right one", () => {
  const keyring = new Keyring();
  for (let i = 0; i < 4; i++) keyring.tried(0);
  keyring.opened();
  for (let i = 0; i < 4; i++) keyring.tried(0);
  assertEquals(keyring.waitMs(0), 0);
});

Deno.test("Keyrings.of() remembers an address, and of a crowd of them the latest", () => {
  const keyrings = new Keyrings();
  const guess = (address: string) => {
    for (let i = 0; i < 5; i++) keyrings.of(address).tried(0);
  };
  for (const address of ["192.0.2.1", "192.0.2.2"]) guess(address);
  for (let i = 0; i < 9999; i++) keyrings.of(`198.51.${i >> 8}.${i & 255}`);
  assertEquals(keyrings.of("192.0.2.2").waitMs(0), MINUTE);
  assertEquals(keyrings.of("192.0.2.1").waitMs(0), 0);
});
