import { assertEquals } from "@std/assert";
import { isOld, warnOfOld } from "../../../lib/cluster/nats/server_version.ts";
import { LogBook } from "../../support/log_book.ts";

Deno.test("isOld() knows versions before 2.10.23, and holds none against a server that does not tell", () => {
  for (const old of ["2.9.10", "2.10.22", "1.99.99", "2.10.3-beta.1"]) assertEquals(isOld(old), true, old);
  for (const sound of ["2.10.23", "2.10.100", "2.11.0", "3.0.0", "", "x"]) {
    assertEquals(isOld(sound), false, sound);
  }
});

Deno.test("warnOfOld() says what may happen, and what to do", () => {
  const book = new LogBook();
  for (const version of ["2.9.10", "2.10.23"]) warnOfOld(version, book.log);
  assertEquals(book.lines, [
    "warning: The NATS server is of version 2.9.10. Before 2.10.23 it may lose records when it is killed, and all nodes stop then: please update it.",
  ]);
});
