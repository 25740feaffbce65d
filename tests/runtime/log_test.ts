import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { atLevel, type Log, type LogLevel, type LogOptions, openLog } from "../../lib/runtime/log.ts";

/** What is written when `talk` logs with the options. */
async function logged(options: Partial<LogOptions>, talk: (log: Log) => void): Promise<string[]> {
  const lines: string[] = [];
  using log = await openLog({
    level: "info",
    format: "text",
    isTerminal: false,
    write: (line) => void lines.push(line),
    ...options,
  });
  talk(log.write);
  return lines;
}

Deno.test("openLog() writes plain lines with time and level, fields put in", async () => {
  const [line] = await logged(
    {},
    (log) => log("info", "Listening on {host}:{port}", { host: "0.0.0.0", port: 8080 }),
  );
  assertMatch(line!, /^\d{4}-\d\d-\d\dT[\d:.]+Z INFO {4}Listening on 0.0.0.0:8080\n$/);
});

Deno.test("openLog() leaves out what is below its level, and LogTape's own notices", async () => {
  assertEquals(await logged({ level: "warning" }, (log) => log("info", "hello")), []);
});

Deno.test("openLog() signs and colours joins, leaves and talk on a terminal only", async () => {
  const talk = (log: Log) => log("info", "{name} has joined", { sign: "joined", name: "ann" });
  assertStringIncludes((await logged({ isTerminal: true }, talk))[0]!, "\x1b[32m🟢 ann has joined\x1b[0m\n");
  assertMatch((await logged({}, talk))[0]!, /INFO {4}ann has joined\n$/);
});

Deno.test("openLog() writes JSON lines with all fields", async () => {
  const [line] = await logged(
    { format: "json" },
    (log) => log("info", "{name} has joined", { sign: "joined", name: "ann" }),
  );
  const record = JSON.parse(line!);
  assertEquals(record.level, "INFO");
  assertEquals(record.properties, { sign: "joined", name: "ann" });
});

Deno.test("openLog() shows an error with its cause", async () => {
  const error = new Error("outer", { cause: new Error("inner") });
  assertMatch(
    (await logged({}, (log) => log("error", "Bug: {error}", { error })))[0]!,
    /outer[^]*caused by[^]*inner/,
  );
});

Deno.test("openLog() colours the level on a terminal, and leaves a message without a sign as it is", async () => {
  const [line] = await logged({ isTerminal: true }, (log) => log("info", "Listening"));
  assertStringIncludes(line!, "INFO   \x1b[0m Listening\n");
  const [warning] = await logged({ isTerminal: true }, (log) => log("warning", "Careful"));
  assertStringIncludes(warning!, "\x1b[33mWARNING\x1b[0m Careful\n");
});

Deno.test("openLog() shows an error that has no stack by its name and message", async () => {
  const error = new RangeError("too much");
  Object.defineProperty(error, "stack", { value: undefined });
  const [line] = await logged({}, (log) => log("error", "Bug: {error}", { error }));
  assertMatch(line!, /Bug: RangeError: too much\n$/);
});

Deno.test("openLog() puts every field in its place, and leaves other braces as they are", async () => {
  const [line] = await logged({}, (log) => {
    log("info", "{name}{name} {} {no name} {missing} }{", { name: "{sign}", sign: "joined" });
  });
  assertMatch(line!, /INFO {4}\{sign\}\{sign\} \{\} \{no name\} undefined \}\{\n$/);
});

Deno.test("atLevel() leaves out what is below a level that changes meanwhile", () => {
  const heard: string[] = [];
  let level: LogLevel = "info";
  const log = atLevel((level, message) => void heard.push(`${level} ${message}`), () => level);
  const all = () => (["debug", "info", "warning", "error"] as const).forEach((level) => log(level, "x"));
  all();
  assertEquals(heard.splice(0), ["info x", "warning x", "error x"]);
  level = "error";
  all();
  assertEquals(heard.splice(0), ["error x"]);
  level = "debug";
  all();
  assertEquals(heard.length, 4);
});
