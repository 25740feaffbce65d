/**
 * The house, held to its plan: rooms, floors and picture are read out of docs/architecture.md, so the page and the code
 * cannot differ. Every import counts, type-only ones too.
 *
 * A room is a folder directly under `lib/`, or one of main, server and world.
 */

import { assert, assertEquals } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";
import { modulesFrom } from "./support/module_graph.ts";
import { circlesOf } from "./support/circles.ts";

/** Most rooms, floors, and arrows between rooms: what one page can show. */
const MAX_ROOMS = 26, MAX_FLOORS = 12, MAX_ARROWS = 116;

/** Files that stand in `lib/` itself, and the rooms they are. */
const LONE_FILES: Readonly<Record<string, string>> = {
  "main.ts": "main",
  "lib/server.ts": "server",
  "lib/world.ts": "world",
};

/** The lowest room that may name the `Deno` namespace; and what may below it: programs of their own, and two adapters. */
const DENO_FROM = "doors",
  OUTSIDE = ["admin", "console"],
  ADAPTERS = [
    "lib/store/sqlite/files.ts",
    "lib/cluster/nats/nats_transport.ts",
    "lib/runtime/descriptors.ts",
  ];

interface Edge {
  readonly from: string;
  readonly to: string;
}

const guide = await Deno.readTextFile(new URL("docs/architecture.md", ROOT));
const files = [
  "main.ts",
  ...(await Array.fromAsync(filesIn("lib/"))).filter((file) => !file.endsWith(".d.ts")),
];
const edges = (await importsOf("main.ts")).filter(({ to }) => files.includes(to));
const floors = floorsOf("The house"), consoleFloors = floorsOf("The console");

/** Every import between files of the project, from one on. */
async function importsOf(entry: string): Promise<Edge[]> {
  const inProject = (specifier: string) => specifier.slice(ROOT.href.length);
  const modules = await modulesFrom(entry);
  const found = modules.flatMap(({ specifier, dependencies = [] }) =>
    dependencies.flatMap(({ code, type }) => [code?.specifier, type?.specifier])
      .filter((to) => to?.startsWith(ROOT.href))
      .map((to) => `${inProject(specifier)} ${inProject(to!)}`)
  );
  return Array.from(new Set(found), (edge) => {
    const [from, to] = edge.split(" ");
    return { from: from!, to: to! };
  });
}

/** The floor of every room, by the table in a section of the guide: the ground floor is 1. */
function floorsOf(title: string): Map<string, number> {
  const [, section = ""] = guide.split(`\n## ${title}\n`);
  const rows = [...section.split("\n## ")[0]!.matchAll(/^\| *(\d+) *\| *([^|]+?) *\|/gm)];
  return new Map(
    rows.flatMap(([, floor, rooms]) =>
      [...rooms!.matchAll(/`([\w/.]+)`/g)].map(([, room]) => [roomNamed(room!), Number(floor)] as const)
    ),
  );
}

/** `lib/chat/` is the room chat, `main.ts` the room main. */
function roomNamed(place: string): string {
  return LONE_FILES[place] ?? place.replace(/^lib\//, "").replace(/\/$/, "");
}

function roomOf(file: string): string {
  return LONE_FILES[file] ?? file.split("/")[1]!;
}

/** Every pair of rooms of which the first imports the second. */
function arrows(): Map<string, Edge> {
  const between = edges.filter(({ from, to }) => roomOf(from) !== roomOf(to));
  return new Map(between.map((edge) => [`${roomOf(edge.from)} -> ${roomOf(edge.to)}`, edge]));
}

Deno.test("docs/architecture.md gives every room its floor, and names none that there is not", () => {
  const rooms = new Set(files.map(roomOf));
  assertEquals([...floors.keys()].toSorted(), [...rooms].toSorted());
  console.log(`${rooms.size} rooms, ${Math.max(...floors.values())} floors, ${arrows().size} arrows`);
  assert(rooms.size <= MAX_ROOMS && Math.max(...floors.values()) <= MAX_FLOORS);
  assert(arrows().size <= MAX_ARROWS);
});

Deno.test("nothing stands in lib/ but rooms and the files that tie them together", () => {
  assertEquals(
    files.filter((file) => file.split("/").length < 3).toSorted(),
    Object.keys(LONE_FILES).toSorted(),
  );
});

Deno.test("every file is part of the program", () => {
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  assertEquals(files.filter((file) => !used.has(file)), []);
});

Deno.test("a room imports from lower floors only: never up, never sideways", () => {
  const wrong = [...arrows().values()].filter(({ from, to }) =>
    floors.get(roomOf(to))! >= floors.get(roomOf(from))!
  );
  assertEquals(wrong, []);
});

Deno.test("within the console, too, a folder imports from lower floors only", () => {
  const folderOf = (file: string) => file.replace(/^lib\//, "").replace(/\/[^/]*$/, "");
  const inside = edges.filter(({ from, to }) => [from, to].every((file) => file.startsWith("lib/console/")));
  const folders = new Set(files.filter((file) => file.startsWith("lib/console/")).map(folderOf));
  folders.delete("console"); // what ties them together
  assertEquals([...consoleFloors.keys()].toSorted(), [...folders].toSorted());
  const floorOf = (file: string) => consoleFloors.get(folderOf(file)) ?? Infinity;
  const wrong = inside.filter(({ from, to }) =>
    folderOf(from) !== folderOf(to) && floorOf(to) >= floorOf(from)
  );
  assertEquals(wrong, []);
});

Deno.test("no files import one another in a circle, types included", () => {
  assertEquals(circlesOf(edges.map(({ from, to }) => [from, to] as const)), []);
});

Deno.test("the picture in docs/architecture.md shows every room, and no arrow that the code has not", () => {
  const [, picture = ""] = guide.match(/```mermaid\n([^]*?)```/) ?? [];
  const drawn = [...picture.matchAll(/\b([a-z]+)\[/g)].map(([, room]) => room!);
  assertEquals(drawn.toSorted(), [...floors.keys()].toSorted());
  const lines = [...picture.matchAll(/\b([a-z]+) --> ([a-z]+)\b/g)].map(([, from, to]) => `${from} -> ${to}`);
  assert(lines.length > 10);
  const real = arrows();
  assertEquals(lines.filter((line) => !real.has(line)), []);
});

Deno.test("the core never names the Deno namespace", async () => {
  const isCore = (file: string) =>
    floors.get(roomOf(file))! < floors.get(DENO_FROM)! && !OUTSIDE.includes(roomOf(file));
  const wrong: string[] = [];
  for (const file of files.filter((file) => isCore(file) && !ADAPTERS.includes(file))) {
    const code = (await Deno.readTextFile(new URL(file, ROOT))).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    if (/\bDeno\b/.test(code)) wrong.push(file);
  }
  assertEquals(wrong, []);
});

Deno.test("no file has 300 lines, those of tests neither, and every one of lib/ opens with its idea", async () => {
  const wrong: string[] = [];
  for (const file of [...files, ...await Array.fromAsync(filesIn("tests/"))]) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    const isOpened = text.startsWith("/**") || file.startsWith("tests/");
    if (text.split("\n").length > 300 || !isOpened) wrong.push(file); // what is behind the last newline counts as one
  }
  assertEquals(wrong, []);
});

Deno.test("commands and sessions look back through the past, and write no store queries", () => {
  const wrong = edges.filter(({ from, to }) =>
    /^lib\/(commands|session)\//.test(from) && /^lib\/(store\/|history\/(?!past\.ts))/.test(to)
  );
  assertEquals(wrong, []);
});

Deno.test("every place that docs/architecture.md names is there", async () => {
  const named =
    guide.match(/(?<=`)(?:lib\/|docs\/|tests\/)?[a-z_]+\/(?:[a-z_]+\/)*(?:[a-z_]+\.ts)?(?=[`,])/g) ?? [];
  assert(named.length > 50);
  const missing: string[] = [];
  for (const place of new Set(named)) {
    const path = /^(lib|docs|tests)\//.test(place) ? place : `lib/${place}`;
    await Deno.stat(new URL(path, ROOT)).catch(() => missing.push(place));
  }
  assertEquals(missing, []);
});
