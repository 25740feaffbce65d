import { assertEquals, assertThrows } from "@std/assert";
import { Mistake } from "./mistake.ts";
import { NODES, optionsFrom, WORKERS } from "./options.ts";
import { NAMES } from "./scenarios.ts";

function namesOf(args: readonly string[]): string[] {
  return [...new Set(optionsFrom(args).scenarios.map(({ name }) => name))];
}

Deno.test("without options our server alone plays the scenarios of every day three times", () => {
  const { runs, against } = optionsFrom([]);
  assertEquals({ runs, against }, { runs: 3, against: undefined });
  assertEquals(namesOf([]), ["fan-out", "small-room", "busy-room", "flat-out", "idle"]);
});

Deno.test("a comparison takes enough pairs for a verdict, unless told otherwise", () => {
  assertEquals(optionsFrom(["--against", "HEAD~1"]).runs, 5);
  const { runs, against } = optionsFrom(["--against=naive", "--runs=2"]);
  assertEquals({ runs, against }, { runs: 2, against: "naive" });
  for (const name of Object.keys({ ...NODES, ...WORKERS })) {
    assertEquals(optionsFrom(["--against", name]).against, name);
  }
});

Deno.test("scenarios are chosen by name, and growth is several", () => {
  assertEquals(namesOf(["--scenarios", "idle,fan-out"]), ["fan-out", "idle"]);
  assertEquals(optionsFrom(["--scenarios", "growth"]).scenarios.map(({ people, rooms }) => [people, rooms]), [
    ...[[100, 1], [1_000, 1], [10_000, 1]],
    ...[[100, 10], [1_000, 100], [10_000, 1_000]],
  ]);
});

Deno.test("every mistake is told in one sentence", () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [["--runs", "0"], `"--runs 0": it takes --runs N (1 to 50)`],
    [["--runs", "51"], `"--runs 51"`],
    [["--runs", "two"], `"--runs two"`],
    [["--runs"], `"--runs"`],
    [["--runs", "--against", "HEAD"], `"--runs --against HEAD"`],
    [["fan-out"], `"fan-out": it takes`],
    [["--help"], `"--help": it takes`],
    [["--speed", "9"], `"--speed": it takes`],
    [["--scenarios", "idle,quick"], `Cannot bench "quick": the scenarios are ${NAMES.join(", ")}`],
    [["--against", ""], "it takes"],
    [
      ["--against=naive", "--scenarios=crowd"],
      `Cannot bench "crowd" against the naive server: it has no rooms`,
    ],
    [
      ["--against=naive", "--scenarios=half-typed"],
      `Cannot bench "half-typed" against the naive server: it has no line editor`,
    ],
  ];
  for (const [args, sentence] of wrong) assertThrows(() => optionsFrom(args), Mistake, sentence);
});
