import { assertEquals } from "@std/assert";
import { isFromSystem, reasonOf } from "../../lib/runtime/reason.ts";

Deno.test("reasonOf() tells why a file or folder cannot be used", () => {
  const { errors } = Deno;
  assertEquals(reasonOf(new errors.NotFound("x")), "there is no such file");
  assertEquals(reasonOf(new errors.PermissionDenied("x")), "permission denied");
  assertEquals(reasonOf(new errors.NotCapable("x")), "the program was started without the permission");
  assertEquals(reasonOf(new Error("File name too long (os error 36)")), "File name too long");
  assertEquals(reasonOf("what?"), "what?");
});

Deno.test("isFromSystem() tells the system's errors from bugs", () => {
  const full = Object.assign(new Error("x"), { code: "ENOSPC" });
  const errors = [full, new Deno.errors.NotCapable("x"), new Error("x"), { code: "ENOSPC" }];
  assertEquals(errors.map(isFromSystem), [true, true, false, false]);
});

Deno.test("reasonOf() takes the caller's words first, by name or code, and for whatever has none", () => {
  const own = { NotFound: "no folder", ENOSPC: "full", other: "no" };
  const full = Object.assign(new Error("x"), { code: "ENOSPC" });
  const errors = [new Deno.errors.NotFound("x"), full, new Deno.errors.IsADirectory("x"), new Error("x"), 1];
  assertEquals(errors.map((error) => reasonOf(error, own)), [
    "no folder",
    "full",
    "that is a folder",
    "no",
    "no",
  ]);
});
