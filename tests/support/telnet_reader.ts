/**
 * Takes telnet commands out of what a server sends, as a telnet client would: what is left is text.
 *
 * @module
 */

const IAC = 0xff, SB = 0xfa, SE = 0xf0, WILL = 0xfb;

/** The telnet side of one test client. */
export class TelnetReader {
  readonly #commands: string[] = [];
  #pending: number[] = []; // an unfinished command

  /** The bytes that are text. */
  read(chunk: Uint8Array): Uint8Array {
    const text: number[] = [];
    for (const byte of chunk) {
      if (this.#pending.length === 0 && byte !== IAC) {
        text.push(byte);
        continue;
      }
      this.#pending.push(byte);
      if (!isWhole(this.#pending)) continue;
      if (this.#pending[1] === IAC) text.push(IAC);
      else this.#commands.push(hexOf(this.#pending));
      this.#pending = [];
    }
    return Uint8Array.from(text);
  }

  /** The commands so far, each in hex. */
  get commands(): readonly string[] {
    return this.#commands;
  }
}

/** Bytes in hex with spaces between. */
export function hexOf(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Bytes from hex with spaces between. */
export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.trim().split(/\s+/), (byte) => parseInt(byte, 16));
}

function isWhole(command: readonly number[]): boolean {
  const [, verb = 0] = command;
  if (command.length < 2) return false;
  if (verb === SB) return command.at(-1) === SE && command.at(-2) === IAC;
  return verb >= WILL && verb !== IAC ? command.length === 3 : true;
}
