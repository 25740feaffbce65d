/** docs/operations.md, examples/alerts.yml and examples/grafana.json, held against the program that they explain. */

import { assert, assertEquals } from "@std/assert";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { WARNINGS } from "../../lib/console/settings/settings.ts";
import { Consoles } from "../../lib/admin/consoles.ts";
import { metricsText } from "../../lib/admin/metrics_text.ts";
import type { Measure } from "../../lib/inspect/measure.ts";
import type { Inside } from "../../lib/inspect/inspector.ts";
import { summedMeasures } from "../../lib/inspect/summed_measures.ts";
import { busMeasures } from "../../lib/inspect/bus_measures.ts";
import { startServer } from "../../lib/server.ts";
import { nodeCondition } from "../support/node_condition.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";

const ROOT = new URL("../../", import.meta.url);
const guide = await Deno.readTextFile(new URL("docs/operations.md", ROOT));
const rules = await Deno.readTextFile(new URL("examples/alerts.yml", ROOT));
const dashboard = await Deno.readTextFile(new URL("examples/grafana.json", ROOT));

const promtoolProgram = await outsideProgram("promtool", "prometheus");

/** Everything that a server measures, its consoles, its workers and a bus included. */
async function measured(): Promise<Measure[]> {
  let inside: Inside | undefined;
  const consoles = new Consoles({} as ConstructorParameters<typeof Consoles>[0]); // nobody opens one
  const server = await startServer({ ...CHAT_ONLY, host: "127.0.0.1", port: 0, data: "none" }, {
    openAdmin: (wanted) => {
      inside = wanted.inside;
      return Promise.resolve(undefined);
    },
  });
  const own = summedMeasures(inside!.measures(), []); // with workers
  const measures = [...own, ...consoles.measures(), ...busMeasures(nodeCondition(), 2)];
  await server.stop();
  return measures;
}

/** The first cells of the rows of all tables in a section. */
function rowsOf(section: string): string[][] {
  const [, after = ""] = guide.split(`\n## ${section}\n`);
  const [text = ""] = after.split("\n## ");
  const cells = [...text.matchAll(/^\| `.*\|$/gm)].map(([row]) => row.split(/(?<!\\)\|/).slice(1, -1));
  return cells.map((row) => row.map((cell) => cell.trim().replaceAll("`", "")));
}

/** Runs promtool with something on its standard input; returns what it complains of. */
async function promtool(args: string[], input = ""): Promise<string> {
  const child = new Deno.Command("promtool", { args, stdin: "piped", stdout: "piped", stderr: "piped" })
    .spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return success ? new TextDecoder().decode(stderr) : `promtool failed: ${said}`;
}

/** A panel of the dashboard, as far as it is looked at here. */
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

/** The questions of the dashboard as rules, so that promtool can judge them; in a file that is left to the system. */
async function dashboardRules(): Promise<string> {
  const { panels } = JSON.parse(dashboard) as { panels: readonly Panel[] };
  const rules = panels.flatMap(({ targets = [] }) => targets).map(({ expr }, at) => ({
    record: `chat:panel_${at}`,
    expr: expr.replaceAll("$__rate_interval", "5m"),
  }));
  const path = await Deno.makeTempFile({ suffix: ".json" }); // JSON is YAML too
  await Deno.writeTextFile(path, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
  return path;
}

Deno.test("docs/operations.md explains every metric, and none that there is not", async () => {
  const explained = rowsOf("Metrics").map(([name, type]) => `${name} ${type}`);
  const exported = (await measured()).map(({ name, type }) => `${name} ${type}`);
  assertEquals(explained.toSorted(), exported.toSorted());
  assertEquals(new Set(exported).size, exported.length);
});

Deno.test("docs/operations.md explains every warning of the console with its threshold", () => {
  const explained = rowsOf("The console's warnings").map(([name, , threshold]) => [name, threshold]);
  const wanted = Object.entries(WARNINGS).map(([name, { unit, default: value }]) => [
    name,
    unit === "ms" && value >= 1000 ? `${value / 1000} s` : `${value} ${unit}`,
  ]);
  assertEquals(explained, wanted);
});

Deno.test("docs/operations.md shows the very rules of examples/alerts.yml", () => {
  const [, block] = guide.split("\n## Alerts\n")[1]?.match(/```yaml\n([^]*?)```/) ?? [];
  assertEquals(block, rules);
});

Deno.test("examples/alerts.yml asks for nothing that is not measured, and has a rule for every warning", async () => {
  const names = new Set(
    (await measured()).flatMap(({ name, type }) => type === "histogram" ? [`${name}_bucket`] : [name]),
  );
  const asked = [...rules.matchAll(/^ *expr: (.*)$/gm)].flatMap(([, expr]) =>
    expr!.match(/\b(chat|process)_[a-z_]+\b(?=[{[ ]|$)/g) ?? []
  );
  assert(asked.length > 20);
  assertEquals(asked.filter((name) => !names.has(name)), []);
  const alerts = [...rules.matchAll(/alert: Chat(\w+)/g)].map(([, name]) => name!.toLowerCase());
  const warnings = Object.keys(WARNINGS).map((name) => name.replaceAll("-", ""));
  assertEquals(warnings.filter((name) => !alerts.includes(name)), []);
});

testWith(
  promtoolProgram,
  "promtool finds nothing to complain of in the rules, nor in what the server exports",
  async () => {
    assertEquals(await promtool(["check", "rules", new URL("examples/alerts.yml", ROOT).pathname]), "");
    assertEquals(await promtool(["check", "metrics"], metricsText(await measured())), "");
    assertEquals(await promtool(["check", "rules", await dashboardRules()]), "");
    assert((await promtool(["check", "metrics"], "# TYPE lines counter\nlines 1\n")) !== ""); // it does look
  },
);

Deno.test("examples/grafana.json shows nothing that is not measured, and every panel says where it is from", async () => {
  const names = new Set(
    (await measured()).flatMap(({ name, type }) => type === "histogram" ? [`${name}_bucket`] : [name]),
  );
  const { panels } = JSON.parse(dashboard) as { panels: readonly Panel[] };
  const shown = panels.filter(({ type }) => type !== "row");
  assertEquals(new Set(panels.map(({ id }) => id)).size, panels.length);
  const asked = new Set<string>();
  for (const { title, targets = [] } of shown) {
    assert(targets.length > 0, title);
    for (const { expr } of targets) {
      assert(expr.includes('{job="$job",instance=~"$instance"'), expr);
      for (const name of expr.match(/\b(chat|process)_[a-z_]+\b(?=\{)/g) ?? []) asked.add(name);
    }
  }
  assertEquals([...asked].filter((name) => !names.has(name)), []);
  const must = [
    "chat_guests",
    "chat_store_up",
    "chat_store_whole",
    "chat_broadcast_seconds_bucket",
    "chat_lines_skipped_total",
  ];
  assertEquals(must.filter((name) => !asked.has(name)), []);
  assert(asked.size > 25);
});
