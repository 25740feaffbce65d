/**
 * The telnet client of somebody who sits at a terminal: it says what the terminal is, and leaves echo and editing to the
 * server when the server offers that, until the person wants otherwise.
 *
 * @module
 */

const IAC = 255, DONT = 254, DO = 253, WONT = 252, WILL = 251, SB = 250, SE = 240;
const BINARY = 0, ECHO = 1, SUPPRESS_GO_AHEAD = 3, TERMINAL_TYPE = 24, NAWS = 31;

/** What the client does when it is asked, and what it lets the server do. */
const OURS: readonly number[] = [BINARY, TERMINAL_TYPE, NAWS], THEIRS = [BINARY, ECHO, SUPPRESS_GO_AHEAD];

const ROWS = 24;

/** What a client does with what it takes out of the bytes. */
export interface TelnetHost {
  /** Takes bytes for the server. */
  send(bytes: Uint8Array): void;
  /** The server shows what is typed from now on, or the terminal does. */
  onEcho(isTheirs: boolean): void;
}

export class PlayedTelnet {
  /** Whether the server shows what is typed. */
  isEchoed = false;
  /** Whether it ever offered to. */
  wasOfferedEcho = false;
  readonly #host: TelnetHost;
  readonly #names: readonly string[];
  #namesTold = 0;
  /** How wide the terminal is. */
  columns: number;
  readonly #ours = new Set<number>();
  readonly #theirs = new Set<number>();
  #command: number[] = []; // begun

  /**
   * A client that says by itself that it could tell what its terminal is, as PuTTY does.
   * @param names what it tells when it is asked the first time, the second, and so on; the last one again and again
   */
  constructor(host: TelnetHost, names: readonly string[], columns: number) {
    this.#host = host;
    this.#names = names;
    this.columns = columns;
  }

  /** Speaks first. */
  begin(): void {
    this.#ours.add(TERMINAL_TYPE);
    this.#say(WILL, TERMINAL_TYPE);
  }

  /** Whether bytes go as they are. */
  get isBinary(): boolean {
    return this.#ours.has(BINARY);
  }

  /** Takes the next byte; returns whether it is one of a command. */
  take(byte: number): boolean {
    if (this.#command.length === 0 && byte !== IAC) return false;
    const command = this.#command;
    command.push(byte);
    const [, verb, option] = command;
    if (verb === undefined) return true;
    if (verb === SB ? byte !== SE || command.at(-2) !== IAC : verb > SB && option === undefined) return true;
    this.#command = [];
    if (verb === SB) this.#tell(option!);
    else if (option !== undefined) this.#hear(verb, option);
    return true;
  }

  resize(columns: number): void {
    this.columns = columns;
    if (this.#ours.has(NAWS)) this.#tellSize();
  }

  /** Wants the terminal to show what is typed again. */
  echoHere(): void {
    this.#heard(this.#theirs, ECHO, false);
    this.#say(DONT, ECHO);
  }

  /** Whether all that is left of an earlier change has come. */
  get isSettled(): boolean {
    return this.#theirs.has(ECHO) === this.#theirs.has(SUPPRESS_GO_AHEAD);
  }

  /** Wants the server to show it. */
  echoThere(): void {
    this.#say(DO, ECHO);
    this.#say(DO, SUPPRESS_GO_AHEAD);
    this.#theirs.add(ECHO).add(SUPPRESS_GO_AHEAD); // what comes of that is no question
  }

  #hear(verb: number, option: number): void {
    if (verb === DO && !this.#ours.has(option)) {
      const isAble = OURS.includes(option);
      if (isAble) this.#ours.add(option);
      this.#say(isAble ? WILL : WONT, option);
      if (option === NAWS) this.#tellSize();
    }
    if (verb === DONT && this.#ours.delete(option)) this.#say(WONT, option);
    if (verb === WILL && option === ECHO) this.wasOfferedEcho = true;
    if (verb === WILL) {
      const isNew = !this.#theirs.has(option);
      if (isNew) this.#say(THEIRS.includes(option) ? DO : DONT, option);
      this.#heard(this.#theirs, option, THEIRS.includes(option));
    }
    if (verb === WONT) {
      if (this.#theirs.has(option)) this.#say(DONT, option);
      this.#heard(this.#theirs, option, false);
    }
  }

  #heard(options: Set<number>, option: number, isOn: boolean): void {
    if (isOn) options.add(option);
    else options.delete(option);
    const isEchoed = this.#theirs.has(ECHO) && this.#theirs.has(SUPPRESS_GO_AHEAD);
    if (isEchoed === this.isEchoed) return;
    this.isEchoed = isEchoed;
    this.#host.onEcho(isEchoed);
  }

  #tell(option: number): void {
    if (option !== TERMINAL_TYPE) return;
    const name = this.#names[Math.min(this.#namesTold++, this.#names.length - 1)]!;
    this.#host.send(Uint8Array.of(IAC, SB, option, 0, ...new TextEncoder().encode(name), IAC, SE));
  }

  #tellSize(): void {
    const size = [this.columns >> 8, this.columns & 255, ROWS >> 8, ROWS & 255];
    const escaped = size.flatMap((byte) => byte === IAC ? [IAC, IAC] : [byte]);
    this.#host.send(Uint8Array.of(IAC, SB, NAWS, ...escaped, IAC, SE));
  }

  #say(verb: number, option: number): void {
    this.#host.send(Uint8Array.of(IAC, verb, option));
  }
}
