/**
 * Makes docs/typing.svg from the real program: one terminal in four moments while its person types and others speak.
 * Needs tmux, telnet and nc, and port 8080 free:
 *
 *     deno run --allow-all tests/support/typing_picture.ts
 *
 * @module
 */

import { type Terminal, terminalsSvg } from "./ansi_svg.ts";
import { ROOT } from "./folders.ts";
import { pause, Seat, tmux } from "./seat.ts";

const SIZE = { columns: 66, rows: 9 };

async function moments(): Promise<Terminal[]> {
  const server = await Seat.open("server", "the server", SIZE);
  await server.types("deno task start --data none --admin none", "Listening");
  const ben = await Seat.open("ben", "ben", SIZE), anna = await Seat.open("anna", "anna", SIZE);
  await ben.types("nc localhost 8080", "username:");
  await ben.types("benedict", "/help");
  await anna.types("clear; telnet localhost 8080", "username:");
  await pause(600); // as a person does: a name within 400 ms is a program's
  await anna.types("anna", "#lobby>");
  const seen: Terminal[] = [];
  const look = async (title: string) => {
    await pause(200);
    seen.push({ title, ansi: await anna.picture() });
  };
  await anna.typesOn("I am typing something long and");
  await look("1. anna types");
  await ben.types("hi all", "hi all", [anna]);
  await ben.types("/me waves", "waves", [anna]);
  await look("2. others speak: her line stays");
  await anna.typesOn(" nobody", "nobody");
  await anna.presses("Home");
  await anna.typesOn("@be", "@be");
  await anna.presses("Tab");
  await anna.shows("@benedict");
  await look("3. Home, @be and Tab: a name is put in");
  await anna.presses("End");
  await anna.types(" breaks it", "breaks it", [ben]);
  await anna.typesOn("/joi", "/joi");
  await look("4. Enter: said as the others read it");
  return seen;
}

try {
  const svg = terminalsSvg(await moments(), SIZE);
  await Deno.writeTextFile(new URL("docs/typing.svg", ROOT), svg);
} finally {
  await tmux("kill-server");
}
