import { assertEquals, assertThrows } from "@std/assert";
import {
  defaultsOf,
  nameOf,
  readText,
  readValue,
  type Setting,
  toggle,
  whole,
  word,
} from "../../lib/runtime/setting.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

const port = whole([8080, 0, 65_535], "port", "where to listen");
const strict: Setting<string> = {
  ...word("a", ["a", "b"], "a letter"),
  unit: "",
  typed: (value) => typeof value === "string" ? value : undefined,
};

const refused = (work: () => unknown) => assertThrows(work, StartRefused).message;

Deno.test("nameOf() makes the name of a flag and of a file's key, as people speak of it", () => {
  assertEquals(["maxLineBytes", "port", "language"].map(nameOf), ["max-line-bytes", "port", "lang"]);
});

Deno.test("defaultsOf() has a value for every setting of a table", () => {
  assertEquals(defaultsOf({ port, isOn: toggle(true, "x") }), { port: 8080, isOn: true });
});

Deno.test("readText() reads what is typed, or tells name, value, range, unit and source", () => {
  assertEquals([readText("port", port, "0", "x"), readText("on", toggle(true, "x"), "false", "x")], [
    0,
    false,
  ]);
  assertEquals(
    refused(() => readText("port", { ...port, hint: (text) => `; not ${text}` }, "x", "flag --port")),
    'Cannot use "x" for port: it takes 0 to 65535 (port; from flag --port); not x',
  );
  assertEquals(
    refused(() => readText("key", { ...port, isSecret: true }, "hunter2", "environment KEY")),
    "Cannot use what was given for key: it takes 0 to 65535 (port; from environment KEY)",
  );
});

Deno.test("readValue() takes values of a file as they would be typed, or only those of a kind", () => {
  assertEquals(readValue("port", port, 5, "file f"), 5);
  assertEquals(readValue("letter", strict, "b", "file f"), "b");
  assertEquals(
    refused(() => readValue("port", port, [1, 2], "file f")),
    'Cannot use "1,2" for port: it takes 0 to 65535 (port; from file f)',
  );
  assertEquals(
    refused(() => readValue("letter", strict, ["a"], "file f")),
    'Cannot use ["a"] for letter: it takes a, b (from file f)',
  );
});
