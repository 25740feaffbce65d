import { assertEquals } from "@std/assert";
import { configureSync, getLogger, jsonLinesFormatter, resetSync } from "@logtape/logtape";
import fc from "../support/fast_check.ts";
import { plainJsonLine } from "../../lib/runtime/json_log_line.ts";
import { LOG_LEVELS, type LogFields, type LogLevel } from "../../lib/runtime/log.ts";
import { rememberedParts } from "../../lib/runtime/log_message.ts";

const partsOf = rememberedParts();

/** What LogTape makes of the same, and when. */
function logTapesLine(level: LogLevel, message: string, fields: LogFields) {
  let line = "", at = 0;
  configureSync({
    reset: true,
    sinks: { out: (record) => void (line = jsonLinesFormatter(record), at = record.timestamp) },
    loggers: [{ category: "chat-server", lowestLevel: "debug", sinks: ["out"] }, {
      category: ["logtape", "meta"],
      sinks: [],
    }],
  });
  getLogger("chat-server")[level](message, { ...fields });
  resetSync();
  return { line, time: new Date(at) };
}

const name = fc.constantFrom(
  "peer",
  "name",
  "waitMs",
  "sign",
  "toJSON",
  "__proto__",
  "constructor",
  "0",
  "a_1",
);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("\x7f", "\x9b[2J", '"\\', "\n", "{peer}"),
);
const message = fc.array(fc.oneof(text, name.map((name) => `{${name}}`)), { maxLength: 6 }).map((all) =>
  all.join("")
);
const fields = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.double(), fc.boolean()));

Deno.test("plainJsonLine() makes every line byte for byte as LogTape does, or none", () => {
  let made = 0;
  fc.assert(
    fc.property(fc.constantFrom(...LOG_LEVELS), message, fields, (level, message, fields) => {
      const { line, time } = logTapesLine(level, message, fields);
      const own = plainJsonLine(time, level, partsOf(message), fields);
      if (own === undefined) return;
      made++;
      assertEquals(own, line);
    }),
    { numRuns: 2000 },
  );
  assertEquals(made > 200, true);
});

Deno.test("plainJsonLine() leaves to LogTape what is more than words and numbers", () => {
  const line = (message: string, fields: LogFields) =>
    plainJsonLine(new Date(), "info", partsOf(message), fields);
  assertEquals(typeof line("{name} came", { name: "ann", seats: 2, isNew: true }), "string");
  for (const odd of [new Error("x"), null, undefined, {}, [1], 1n, () => {}]) {
    assertEquals(line("Bug: {odd}", { odd }), undefined);
  }
  assertEquals(line("{missing}", {}), undefined);
  assertEquals(line("{{peer}}", { peer: "x" }), undefined);
});
