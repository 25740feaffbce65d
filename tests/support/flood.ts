/**
 * Guests for heavy weather: they move megabytes, so they keep counts instead of texts.
 *
 * @module
 */

import type { Address } from "./guest.ts";

/** How fast a reader reads: so many bytes at once, and a pause after each read. */
export interface Speed {
  readonly readBytes: number;
  readonly pauseMs: number;
}

const FULL_SPEED: Speed = { readBytes: 256 * 1024, pauseMs: 0 };

/** A reader that counts lines and checks each sender's numbers: lines look like `NAME: NUMBER padding`. */
export class CountingReader implements AsyncDisposable {
  readonly #connection: Deno.TcpConn;
  readonly #lastBySender = new Map<string, number>();
  readonly #done: Promise<void>;
  #wake = () => {};
  #rest = "";
  /** Numbered lines heard. */
  lines = 0;
  /** Lines that the server said were skipped. */
  skipped = 0;
  /** Names of those who left. */
  readonly left = new Set<string>();
  /** Numbered lines that did not follow their predecessor. */
  gaps = 0;

  private constructor(connection: Deno.TcpConn, speed: Speed) {
    this.#connection = connection;
    this.#done = this.#read(speed);
  }

  /** Connects, joins under the name, and reads from then on. */
  static async join(server: Address, name: string, speed: Speed = FULL_SPEED): Promise<CountingReader> {
    return new CountingReader(await joined(server, name), speed);
  }

  /** Goes on reading where a {@linkcode joined} connection has stopped; takes the connection over. */
  static continue(connection: Deno.TcpConn): CountingReader {
    return new CountingReader(connection, FULL_SPEED);
  }

  /** Waits until `isEnough` holds; fails after `timeoutMs`, or when the server hangs up. */
  async until(isEnough: () => boolean, timeoutMs: number): Promise<void> {
    let problem: string | undefined;
    const timer = setTimeout(() => {
      problem = `after ${timeoutMs} ms`;
      this.#wake();
    }, timeoutMs);
    void this.#done.then(() => {
      problem ??= "when the server hung up";
      this.#wake();
    });
    while (!isEnough()) {
      if (problem !== undefined) {
        throw new Error(
          `Heard ${this.lines} lines, ${this.skipped} skipped, ${this.left.size} left, ${problem}`,
        );
      }
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection[Symbol.dispose]();
    await this.#done;
  }

  async #read({ readBytes, pauseMs }: Speed): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(readBytes);
    try {
      for (let count; (count = await this.#connection.read(buffer)) !== null;) {
        const lines = (this.#rest + decoder.decode(buffer.subarray(0, count), { stream: true })).split("\n");
        this.#rest = lines.pop()!;
        for (const line of lines) this.#hear(line);
        this.#wake();
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs)); // that slow is this reader
      }
    } catch {
      // closed by the test
    }
  }

  #hear(line: string): void {
    const [, sender, number] = /^(\w+): (\d+)/.exec(line) ?? [];
    if (sender === undefined || sender === "Server") {
      const gone = /^Server: (\S+) has left the chat$/.exec(line)?.[1];
      if (gone !== undefined) this.left.add(gone);
      this.skipped += Number(
        /^([\d,]+) lines? (?:was|were) skipped/.exec(line)?.[1]?.replaceAll(",", "") ?? 0,
      );
      return;
    }
    this.lines++;
    if (Number(number) !== (this.#lastBySender.get(sender) ?? -1) + 1) this.gaps++;
    this.#lastBySender.set(sender, Number(number));
  }
}

/** A connection that has joined and has read its greeting; it reads nothing more by itself. */
export async function joined({ hostname, port }: Address, name: string): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname, port });
  await connection.write(new TextEncoder().encode(`${name}\n`));
  const buffer = new Uint8Array(4096);
  for (let text = ""; !text.includes(`Hello ${name}`);) {
    const count = await connection.read(buffer);
    if (count === null) throw new Error(`The server hung up on ${name}: ${text}`);
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return connection;
}

/** Writes `count` numbered lines of about `lineBytes`, as fast as the server takes them. */
export async function flood(connection: Deno.TcpConn, count: number, lineBytes: number): Promise<void> {
  const encoder = new TextEncoder();
  for (let next = 0; next < count;) {
    let text = "";
    for (; next < count && text.length < 64 * 1024; next++) {
      text += `${next} `.padEnd(lineBytes - 1, "x") + "\n";
    }
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  }
}
