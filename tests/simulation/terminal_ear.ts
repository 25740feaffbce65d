/**
 * How somebody hears who sits at a terminal: telnet is taken out and answered, the rest is shown, and lines are what leaves
 * the row of the input upwards.
 *
 * @module
 */

import { HARMFUL } from "./ear.ts";
import { LastRow } from "../support/last_row.ts";
import type { PlayedSsh } from "./played_ssh.ts";
import { PlayedTelnet, type TelnetHost } from "./played_telnet.ts";
import type { Person } from "./story.ts";

export class TerminalEar {
  /** Always: a bell rings, too, where a key cannot do what it is for. */
  mayRing = true;
  readonly screen: LastRow;
  /** Their client. */
  readonly telnet: PlayedTelnet | PlayedSsh;
  #harmful: string | undefined;

  /**
   * @param onLine takes each line, without its end and without colours
   * @param ssh their client, where they came by SSH
   */
  constructor(
    { columns = 80, names = ["xterm"] }: Person,
    onLine: (line: string) => void,
    host: TelnetHost,
    ssh?: PlayedSsh,
  ) {
    this.screen = new LastRow((line) => {
      if (HARMFUL.test(line)) this.#harmful ??= `control characters in ${JSON.stringify(line)}`;
      onLine(line);
    });
    this.telnet = ssh ?? new PlayedTelnet(host, names, columns);
  }

  /** What is wrong with what came, if anything is. */
  get unclean(): string | undefined {
    return this.screen.unclean ?? this.#harmful;
  }

  hear(bytes: Uint8Array): void {
    const { telnet, screen } = this;
    screen.write(bytes.filter((byte) => !telnet.take(byte)));
    if ("look" in telnet) telnet.look(screen.isMarking);
  }
}
