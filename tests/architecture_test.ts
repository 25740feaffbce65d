/**
 * The house's floors, kept by a test: it walks every import of the program, type-only ones too.
 */

import { assertEquals } from "@std/assert";
import { ROOT } from "./support/folders.ts";
import { modulesFrom } from "./support/module_graph.ts";

/** Folders and files by floor, the ground floor first. A file imports from lower floors or from its own folder. */
const FLOORS: readonly (readonly string[])[] = [
  ["lib/model/"],
  [
    ...[
      "lib/runtime/channel.ts",
      "lib/runtime/clock.ts",
      "lib/runtime/config.ts",
      "lib/delivery/flusher.ts",
      "lib/runtime/log.ts",
    ],
    "lib/runtime/live_config.ts",
    ...[
      "lib/guard/keyring.ts",
      "lib/runtime/lock.ts",
      "lib/accounts/password.ts",
      "lib/observe/task_group.ts",
      "lib/observe/task.ts",
      "lib/runtime/turns.ts",
    ],
    ...[
      "lib/observe/histogram.ts",
      "lib/observe/tally.ts",
      "lib/observe/meter.ts",
      "lib/observe/metered_clock.ts",
    ],
    "lib/observe/loop_lag.ts",
  ],
  ["lib/wire/", "lib/render/", "lib/guard/", "lib/store/"],
  [
    ...[
      "lib/delivery/registry.ts",
      "lib/delivery/recipient.ts",
      "lib/delivery/turn.ts",
      "lib/delivery/batch.ts",
      "lib/delivery/pump.ts",
      "lib/delivery/joiner.ts",
    ],
    ...[
      "lib/delivery/valve.ts",
      "lib/chat/name_book.ts",
      "lib/chat/guest.ts",
      "lib/chat/room.ts",
      "lib/history/archive.ts",
      "lib/history/upkeep.ts",
    ],
    ...[
      "lib/history/waiting_work.ts",
      "lib/history/complaints.ts",
      "lib/history/ageing.ts",
      "lib/delivery/outbox.ts",
      "lib/delivery/stall.ts",
    ],
    ...[
      "lib/history/worries.ts",
      "lib/history/store_watch.ts",
      "lib/history/store_handle.ts",
      "lib/chat/name_trail.ts",
    ],
    ...[
      "lib/delivery/outbox_space.ts",
      "lib/delivery/stalled_readers.ts",
      "lib/delivery/doorway.ts",
      "lib/chat/vanished.ts",
    ],
  ],
  [
    "lib/chat/hub.ts",
    "lib/chat/rooms.ts",
    "lib/chat/herald.ts",
    "lib/chat/ignorers.ts",
    "lib/chat/room_book.ts",
  ],
  ["lib/commands/", "lib/inside/"],
  ["lib/session/session.ts", "lib/session/interpreter.ts"],
  ["lib/doors/"],
  ["lib/server.ts", "lib/world.ts"],
  ["lib/console/"],
  ["lib/cli/", "main.ts", "deno.json"],
];

/** The first floor whose files may name the `Deno` namespace, and the one adapter below it that does. */
const DENO_FROM = 7, ADAPTERS = ["lib/store/sqlite/files.ts"];

interface Edge {
  readonly from: string;
  readonly to: string;
}

const edges = await importsOf("main.ts");
const files = await sourceFiles("lib/");

/** Every import between files of the project, from an entry on. */
async function importsOf(entry: string): Promise<Edge[]> {
  const modules = await modulesFrom(entry);
  return modules.flatMap(({ specifier, dependencies = [] }) =>
    dependencies.flatMap(({ code, type }) => [code?.specifier, type?.specifier])
      .filter((to) => to?.startsWith(ROOT.href)).map((to) => ({
        from: inProject(specifier),
        to: inProject(to!),
      }))
  );
}

function inProject(specifier: string): string {
  return specifier.slice(ROOT.href.length);
}

async function sourceFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (isDirectory) found.push(...await sourceFiles(`${folder}${name}/`));
    else if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts")) found.push(folder + name);
  }
  return found;
}

function floorOf(file: string): number {
  return FLOORS.findIndex((floor) =>
    floor.some((place) => place.endsWith("/") ? file.startsWith(place) : file === place)
  );
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

Deno.test("every file of lib/ has a floor and is part of the program", () => {
  assertEquals(files.filter((file) => floorOf(file) < 0), []);
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  assertEquals(files.filter((file) => !used.has(file)), []);
});

Deno.test("a file imports from lower floors or from its own folder, never up, never sideways", () => {
  const wrong = edges.filter(({ from, to }) =>
    floorOf(to) > floorOf(from) ||
    (floorOf(to) === floorOf(from) && folderOf(from) !== folderOf(to) && from !== "main.ts")
  );
  assertEquals(wrong, []);
});

Deno.test("the core never names the Deno namespace", async () => {
  const wrong: string[] = [];
  for (const file of files.filter((file) => floorOf(file) < DENO_FROM && !ADAPTERS.includes(file))) {
    const code = (await Deno.readTextFile(new URL(file, ROOT))).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    if (/\bDeno\b/.test(code)) wrong.push(file);
  }
  assertEquals(wrong, []);
});

Deno.test("no file has grown past 300 lines, and every one opens with its idea", async () => {
  const wrong: string[] = [];
  for (const file of files) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    if (text.split("\n").length > 300 || !text.startsWith("/**")) wrong.push(file);
  }
  assertEquals(wrong, []);
});

Deno.test("there are no import cycles between folders", () => {
  const cycles = edges.filter(({ from, to }) => folderOf(from) !== folderOf(to))
    .filter(({ from, to }) => edges.some((back) => back.from === to && back.to === from));
  assertEquals(cycles, []);
});
