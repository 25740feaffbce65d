/**
 * Makes docs/console.svg from the real program: the compiled ./chat-server, people who talk, one who has stopped
 * reading, and the console in a terminal of tmux. Needs tmux, and ports 8080 and 8081 free:
 *
 *     deno run --allow-all tests/support/console_picture.ts
 *
 * @module
 */

import { terminalsSvg } from "./ansi_svg.ts";
import { BINARY, compile } from "./compile.ts";
import { ROOT } from "./folders.ts";
import { Guest } from "./guest.ts";
import { pause, Seat, tmux } from "./seat.ts";

const SIZE = { columns: 132, rows: 22 };
const SERVER = { hostname: "127.0.0.1", port: 8080 };

/** Comes in and reads everything, until the script ends. */
async function reads(name: string): Promise<Guest> {
  const guest = await Guest.join(SERVER, name);
  guest.hearEnd(3_600_000).catch(() => {}); // the end of the picture
  return guest;
}

async function picture(): Promise<string> {
  const server = await Seat.open("server", "the server", SIZE);
  await server.types("./chat-server --data none", "Listening");
  const console = await Seat.open("console", "chat-server console", SIZE);
  const guests: Guest[] = [];
  for (const name of ["anna", "ben", "王芳", "emil", "deploy-bot"]) guests.push(await reads(name));
  const dora = await Deno.connect(SERVER);
  await dora.write(new TextEncoder().encode("dora\n")); // and never reads
  await server.shows("dora has joined");
  await console.types("./chat-server console --palette 16", "LIVE");
  const bot = guests.at(-1)!;
  const text = `build ${"x".repeat(1000)}`;
  for (let i = 0; i < 900; i++) {
    await bot.say(Array(10).fill(text).join("\n"));
    if (i % 60 === 0) await guests[i / 60 % 4]!.say("good morning");
    await pause(8);
  }
  await console.shows("dora reads too slowly");
  await console.presses("r");
  await console.shows("Outbox");
  await pause(700);
  const screen = await console.screen("-e");
  dora.close();
  return screen;
}

if (!await Deno.stat(BINARY).then(() => true, () => false) && await compile() !== 0) Deno.exit(1);
try {
  const terminal = { title: "chat-server console", ansi: await picture() };
  await Deno.writeTextFile(new URL("docs/console.svg", ROOT), terminalsSvg([terminal], SIZE));
} finally {
  await tmux("kill-server");
}
Deno.exit(0);
