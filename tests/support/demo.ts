/**
 * `deno task demo`: starts a server on a free port and plays a short conversation between three guests. What somebody
 * types is marked with ▸; below it stands what the others' terminals show.
 *
 * @module
 */

import { CHAT_ONLY } from "./chat_only.ts";
import { startServer } from "../../lib/server.ts";
import { Guest } from "./guest.ts";

const COLOURS = { anna: "\x1b[36m", 小明: "\x1b[33m", ben: "\x1b[35m" };
type Name = keyof typeof COLOURS;
const DIM = "\x1b[2m", RESET = "\x1b[0m";
/** Time to read along, in milliseconds; none where nobody watches. */
const BEAT_MS = Deno.stdout.isTerminal() ? 900 : 0;

/** What is typed, by whom, and by which piece of the answer it is known to have arrived, at whom. */
const SCRIPT: readonly [who: Name, typed: string, heard: string, by: readonly Name[]][] = [
  ["anna", "Good morning! Anybody here?", "anna: Good", ["小明", "ben"]],
  ["小明", "你好 anna, 早上好 ☕", "小明: 你好", ["anna", "ben"]],
  ["ben", "/who", "3 people", ["ben"]],
  ["ben", "/me pours three cups of tea", "* ben", ["anna", "小明"]],
  ["anna", "/color on", "Colours are on", ["anna"]],
  ["小明", "这是 telnet 吗?", "telnet", ["anna", "ben"]],
  ["anna", "Yes: telnet, nc, PuTTY, whatever you have.", "PuTTY", ["小明", "ben"]],
  ["ben", "/join #tea", "You made #tea", ["ben"]],
  ["anna", "/join #tea", "You are in #tea", ["anna"]],
  ["ben", "One lump or two?", "One lump", ["anna"]],
  ["小明", "/msg ben 我也要!", "我也要", ["小明", "ben"]],
  ["小明", "/search 早上", "1 line", ["小明"]],
  ["小明", "/nick 茶", "茶", ["小明", "anna", "ben"]],
  ["ben", "/quit", "Goodbye", ["ben"]],
];

function show(who: Name, sign: string, line: string): void {
  console.log(`${COLOURS[who]}${who === "小明" ? "小明" : who.padEnd(4)}${RESET} ${sign} ${line}${RESET}`);
}

const beat = () => new Promise((resolve) => setTimeout(resolve, BEAT_MS));

/** Shows all that a guest hears up to the line with `part`. */
async function listen(who: Name, guest: Guest, part: string): Promise<void> {
  for (let line = ""; !line.includes(part);) {
    line = (await guest.hearLine(`a line with "${part}"`)).trimEnd();
    show(who, `${DIM}│${RESET}`, line);
  }
}

async function play(): Promise<void> {
  const server = await startServer({ ...CHAT_ONLY, host: "127.0.0.1", port: 0, data: "none", admin: "none" });
  console.log(`${DIM}A server listens on port ${server.port}. Three guests come in.${RESET}`);
  const guests = {} as Record<Name, Guest>;
  try {
    const here: Name[] = [];
    for (const name of Object.keys(COLOURS) as Name[]) {
      guests[name] = await Guest.connect(server);
      await listen(name, guests[name], "username");
      show(name, "▸", name);
      await guests[name].say(name);
      await listen(name, guests[name], "/help");
      for (const other of here) await listen(other, guests[other], name);
      here.push(name);
      await beat();
    }
    for (const [who, typed, heard, by] of SCRIPT) {
      show(who, "▸", typed);
      await guests[who].say(typed);
      for (const name of by) await listen(name, guests[name], heard);
      await beat();
    }
    for (const name of ["anna", "小明"] as const) await listen(name, guests[name], "left");
    const stopped = server.stop();
    for (const name of ["anna", "小明"] as const) await listen(name, guests[name], "Goodbye");
    await Promise.all(Object.values(guests).map((guest) => guest.close()));
    await stopped;
    console.log(
      `${DIM}The server has stopped. Your turn: deno task start, then telnet localhost 8080.${RESET}`,
    );
  } finally {
    await Promise.all(Object.values(guests).map((guest) => guest.close()));
    await server.stop();
  }
}

await play();
