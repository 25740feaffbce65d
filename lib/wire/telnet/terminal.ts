/**
 * What a telnet client's terminal is, how large, and whether the client leaves the editing of lines to us. All of it is
 * asked for and offered, and nobody waits for an answer: whoever gives none, or half of one, goes on editing by itself.
 *
 * A client leaves echo and editing to us when both ECHO and SUPPRESS-GO-AHEAD are agreed on (RFC 857, 858). So one goes
 * with the other: where one is refused or switched off, the other is taken back.
 *
 * @module
 */

import { COMMAND, OPTION, TERMINAL_TYPE } from "./codes.ts";
import { type End, type OptionHost, TelnetOptions } from "./options.ts";
import { abilitiesIn, isDumb, isTerminal, SCREEN_READER } from "./terminal_type.ts";

const { ECHO, SUPPRESS_GO_AHEAD, NAWS } = OPTION;

/**
 * Most names of a terminal that are asked for. The first tells what the client is. By the MUD Terminal Type Standard, the
 * second names its terminal, and the third tells what it can.
 */
const MAX_NAMES = 3;

/** Told while bytes are read, in its place among them. */
export interface TerminalNews {
  /** Whether there is an editor: none is offered before. */
  readonly hasEditor: boolean;
  /** The window has another size, in characters; undefined where the client does not know. */
  resized(columns: number | undefined, rows: number | undefined): void;
  /** From now on the client sends every key, and shows none of them by itself; or it edits lines again. */
  echoing(isOn: boolean): void;
  /** What is shown is read aloud, or cannot be drawn again: no editor, and no colours. Told once. */
  readAloud(): void;
}

export class TelnetTerminal implements OptionHost {
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #news: TerminalNews;
  readonly #options: TelnetOptions;
  #hasBegun = false;
  #isAsked = false; // or will be, what terminal it is
  #namesAsked = 0;
  #isNameDue = false; // asked for, and not come yet
  #name: string | undefined; // the last that came
  #wish: boolean | undefined; // the person's; none leaves it to the name of the terminal
  #isDue = false; // the editor, to be offered as soon as there is one
  #isOffered = false;
  #isEchoing = false;
  #size = 0; // as it came: columns in the upper half

  /** @param send takes complete telnet commands for the peer, in order */
  constructor(send: (bytes: Uint8Array<ArrayBuffer>) => void, news: TerminalNews) {
    this.#send = send;
    this.#news = news;
    this.#options = new TelnetOptions(send, this);
  }

  /**
   * Asks a peer that seems to speak telnet for BINARY, and for what its terminal is as soon as it answers: a raw client
   * never does, and C-Kermit stops for two minutes if it is asked for three things at once. May be repeated, is sent once.
   * @param isEditorWanted whether the terminal is asked for, and offered an editor
   */
  begin(isEditorWanted: boolean): void {
    this.#hasBegun = true;
    this.#isAsked ||= isEditorWanted;
    this.#options.ask(OPTION.BINARY);
    if (this.#wish === true) this.#offer();
  }

  /** Does what the person wishes, whatever the terminal is; what is wished before the beginning is offered there. */
  wantEditor(isOn: boolean): void {
    this.#wish = isOn;
    if (!isOn) this.#takeBack();
    else if (this.#hasBegun) this.#offer();
  }

  /** There is an editor from now on: whoever should have been offered one is offered it. */
  editorCame(): void {
    if (this.#isDue) this.#offer();
  }

  /** Something else than an option came from the peer. */
  heardOther(): void {
    this.#options.heardOther();
  }

  /** WILL, WONT, DO or DONT came; "logout" when the peer asked to be logged out. */
  receive(verb: number, option: number): "logout" | undefined {
    return this.#options.receive(verb, option);
  }

  /** A subnegotiation came, its option first. Of what was not agreed on it says nothing. */
  subnegotiation(said: Uint8Array): void {
    this.#options.heardOther();
    const option = said[0];
    if (option === undefined || !this.#options.isOn("peer", option)) return;
    if (option === NAWS && said.length === 5) this.#resize(said);
    if (option === OPTION.TERMINAL_TYPE && said[1] === TERMINAL_TYPE.IS) {
      this.#hearName(String.fromCharCode(...said.subarray(2)));
    }
  }

  /** What is welcome depends on what was asked for and offered. */
  welcomes(end: End, option: number): boolean {
    if (end === "us") return this.#isOffered && isOfEditor(option);
    return this.#isAsked && (option === NAWS || option === OPTION.TERMINAL_TYPE);
  }

  /** An option is on or off: what follows from it. */
  settled(end: End, option: number, isOn: boolean): void {
    if (end === "us" && isOfEditor(option)) {
      const other = option === ECHO ? SUPPRESS_GO_AHEAD : ECHO;
      if (isOn) this.#options.offer(other);
      else this.#options.takeBack(other);
      this.#tellEchoing();
    }
    if (end !== "peer") return;
    if (option === OPTION.BINARY && this.#isAsked) this.#askForTerminal();
    if (option === OPTION.TERMINAL_TYPE && isOn && this.#namesAsked === 0) this.#askName();
  }

  #askForTerminal(): void {
    this.#isAsked = true;
    this.#options.ask(NAWS);
    this.#options.ask(OPTION.TERMINAL_TYPE);
  }

  #offer(): void {
    this.#askForTerminal();
    this.#isDue = !this.#news.hasEditor;
    if (this.#isDue) return;
    this.#isOffered = true;
    this.#options.offer(ECHO);
    this.#options.offer(SUPPRESS_GO_AHEAD);
  }

  #takeBack(): void {
    this.#isDue = this.#isOffered = false;
    this.#options.takeBack(ECHO);
    this.#options.takeBack(SUPPRESS_GO_AHEAD);
  }

  #tellEchoing(): void {
    const isEchoing = this.#options.isOn("us", ECHO) && this.#options.isOn("us", SUPPRESS_GO_AHEAD);
    if (isEchoing === this.#isEchoing) return;
    this.#isEchoing = isEchoing;
    this.#news.echoing(isEchoing);
  }

  /** RFC 1073: columns and rows in two bytes each, the high one first; zero is unknown. */
  #resize(said: Uint8Array): void {
    const columns = said[1]! * 256 + said[2]!, rows = said[3]! * 256 + said[4]!;
    const size = columns * 65536 + rows;
    if (size === this.#size) return;
    this.#size = size;
    this.#news.resized(columns || undefined, rows || undefined);
  }

  #askName(): void {
    if (this.#namesAsked >= MAX_NAMES) return;
    this.#namesAsked++;
    this.#isNameDue = true;
    const { IAC, SB, SE } = COMMAND;
    this.#send(Uint8Array.of(IAC, SB, OPTION.TERMINAL_TYPE, TERMINAL_TYPE.SEND, IAC, SE));
  }

  /** The first name decides. More are asked for until one tells what the client can, or it has no other. */
  #hearName(name: string): void {
    if (!this.#isNameDue) return;
    this.#isNameDue = false;
    const isFirst = this.#name === undefined, isRepeated = name === this.#name;
    this.#name = name;
    const abilities = abilitiesIn(name);
    if (isFirst && isDumb(name) || ((abilities ?? 0) & SCREEN_READER) !== 0) return this.#beReadAloud();
    if (isFirst && isTerminal(name) && this.#wish === undefined) this.#offer();
    if (abilities === undefined && !isRepeated) this.#askName();
  }

  #beReadAloud(): void {
    if (this.#wish === undefined) this.#takeBack();
    this.#news.readAloud();
  }
}

function isOfEditor(option: number): boolean {
  return option === ECHO || option === SUPPRESS_GO_AHEAD;
}
