import { assertEquals } from "@std/assert";
import { LogStream } from "../../lib/cli/log_stream.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";

Deno.test("LogStream writes the lines of one moment together, in order", async () => {
  const terminal = new HeldWriter();
  const log = new LogStream(terminal.writer);
  for (const line of ["a\n", "b\n"]) log.write(line);
  await log.flushed(new FakeClock());
  assertEquals(terminal.pieces, ["a\nb\n"]);
});

Deno.test("LogStream never waits for a stuck terminal, skips what is over its bound and says how much", async () => {
  const terminal = new HeldWriter();
  const log = new LogStream(terminal.writer);
  terminal.hold();
  log.write("first\n");
  await settled();
  for (let i = 0; i < 10_050; i++) log.write(`${i}\n`);
  const clock = new FakeClock();
  const flushed = log.flushed(clock);
  await clock.advance(500);
  await flushed;
  terminal.release();
  await settled();
  assertEquals(terminal.heard.includes("(50 log lines were skipped here"), true);
  assertEquals(terminal.heard.includes("\n9999\n"), true);
});

Deno.test("LogStream tells of skipped lines in JSON where the lines are JSON", async () => {
  const terminal = new HeldWriter();
  const log = new LogStream(terminal.writer, "json");
  terminal.hold();
  for (let i = 0; i < 10_050; i++) log.write('{"message":"x"}\n');
  await settled();
  terminal.release();
  log.write('{"message":"y"}\n');
  await settled();
  const lines = terminal.heard.trimEnd().split("\n").map((line) => JSON.parse(line));
  const [gap, ...others] = lines.filter(({ level }) => level !== undefined);
  assertEquals(others, []);
  assertEquals({ ...gap, "@timestamp": "" }, {
    "@timestamp": "",
    level: "WARN",
    message: `${gap.properties.missed} log lines were skipped here: standard output was too slow`,
    logger: "chat-server",
    properties: { missed: 10_051 - (lines.length - 1) },
  });
  assertEquals(new Date(gap["@timestamp"]).getTime() > 0, true);
});
