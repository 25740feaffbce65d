/**
 * How a client hears: telnet is taken out and answered, bytes become lines, and whatever no honest line may hold is
 * noticed.
 *
 * @module
 */

import type { PlayedSsh } from "./played_ssh.ts";

const IAC = 255, DONT = 254, DO = 253, WONT = 252, WILL = 251, BINARY = 0, LF = 10;

/** What a line may hold besides visible characters: the colours of `lib/render/text_lines.ts`. */
// deno-lint-ignore no-control-regex
const COLOUR = /\x1b\[(?:0|2|31|32|34|35|1;33)m/g;

/** What may stand in front of a line for those who want it. */
// deno-lint-ignore no-control-regex
const BELL = /^\x07/;

/** What no terminal should be sent. */
// deno-lint-ignore no-control-regex
export const HARMFUL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Line by line, what somebody hears. */
export class Ear {
  /** Whether a bell may ring: somebody wants one. */
  mayRing = false;
  /** What is wrong with what came, if anything is. */
  unclean: string | undefined;
  readonly #isTelnet: boolean;
  readonly #onLine: (line: string) => void;
  readonly #answer: (bytes: Uint8Array) => void;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #ssh: PlayedSsh | undefined;
  #line: number[] = [];
  #telnet: number[] = []; // what came of a telnet command

  /**
   * An ear.
   * @param isTelnet whether telnet may be spoken to it
   * @param onLine takes each line, without its end and without colours
   * @param answer takes bytes for the server
   * @param ssh takes out what is for no screen, where they came by SSH
   */
  constructor(
    isTelnet: boolean,
    onLine: (line: string) => void,
    answer: (bytes: Uint8Array) => void,
    ssh?: PlayedSsh,
  ) {
    this.#ssh = ssh;
    this.#isTelnet = isTelnet;
    this.#onLine = onLine;
    this.#answer = answer;
  }

  /** Hears the next bytes. */
  hear(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#ssh?.take(byte)) continue;
      if (this.#telnet.length > 0 || byte === IAC) this.#negotiate(byte);
      else if (byte === LF) this.#endLine();
      else this.#line.push(byte);
    }
  }

  #negotiate(byte: number): void {
    const [, verb, option] = this.#telnet = [...this.#telnet, byte];
    if (verb === undefined || (verb >= WILL && option === undefined)) return; // what is below has no option
    this.#telnet = [];
    if (!this.#isTelnet) this.unclean ??= "telnet bytes for somebody who never spoke telnet";
    if (option === undefined) return;
    if (verb === DO) this.#answer(Uint8Array.of(IAC, option === BINARY ? WILL : WONT, option));
    if (verb === WILL) this.#answer(Uint8Array.of(IAC, option === BINARY ? DO : DONT, option));
  }

  #endLine(): void {
    const bytes = Uint8Array.from(this.#line);
    this.#line = [];
    let line: string;
    try {
      line = this.#decoder.decode(bytes).replace(/\r$/, "");
    } catch {
      this.unclean ??= "a line that is not UTF-8";
      return;
    }
    const text = (this.mayRing ? line.replace(BELL, "") : line).replace(COLOUR, "");
    if (HARMFUL.test(text)) this.unclean ??= `control characters in ${JSON.stringify(line)}`;
    this.#onLine(text);
  }
}
