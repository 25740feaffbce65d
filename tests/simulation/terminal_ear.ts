/**
 * How somebody hears who sits at a terminal: telnet is taken out and answered, the rest is shown, and lines are what leaves
 * the row of the input upwards.
 *
 * @module
 */

import { HARMFUL } from "./ear.ts";
import { LastRow } from "../support/last_row.ts";
import { PlayedTelnet, type TelnetHost } from "./played_telnet.ts";
import type { Person } from "./story.ts";

export class TerminalEar {
  /** Always: a bell rings, too, where a key cannot do what it is for. */
  mayRing = true;
  readonly screen: LastRow;
  readonly telnet: PlayedTelnet;
  #harmful: string | undefined;

  /** @param onLine takes each line, without its end and without colours */
  constructor(
    { columns = 80, names = ["xterm"] }: Person,
    onLine: (line: string) => void,
    host: TelnetHost,
  ) {
    this.screen = new LastRow((line) => {
      if (HARMFUL.test(line)) this.#harmful ??= `control characters in ${JSON.stringify(line)}`;
      onLine(line);
    });
    this.telnet = new PlayedTelnet(host, names, columns);
  }

  /** What is wrong with what came, if anything is. */
  get unclean(): string | undefined {
    return this.screen.unclean ?? this.#harmful;
  }

  hear(bytes: Uint8Array): void {
    this.screen.write(bytes.filter((byte) => !this.telnet.take(byte)));
  }
}
