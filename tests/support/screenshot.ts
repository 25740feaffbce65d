/**
 * Makes docs/screenshot.svg from the real program: the compiled ./chat-server and three guests, each at a terminal of
 * tmux, typing. Needs tmux, telnet and nc, and port 8080 free:
 *
 *     deno run --allow-all tests/support/screenshot.ts
 *
 * @module
 */

import { terminalsSvg } from "./ansi_svg.ts";
import { BINARY, compile, ROOT } from "./compile.ts";

const SIZE = { columns: 73, rows: 18 };
const SOCKET = `chat-picture-${Deno.pid}`;
/** How long a terminal may take to show something, in milliseconds. */
const PATIENCE_MS = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function tmux(...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("tmux", {
    args: ["-u", "-L", SOCKET, ...args],
    env: { LC_ALL: "C.UTF-8" },
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`tmux ${args.join(" ")}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}

/** A terminal with a shell in it. */
class Seat {
  readonly title: string;
  readonly #name: string;

  private constructor(name: string, title: string) {
    this.#name = name;
    this.title = title;
  }

  static async open(name: string, title: string): Promise<Seat> {
    const size = ["-x", String(SIZE.columns), "-y", String(SIZE.rows)];
    const shell = "PS1='$ ' exec bash --norc --noprofile";
    await tmux("-f", "/dev/null", "new-session", "-d", "-s", name, "-c", ROOT.pathname, ...size, shell);
    const seat = new Seat(name, title);
    await seat.shows("$");
    return seat;
  }

  /** Types a line, and waits until `seats` show `part` of what comes of it. */
  async types(line: string, part: string, seats: readonly Seat[] = [this]): Promise<void> {
    await tmux("send-keys", "-t", `=${this.#name}:`, "-l", "--", line);
    await tmux("send-keys", "-t", `=${this.#name}:`, "Enter");
    for (const seat of seats) await seat.shows(part);
  }

  async shows(part: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await this.screen()).replaceAll("\n", "").includes(part)) {
      if (performance.now() > deadline) {
        throw new Error(`The terminal of ${this.#name} never showed "${part}":\n${await this.screen()}`);
      }
      await pause(50);
    }
  }

  /** What it shows, with its colours if they are wanted. */
  screen(...options: string[]): Promise<string> {
    return tmux("capture-pane", "-p", ...options, "-t", `=${this.#name}:`);
  }
}

async function converse(): Promise<Seat[]> {
  const server = await Seat.open("server", "the server");
  await server.types("./chat-server --data none", "Listening");
  const anna = await Seat.open("anna", "anna: telnet");
  const ben = await Seat.open("ben", "ben: nc");
  const fang = await Seat.open("fang", "王芳: telnet");
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
