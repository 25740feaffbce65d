/** Somebody who comes by SSH, without its library: the channel is a double, and so is what their client said before. @module */

import type { Config } from "../../../lib/runtime/config.ts";
import type { Caller, Login, RemoteTerminal } from "../../../lib/doors/connection.ts";
import { loginLines } from "../../../lib/doors/ssh/login_lines.ts";
import { type Log, silentLog } from "../../../lib/runtime/log.ts";
import type { Chat } from "../../support/chat.ts";
import { loadEditor } from "../../support/loaded_editor.ts";
import { arrive } from "../arriving.ts";

/** A terminal that the test resizes. */
export class FakeTerminal implements RemoteTerminal {
  readonly name: string;
  columns = 80;
  rows = 24;
  #listener: (columns: number, rows: number) => void = () => {};

  constructor(name = "xterm-256color") {
    this.name = name;
  }

  onResize(listener: (columns: number, rows: number) => void): void {
    this.#listener = listener;
  }

  resize(columns: number, rows = this.rows): void {
    this.columns = columns;
    this.rows = rows;
    this.#listener(columns, rows);
  }
}

/** What a client says, and what it hears beside its output. */
export class FakeLogin implements Login {
  readonly name: string;
  readonly key: string | undefined;
  readonly terminal: FakeTerminal | undefined;
  readonly command: string | undefined;
  errors = "";
  status: number | undefined;
  isStuck = false;
  readonly #decoder = new TextDecoder();

  constructor(
    { name = "ann", key, terminal, command }: Partial<
      Pick<FakeLogin, "name" | "key" | "terminal" | "command">
    >,
  ) {
    this.name = name;
    this.key = key;
    this.terminal = terminal;
    this.command = command;
  }

  writeError(bytes: Uint8Array): Promise<number> {
    if (this.isStuck) return new Promise(() => {});
    const some = bytes.subarray(0, 7); // as much as there is room for
    this.errors += this.#decoder.decode(some, { stream: true });
    return Promise.resolve(some.length);
  }

  exitWith(status: number): void {
    this.status = status;
  }
}

const SSH = { door: "ssh", isEncrypted: true, isPage: false } as const;

/** Has somebody come by SSH. */
export function comeBySsh(
  chat: Chat,
  said: ConstructorParameters<typeof FakeLogin>[0] = {},
  settings: Partial<Config> = {},
  log: Log = silentLog,
  load = loadEditor,
  has: Partial<Pick<Caller, "ticket">> = {},
) {
  const login = new FakeLogin(said);
  return { ...arrive(chat, settings, log, load, SSH, { login, linesOf: loginLines, ...has }), login };
}
