/**
 * Makes docs/screenshot.svg from the real program: the compiled ./chat-server and three guests, each at a terminal of
 * tmux, typing. Needs tmux, telnet and nc, and port 8080 free:
 *
 *     deno run --allow-all tests/support/screenshot.ts
 *
 * @module
 */

import { terminalsSvg } from "./ansi_svg.ts";
import { BINARY, compile } from "./compile.ts";
import { ROOT } from "./folders.ts";
import { pause, Seat, tmux } from "./seat.ts";

const SIZE = { columns: 73, rows: 18 };

async function converse(): Promise<Seat[]> {
  const server = await Seat.open("server", "the server", SIZE);
  await server.types("./chat-server --data none", "Listening");
  const anna = await Seat.open("anna", "anna: telnet", SIZE);
  const ben = await Seat.open("ben", "ben: nc", SIZE);
  const fang = await Seat.open("fang", "王芳: telnet", SIZE);
  const all = [anna, ben, fang];
  for (
    const [seat, program, name] of [[anna, "telnet", "anna"], [ben, "nc", "ben"], [
      fang,
      "telnet",
      "王芳",
    ]] as const
  ) {
    await seat.types(`${program} localhost 8080`, "username:");
    await pause(600); // as a person does: a name within 400 ms is a program's
    await seat.types(name, "/help");
    await server.shows(`${name} has joined`);
  }
  await anna.types("Good morning! 😃", "Good morning", all);
  await fang.types("早上好 anna 👋 你好 ben", "早上好", all);
  await ben.types("hello you two, from nc", "you two", all);
  await ben.types("/join #tea", "You made #tea");
  await fang.types("/join #tea", "You are in #tea", [fang]);
  await fang.types("喝茶吗? 🍵", "喝茶", [ben]);
  await anna.types("/msg ben coffee instead?", "[anna -> ben]", [anna, ben]);
  await fang.types("/search 早上", "1 line");
  await ben.types("/quit", "Goodbye!");
  for (const seat of [anna, fang, server]) await seat.shows("ben has left");
  return [server, anna, ben, fang];
}

if (!await Deno.stat(BINARY).then(() => true, () => false) && await compile() !== 0) Deno.exit(1);
try {
  const seats = await converse();
  const terminals = [];
  for (const seat of seats) terminals.push({ title: seat.title, ansi: await seat.screen("-e") });
  await Deno.writeTextFile(new URL("docs/screenshot.svg", ROOT), terminalsSvg(terminals, SIZE));
} finally {
  await tmux("kill-server");
}
