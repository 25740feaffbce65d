/**
 * Somebody at the chat who sits at a terminal: keys in, and a screen to look at. What is between them and the server is
 * either played here, a telnet that leaves the echo to the server, or is a real program in a pseudo-terminal.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type Address, PATIENCE_MS } from "./guest.ts";
import { Screen } from "./screen.ts";
import { TelnetReader } from "./telnet_reader.ts";

const IAC = 255, SB = 250, SE = 240, WILL = 251, DO = 253;
const ECHO = 1, SUPPRESS_GO_AHEAD = 3, TERMINAL_TYPE = 24, NAWS = 31, BINARY = 0;

/** How large the terminal is at first. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const USUAL: Size = { columns: 80, rows: 24 };

/** The way to the server and back. */
interface Line extends AsyncDisposable {
  readonly output: ReadableStream<Uint8Array>;
  send(bytes: Uint8Array): Promise<void>;
  /** Tells of another size. */
  resize(size: Size): Promise<void>;
}

export class TerminalGuest implements AsyncDisposable {
  readonly screen: Screen;
  readonly #line: Line;
  readonly #reading: Promise<void>;
  #wake = () => {};
  #hasEnded = false;

  private constructor(line: Line, { columns, rows }: Size) {
    this.#line = line;
    this.screen = new Screen(columns, rows);
    this.#reading = this.#read();
  }

  /** Comes by a telnet client that is played here, in a terminal of some type. */
  static async byTelnet(server: Address, type = "xterm", size = USUAL): Promise<TerminalGuest> {
    return new TerminalGuest(await playedTelnet(server, type, size), size);
  }

  /** Comes by a real program, which has a pseudo-terminal. */
  static byProgram(command: string, size = USUAL): TerminalGuest {
    return new TerminalGuest(realProgram(command, size), size);
  }

  /** Presses keys. */
  type(keys: string): Promise<void> {
    return this.#line.send(new TextEncoder().encode(keys));
  }

  async resize(columns: number, rows = USUAL.rows): Promise<void> {
    this.screen.resize(columns, rows);
    await this.#line.resize({ columns, rows });
  }

  /** Waits until the last rows of the screen are these. */
  async sees(...rows: string[]): Promise<void> {
    const last = () => this.screen.rows.slice(-rows.length).map((row) => row.trimEnd());
    await this.#until(() => last().join("\n") === rows.join("\n"));
    assertEquals(last(), rows, `the screen is\n${this.screen.rows.join("\n")}`);
  }

  /** Waits until one of the rows has the text. */
  async seesSomewhere(text: string): Promise<void> {
    const has = () => this.screen.rows.some((row) => row.includes(text));
    await this.#until(has);
    assertEquals(has(), true, `"${text}" is not on the screen\n${this.screen.rows.join("\n")}`);
  }

  /** Waits until the row of the cursor reads so, with the cursor between the two. */
  async hasAtCursor(left: string, right = ""): Promise<void> {
    await this.#until(() => this.screen.atCursor.join("\0") === `${left}\0${right}`);
    assertEquals(this.screen.atCursor, [left, right], `the screen is\n${this.screen.rows.join("\n")}`);
  }

  /** Waits until the connection is closed, and all is shown. */
  async sawEnd(): Promise<void> {
    await this.#until(() => this.#hasEnded);
    assertEquals(this.#hasEnded, true, "the connection is closed");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#line[Symbol.asyncDispose]();
    await this.#reading;
    this.screen[Symbol.dispose]();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.#line.output) {
        await this.screen.write(decoder.decode(chunk, { stream: true }));
        this.#wake();
      }
    } catch {
      // Closed here.
    }
    this.#hasEnded = true;
    this.#wake();
  }

  /** Resolves when it is so, or when it took too long. */
  async #until(isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!isSo() && performance.now() < deadline) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, deadline - performance.now());
      });
      clearTimeout(timer);
    }
  }
}

/** A telnet that says what it is when it is asked, and takes the server's echo. */
async function playedTelnet({ hostname, port }: Address, type: string, size: Size): Promise<Line> {
  const connection = await Deno.connect({ hostname, port });
  const reader = new TelnetReader();
  let answered = 0, { columns, rows } = size;
  const window = () => [IAC, SB, NAWS, columns >> 8, columns & 255, rows >> 8, rows & 255, IAC, SE];
  const answers: Readonly<Record<string, () => readonly number[]>> = {
    "ff fd 00": () => [IAC, WILL, BINARY],
    "ff fd 1f": () => [IAC, WILL, NAWS, ...window()],
    "ff fd 18": () => [IAC, WILL, TERMINAL_TYPE],
    "ff fa 18 01 ff f0": () => [IAC, SB, TERMINAL_TYPE, 0, ...new TextEncoder().encode(type), IAC, SE],
    "ff fb 01": () => [IAC, DO, ECHO],
    "ff fb 03": () => [IAC, DO, SUPPRESS_GO_AHEAD],
  };
  const text = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      controller.enqueue(reader.read(chunk));
      for (const command of reader.commands.slice(answered)) {
        answered++;
        const answer = answers[command]?.();
        if (answer !== undefined) await connection.write(Uint8Array.from(answer));
      }
    },
  });
  return {
    output: connection.readable.pipeThrough(text),
    async send(bytes) {
      await connection.write(bytes);
    },
    async resize(to) {
      ({ columns, rows } = to);
      await connection.write(Uint8Array.from(window()));
    },
    [Symbol.asyncDispose]() {
      try {
        connection.close();
      } catch {
        // The server has.
      }
      return Promise.resolve();
    },
  };
}

/** A program in a pseudo-terminal of its own, by util-linux's `script`. */
function realProgram(command: string, { columns, rows }: Size): Line {
  const set = `stty rows ${rows} cols ${columns}`;
  const child = new Deno.Command("script", {
    args: ["-qfec", `${set}; exec ${command}`, "/dev/null"],
    env: { TERM: "xterm", LANG: "C.UTF-8" },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  return {
    output: child.stdout,
    send: (bytes) => writer.write(bytes as Uint8Array<ArrayBuffer>),
    async resize(to) {
      const { stdout } = await new Deno.Command("ps", { args: ["-o", "tty=", "--ppid", `${child.pid}`] })
        .output();
      const terminal = new TextDecoder().decode(stdout).trim();
      const args = ["-F", `/dev/${terminal}`, "rows", `${to.rows}`, "cols", `${to.columns}`];
      await new Deno.Command("stty", { args }).output();
    },
    async [Symbol.asyncDispose]() {
      writer.close().catch(() => {});
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended.
      }
      await child.status;
    },
  };
}
