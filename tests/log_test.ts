import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type LogOptions, openLog } from "../lib/log.ts";

/** What is written when `talk` logs with the options. */
function logged(options: Partial<LogOptions>, talk: (log: ReturnType<typeof openLog>) => void): string[] {
  const lines: string[] = [];
  using log = openLog({
    level: "info",
    format: "text",
    isTerminal: false,
    write: (line) => void lines.push(line),
    ...options,
  });
  talk(log);
  return lines;
}

Deno.test("openLog() writes plain lines with time and level, fields put in", () => {
  const [line] = logged(
    {},
    (log) => log("info", "Listening on {host}:{port}", { host: "0.0.0.0", port: 8080 }),
  );
  assertMatch(line!, /^\d{4}-\d\d-\d\dT[\d:.]+Z INFO {4}Listening on 0.0.0.0:8080\n$/);
});

Deno.test("openLog() leaves out what is below its level, and LogTape's own notices", () => {
  assertEquals(logged({ level: "warning" }, (log) => log("info", "hello")), []);
});

Deno.test("openLog() signs and colours joins, leaves and talk on a terminal only", () => {
  const talk = (log: ReturnType<typeof openLog>) =>
    log("info", "{name} has joined", { sign: "joined", name: "ann" });
  assertStringIncludes(logged({ isTerminal: true }, talk)[0]!, "\x1b[32m🟢 ann has joined\x1b[0m\n");
  assertMatch(logged({}, talk)[0]!, /INFO {4}ann has joined\n$/);
});

Deno.test("openLog() writes JSON lines with all fields", () => {
  const [line] = logged(
    { format: "json" },
    (log) => log("info", "{name} has joined", { sign: "joined", name: "ann" }),
  );
  const record = JSON.parse(line!);
  assertEquals(record.level, "INFO");
  assertEquals(record.properties, { sign: "joined", name: "ann" });
});

Deno.test("openLog() shows an error with its cause", () => {
  const error = new Error("outer", { cause: new Error("inner") });
  assertMatch(
    logged({}, (log) => log("error", "Bug: {error}", { error }))[0]!,
    /outer[^]*caused by[^]*inner/,
  );
});
