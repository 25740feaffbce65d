/**
 * Somebody at the chat, as a test plays them: a real socket that says lines or raw bytes and checks what it hears.
 *
 * It reads all the time, keeps every byte, and shows the text without telnet commands, which are kept apart. Waiting
 * has a limit and never sleeps. It rests on `node:net` because that can end its half and can reset a connection.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { connect, type Socket } from "node:net";
import { Buffer } from "node:buffer";
import { hexOf, TelnetReader } from "./telnet_reader.ts";

/** Where a server can be reached. */
export interface Address {
  readonly hostname: string;
  readonly port: number;
}

/** How long a guest waits for what it wants to hear, in milliseconds, unless told otherwise. */
export const PATIENCE_MS = 10_000;

/** The first line everybody gets. */
export const WELCOME = "Welcome to the chat! Please enter your username:";

/** One connected guest. Whoever connects it disposes it. */
export class Guest implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  readonly #telnet = new TelnetReader();
  readonly #decoder = new TextDecoder();
  readonly #bytes: number[] = [];
  #text = "";
  #position = 0; // of the first character not heard yet
  #hasEnded = false;
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    const ended = () => {
      this.#hasEnded = true;
      this.#wake();
    };
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.setNoDelay(true);
    socket.on("data", (chunk: Uint8Array) => this.#take(chunk));
    socket.on("end", ended).on("close", ended);
    socket.on("error", () => {}); // the server may hang up while we speak: what was heard tells
  }

  /** Connects. */
  static connect({ hostname, port }: Address): Promise<Guest> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port, allowHalfOpen: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Guest(socket));
      });
    });
  }

  /** Connects, hears the welcome line, gives a name and hears the greeting. */
  static async join(server: Address, name: string): Promise<Guest> {
    const guest = await Guest.connect(server);
    await guest.hears(WELCOME);
    await guest.say(name);
    await guest.hearUntil(`Hello ${name}`);
    return guest;
  }

  /** Says one line, ended by LF. */
  say(line: string): Promise<void> {
    return this.send(`${line}\n`);
  }

  /** Sends bytes as they are, or text as UTF-8; resolves when the system has taken them, or the server is gone. */
  send(bytes: Uint8Array | string): Promise<void> {
    return new Promise((resolve) => this.#socket.write(Buffer.from(bytes as string), () => resolve()));
  }

  /**
   * Sends each part in a segment of its own: the server gets a turn to read one before the next is written, which
   * would otherwise share its segment.
   */
  async sendApart(parts: Iterable<Uint8Array | string>): Promise<void> {
    for (const part of parts) {
      await this.send(part);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** The next lines have to be exactly these; their ends are left aside. */
  async hears(...lines: string[]): Promise<void> {
    const heard: string[] = [];
    for (const line of lines) {
      heard.push((await this.hearLine(`the line ${quote(line)}`)).replace(/\r?\n$/, ""));
    }
    assertEquals(heard, lines);
  }

  /** The next line, its end included. */
  async hearLine(wanted = "a line", timeoutMs = PATIENCE_MS): Promise<string> {
    const end = () => this.#text.indexOf("\n", this.#position) + 1;
    await this.#until(() => end() > 0, wanted, timeoutMs);
    return this.#hearTo(end());
  }

  /** Reads on to the first line that contains the text or matches, and returns that line without its end. */
  async hearUntil(wanted: string | RegExp, timeoutMs = PATIENCE_MS): Promise<string> {
    const deadline = performance.now() + timeoutMs;
    const start = this.#position;
    const isIt = (line: string) => typeof wanted === "string" ? line.includes(wanted) : wanted.test(line);
    const description = typeof wanted === "string" ? `a line with ${quote(wanted)}` : `a line like ${wanted}`;
    for (;;) {
      const end = this.#text.indexOf("\n", this.#position) + 1;
      if (end === 0) {
        await this.#until(
          () => this.#text.includes("\n", this.#position),
          description,
          deadline - performance.now(),
          start,
        );
        continue;
      }
      const line = this.#hearTo(end).replace(/\r?\n$/, "");
      if (isIt(line)) return line;
    }
  }

  /** Waits for the end of what the server says; the rest of it is returned, line ends included. */
  async hearEnd(timeoutMs = PATIENCE_MS): Promise<string> {
    await this.#until(() => this.#hasEnded, "the end", timeoutMs);
    return this.#hearTo(this.#text.length);
  }

  /** Waits until the server has sent these telnet commands, all there are so far, such as `ff fd 00`. */
  async hearsTelnet(...commands: string[]): Promise<void> {
    const hasAll = () => this.telnet.length >= commands.length;
    await this.#until(hasAll, `the telnet commands ${quote(commands.join(", "))}`, PATIENCE_MS);
    assertEquals(this.telnet, commands);
  }

  /** Every telnet command heard so far, in hex. */
  get telnet(): readonly string[] {
    return this.#telnet.commands;
  }

  /** Every byte heard so far. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** All text heard so far, without telnet commands. */
  get text(): string {
    return this.#text;
  }

  /** Ends our half, as a pipe does at its end; what the server still says is heard. */
  end(): void {
    this.#socket.end();
  }

  /** Breaks the connection off, as a crashed machine does (RST). */
  async reset(): Promise<void> {
    this.#socket.resetAndDestroy();
    await this.#closed;
  }

  /** Closes both halves. May be repeated. */
  async close(): Promise<void> {
    this.#socket.destroy();
    await this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #take(chunk: Uint8Array): void {
    for (const byte of chunk) this.#bytes.push(byte);
    this.#text += this.#decoder.decode(this.#telnet.read(chunk), { stream: true });
    this.#wake();
  }

  #hearTo(end: number): string {
    const heard = this.#text.slice(this.#position, end);
    this.#position = end;
    return heard;
  }

  async #until(
    isHeard: () => boolean,
    wanted: string,
    timeoutMs: number,
    from = this.#position,
  ): Promise<void> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, timeoutMs);
    try {
      while (!isHeard()) {
        if (isLate || this.#hasEnded) {
          const why = isLate ? `within ${Math.round(timeoutMs)} ms` : "before the server hung up";
          const heard = quote(this.#text.slice(from));
          throw new Error(
            `Did not hear ${wanted} ${why}.\n  Heard: ${heard}\n  Before it: ${
              quote(this.#text.slice(0, from).slice(-500))
            }\n  Telnet: ${this.telnet.join(", ") || "none"}\n  Bytes: ${hexOf(this.#bytes.slice(-40))}`,
          );
        }
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
