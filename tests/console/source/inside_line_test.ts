import { assertEquals, assertThrows } from "@std/assert";
import { ConnectionProblem } from "../../../lib/console/words/problem.ts";
import { insideLineOf } from "../../../lib/console/source/inside_line.ts";
import { hello, update } from "../fake_admin.ts";

const problemOf = (value: unknown) => assertThrows(() => insideLineOf(value), ConnectionProblem).problem;

Deno.test("insideLineOf() takes hellos and updates", () => {
  for (const line of [hello(), update()]) assertEquals(insideLineOf(line), line);
});

Deno.test("insideLineOf() tells of another version, whatever else its hello looks like", () => {
  assertEquals(problemOf({ kind: "hello", protocol: 2 }), { kind: "version", theirs: 2, ours: 1 });
});

Deno.test("insideLineOf() refuses whatever lacks a part", () => {
  for (const value of [null, undefined, 1, "hello", [], {}, { kind: "goodbye" }, { kind: "hello" }]) {
    assertEquals(problemOf(value), { kind: "no_update" });
  }
  for (const whole of [hello(), update()]) {
    for (const key of Object.keys(whole).filter((key) => key !== "details")) {
      for (const other of [undefined, null, true]) {
        assertEquals([key, problemOf({ ...whole, [key]: other }).kind], [key, "no_update"]);
      }
    }
  }
});
