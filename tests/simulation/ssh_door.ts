/**
 * The door for SSH, without what knows no simulated time: cryptography, and modules that are loaded. A client says its
 * version, then in a line of its own what it would ask for. Behind that its channel is open: bytes are what is typed and
 * shown, but for notes, which are JSON behind a byte that no text has, up to a line end.
 *
 * @module
 */

import type { HostKeyModule } from "../../lib/doors/late_host_key.ts";
import type { SshDoorModule } from "../../lib/doors/late_ssh.ts";
import type { Caller, Connection, Login } from "../../lib/doors/connection.ts";
import { loginLines } from "../../lib/doors/ssh/login_lines.ts";
import type { HostKey } from "../../lib/doors/ssh/host_key.ts";
import type { SshDoorParts } from "../../lib/doors/ssh/ssh_door.ts";
import type { Farewell } from "../../lib/model/farewell.ts";
import type { Hurried } from "../../lib/runtime/deadlines.ts";

/** Begins a note. */
export const NOTE = 0xff;

/** What each end says first. */
export const CLIENT_VERSION = "SSH-2.0-story\r\n", SERVER_VERSION = "SSH-2.0-double\r\n";

/** What a client asks for. */
export interface Asked {
  readonly name: string;
  /** The name of its terminal, and how wide it is, where it has one. */
  readonly terminal?: { readonly name: string; readonly columns: number };
  readonly command?: string;
}

/** What one end tells the other beside its text. */
export interface Note {
  /** The window is so wide now. */
  readonly columns?: number;
  /** The program exits with this. */
  readonly status?: number;
  /** Text for its standard error. */
  readonly error?: string;
}

/** How long a client may take to say what it wants, in milliseconds. */
const LOGIN_MS = 10_000;

const LF = 10;
const encoder = new TextEncoder(), decoder = new TextDecoder();

/** A note as it travels. */
export function noted(note: Note): Uint8Array {
  return Uint8Array.from([NOTE, ...encoder.encode(JSON.stringify(note)), LF]);
}

/** A key that proves nothing, at once. */
export const loadHostKey = (): Promise<HostKeyModule> =>
  Promise.resolve({ hostKey: () => Promise.resolve({ text: "", fingerprint: "SHA256:double" } as HostKey) });

/** Opens it at once. */
export const loadSshDoor = (): Promise<SshDoorModule> =>
  Promise.resolve({
    openSshDoor: (_: string, parts: SshDoorParts) => (caller: Caller) => new Peer(caller, parts).begin(),
  } as unknown as SshDoorModule);

/** A client that has not said yet what it wants. */
class Peer implements Hurried, Disposable {
  readonly #caller: Caller;
  readonly #parts: SshDoorParts;
  #isOver = false;

  constructor(caller: Caller, parts: SshDoorParts) {
    this.#caller = caller;
    this.#parts = parts;
  }

  begin(): void {
    const { logins, deadlines, background } = this.#parts, { arrival: { peer } } = this.#caller;
    if (!logins.add(this, this.#caller)) return this[Symbol.dispose]();
    deadlines.begin(this, LOGIN_MS);
    background.keep(this.#serve(), () => `SSH of ${peer}`);
  }

  onLate(): void {
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    if (!this.#leave()) return;
    const { ticket, connection } = this.#caller;
    if (ticket.kind === "place") ticket[Symbol.dispose]();
    connection[Symbol.dispose]();
  }

  #leave(): boolean {
    const wasHere = !this.#isOver;
    this.#isOver = true;
    this.#parts.logins.delete(this);
    this.#parts.deadlines.end(this);
    return wasHere;
  }

  async #serve(): Promise<void> {
    const { connection, arrival, ticket } = this.#caller;
    const heard = await this.#hear().catch(() => undefined);
    if (heard === undefined) return this[Symbol.dispose]();
    const end = heard.indexOf(LF, heard.indexOf(LF) + 1) + 1;
    const [, line = "{}"] = decoder.decode(Uint8Array.from(heard.slice(0, end))).split("\n");
    const asked: Asked = JSON.parse(line); // a bug where it is none: our clients send what can be read
    if (!this.#leave()) return;
    const channel = new Channel(connection, asked, Uint8Array.from(heard.slice(end)), this.#source);
    this.#parts.chat({
      connection: channel,
      first: undefined,
      arrival: { ...arrival, door: "ssh", isEncrypted: true },
      ticket,
      login: channel,
      linesOf: loginLines,
    });
  }

  /** Where its bytes come from: what was read of them already stands there first. */
  get #source(): Pick<Connection, "read"> {
    return this.#caller.first ?? this.#caller.connection;
  }

  /** What comes up to the end of the second line, and what came with that; undefined where they go before. */
  async #hear(): Promise<number[] | undefined> {
    const { connection } = this.#caller, heard: number[] = [], into = new Uint8Array(100);
    await writeAll(connection, encoder.encode(SERVER_VERSION));
    while (heard.filter((byte) => byte === LF).length < 2) {
      const count = await this.#source.read(into);
      if (count === null) return undefined;
      heard.push(...into.subarray(0, count));
    }
    return heard;
  }
}

/** The one channel of a client. */
class Channel implements Connection, Login {
  readonly name: string;
  readonly key = undefined;
  readonly terminal: Login["terminal"];
  readonly command: string | undefined;
  readonly #connection: Connection;
  readonly #source: Pick<Connection, "read">;
  #rest: Uint8Array; // of what came with the login
  #note: number[] | undefined; // begun
  #status = 0;
  #onResize: (columns: number, rows: number) => void = () => {};

  constructor(
    connection: Connection,
    { name, terminal, command }: Asked,
    rest: Uint8Array,
    source: Pick<Connection, "read">,
  ) {
    this.#connection = connection;
    this.#source = source;
    this.#rest = rest;
    this.name = name;
    this.command = command;
    this.terminal = terminal && {
      ...{ name: terminal.name, columns: terminal.columns, rows: 24 },
      onResize: (listener) => void (this.#onResize = listener),
    };
  }

  async read(into: Uint8Array): Promise<number | null> {
    for (;;) {
      const count = await this.#readSome(into);
      if (count === null) return null;
      const text = into.subarray(0, count).filter((byte) => !this.#takeNote(byte));
      into.set(text);
      if (text.length > 0) return text.length;
    }
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#connection.write(bytes);
  }

  async writeError(bytes: Uint8Array): Promise<number> {
    await writeAll(this.#connection, noted({ error: decoder.decode(bytes) }));
    return bytes.length;
  }

  exitWith(status: number): void {
    this.#status = status;
  }

  async closeWrite(_why?: Farewell["kind"]): Promise<void> {
    await writeAll(this.#connection, noted({ status: this.#status }));
    await this.#connection.closeWrite();
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }

  #readSome(into: Uint8Array): Promise<number | null> {
    const part = this.#rest.subarray(0, into.length);
    if (part.length === 0) return this.#source.read(into);
    into.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return Promise.resolve(part.length);
  }

  #takeNote(byte: number): boolean {
    if (this.#note === undefined && byte !== NOTE) return false;
    if (this.#note === undefined) this.#note = [];
    else if (byte !== LF) this.#note.push(byte);
    else {
      const { columns = 0 } = JSON.parse(decoder.decode(Uint8Array.from(this.#note))) as Note;
      this.#note = undefined;
      this.#onResize(columns, 24);
    }
    return true;
  }
}

async function writeAll(connection: Connection, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await connection.write(rest));
}
