import { assertEquals, assertMatch } from "@std/assert";
import { fresh, hashed } from "../../lib/accounts/token.ts";

Deno.test("fresh() makes tokens that need no quotes anywhere, each another one", () => {
  const tokens = new Set(Array.from({ length: 1000 }, fresh));
  assertEquals(tokens.size, 1000);
  for (const token of tokens) assertMatch(token, /^[\w-]{32}$/);
});

Deno.test("hashed() is SHA-256 in hex", async () => {
  assertEquals(await hashed("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-2, B.1
});
