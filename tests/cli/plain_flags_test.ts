import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { readCommandLine } from "../../lib/cli/command_line.ts";
import { plainFlags } from "../../lib/cli/plain_flags.ts";

Deno.test("plainFlags() reads flags with values, switches, the config file and serve", () => {
  assertEquals(plainFlags(["serve", "--port", "1", "--max-guests=2", "--log-chat", "--config", "a.toml"]), {
    command: "serve",
    flags: { port: "1", "max-guests": "2", "log-chat": "true", config: "a.toml" },
    words: [],
  });
  assertEquals(plainFlags([]), { command: "serve", flags: {}, words: [] });
});

Deno.test("plainFlags() leaves help, other commands and every mistake to the real parser", () => {
  const lines = [
    "--help",
    "health",
    "config --port 1",
    "--prot 1",
    "--port",
    "--port --host x",
    "--log-chat=yes",
    "--admin-token 0123456789abcdef",
    "--admin-token=0123456789abcdef",
    "--name --admin-token=0123456789abcdef",
  ];
  for (
    const line of [
      ...lines,
      "--port 1 --port 2",
      "--config a --config b",
      "-p 1",
      "serve --version",
      "--port 1 extra",
    ]
  ) {
    assertEquals(plainFlags(line.split(" ")), undefined, line);
  }
});

Deno.test("plainFlags() understands what it reads exactly as the real parser does", () => {
  const pair = fc.oneof(
    fc.tuple(
      fc.constantFrom("--port", "--host", "--lang", "--max-guests", "--config"),
      fc.constantFrom("a", "1", "x=y"),
    )
      .chain(([flag, value]) => fc.constantFrom([flag, value], [`${flag}=${value}`])),
    fc.constant(["--log-chat"]),
  );
  const line = fc.tuple(
    fc.constantFrom([], ["serve"]),
    fc.uniqueArray(pair, { selector: ([flag]) => flag!.split("=")[0] }),
  );
  fc.assert(
    fc.property(line, ([command, pairs]) => {
      const args = [...command, ...pairs.flat()];
      const plain = plainFlags(args);
      assertEquals(plain, readCommandLine(args, "0"), args.join(" "));
    }),
    { numRuns: 50 },
  );
});
