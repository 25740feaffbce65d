/**
 * Terminals of tmux in which a script types, for pictures made from the real program.
 *
 * @module
 */

import { ROOT } from "./folders.ts";

const SOCKET = `chat-picture-${Deno.pid}`;

/** How long a terminal may take to show something, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Waits, as a person does. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs tmux; returns what it prints. */
export async function tmux(...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("tmux", {
    args: ["-u", "-L", SOCKET, ...args],
    env: { LC_ALL: "C.UTF-8" },
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`tmux ${args.join(" ")}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}

/** How large a terminal is. */
export interface SeatSize {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal with a shell in it. */
export class Seat {
  readonly title: string;
  readonly #name: string;

  private constructor(name: string, title: string) {
    this.#name = name;
    this.title = title;
  }

  /** Opens one; `title` is for the picture. */
  static async open(name: string, title: string, { columns, rows }: SeatSize): Promise<Seat> {
    const size = ["-x", String(columns), "-y", String(rows)];
    const shell = "PS1='$ ' exec bash --norc --noprofile";
    await tmux("-f", "/dev/null", "new-session", "-d", "-s", name, "-c", ROOT.pathname, ...size, shell);
    const seat = new Seat(name, title);
    await seat.shows("$");
    return seat;
  }

  /** Types text, and waits until it shows what comes of it. */
  async typesOn(text: string, shown = text): Promise<void> {
    await tmux("send-keys", "-t", `=${this.#name}:`, "-l", "--", text);
    await this.shows(shown);
  }

  /** Types a line, and waits until `seats` show `part` of what comes of it. */
  async types(line: string, part: string, seats: readonly Seat[] = [this]): Promise<void> {
    await tmux("send-keys", "-t", `=${this.#name}:`, "-l", "--", line);
    await tmux("send-keys", "-t", `=${this.#name}:`, "Enter");
    for (const seat of seats) await seat.shows(part);
  }

  /** Presses a key, as tmux names it. */
  async presses(key: string): Promise<void> {
    await tmux("send-keys", "-t", `=${this.#name}:`, key);
  }

  /** Waits until it shows something. */
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

  /** What it shows in colours, with the cursor as a block; the row of the cursor has to be plain. */
  async picture(): Promise<string> {
    const place = await tmux("display-message", "-p", "-t", `=${this.#name}:`, "#{cursor_x} #{cursor_y}");
    const [column = 0, row = 0] = place.trim().split(" ").map(Number);
    const rows = (await this.screen("-e")).split("\n"), text = rows[row]!.padEnd(column + 1);
    rows[row] = `${text.slice(0, column)}\x1b[7m${text[column]}\x1b[27m${text.slice(column + 1)}`;
    return rows.join("\n");
  }
}
