import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { opens, sealed } from "../../lib/accounts/password.ts";

Deno.test("opens() takes the password that was sealed, and no other", async () => {
  const seal = await sealed("open sesame");
  assertEquals(await opens("open sesame", seal), true);
  for (const wrong of ["", "open", "Open sesame", "open sesame ", "open  sesame"]) {
    assertEquals(await opens(wrong, seal), false, wrong);
  }
});

Deno.test("sealed() tells neither the password nor whether two are the same", async () => {
  const [one, other] = await Promise.all([sealed("hunter2"), sealed("hunter2")]);
  assertNotEquals(one, other);
  assertMatch(one, /^pbkdf2-sha256\$200000\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  assert(!one.includes("hunter2"));
});

Deno.test("opens() takes a password in either form of Unicode", async () => {
  assertEquals(await opens("cafe\u0301 密码", await sealed("caf\u00e9 密码")), true);
});

Deno.test("opens() knows seals of fewer rounds, from before those were raised", async () => {
  // PBKDF2-HMAC-SHA-256 of "password" with salt "salt" and 1 round, as in RFC 7914's and others' test vectors.
  const seal = "pbkdf2-sha256$1$73616c74$120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b";
  assertEquals(await opens("password", seal), true);
  assertEquals(await opens("passwort", seal), false);
});
