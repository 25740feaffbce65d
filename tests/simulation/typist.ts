/**
 * Somebody at the keyboard of a terminal. While the server edits, every key is sent as it is pressed; before and after, the
 * terminal keeps a line until it is whole. Whoever types knows what stands in the line, by a model of their own.
 *
 * A line begins with a word that tells it from all others before it is sent, and before it goes to another editor.
 *
 * @module
 */

import { InputModel } from "./input_model.ts";
import type { PlayedSsh } from "./played_ssh.ts";
import type { PlayedTelnet } from "./played_telnet.ts";
import type { Sent } from "./visit.ts";

/** Keys by their names, and what terminals send for them; all else in a script is text. */
export const KEYS: Readonly<Record<string, string>> = {
  ...{ left: "\x1b[D", right: "\x1b[C", home: "\x1b[H", end: "\x05", backspace: "\x7f", delete: "\x1b[3~" },
  ...{ "^w": "\x17", "^u": "\x15", "^k": "\x0b", "^y": "\x19", up: "\x1b[A", down: "\x1bOB", "^c": "\x03" },
  ...{ "^l": "\x0c" },
};

/** The key that sends the line. */
export const ENTER = "enter";

/** Longest line that is typed, in bytes: the shortest limit of a story is longer. */
const MAX_BYTES = 300;

/** Most times that somebody has the server edit again: clients that ask for ever are refused. */
const MAX_SWITCHES = 3;

/** A line that nobody should see again. */
const SECRET = /^\/password /;

const encoder = new TextEncoder();

/** What a typist works with. */
export interface Desk {
  /** Their client. */
  readonly telnet: PlayedTelnet | PlayedSsh;
  /** A word that is nowhere else in the story. */
  tag(): string;
  /** Sends bytes, and notes what they are meant as. */
  send(keys: string, ...sent: readonly Omit<Sent, "at">[]): void;
}

export class Typist {
  readonly #desk: Desk;
  readonly #model = new InputModel();
  #sign = ""; // what the line began with when it was signed
  #kept = ""; // by the terminal, until the line is whole
  #held: (() => void)[] | undefined; // what is done once the echo is as it is wanted
  #ends = 0;
  #switches = 0;
  #isOurs = false; // the echo, at the person's wish

  constructor(desk: Desk) {
    this.#desk = desk;
    if ("look" in desk.telnet) this.#held = []; // until the server draws what is typed
  }

  /** Both sides of the cursor in what is typed. */
  get sides(): [left: string, right: string] {
    return this.#model.sides;
  }

  /** Whether a key is waiting until the echo is as it is wanted. */
  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  /** The server shows what is typed from now on, or the terminal does. */
  onEcho(): void {
    this.#model.set(this.#model.text);
    this.#desk.send(this.#kept);
    this.#kept = "";
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const act of held) this.#whenFree(act);
  }

  /** Presses keys and types text. */
  press(script: readonly string[]): void {
    this.#whenFree(() => {
      for (const key of script) {
        if (key === ENTER) this.#enter();
        else if (KEYS[key] === undefined) this.#type(key);
        else this.#pressKey(key);
      }
    });
  }

  /** Types whole lines, each meant as something. */
  say(kind: Sent["kind"], lines: readonly { readonly text: string; readonly line: string }[]): void {
    this.#whenFree(() => {
      for (const { text, line } of lines) {
        if (this.#model.text !== "") this.#enter();
        this.#keys(line);
        this.#model.insert(line);
        this.#send(kind, text);
      }
    });
  }

  /** Pastes lines, in front of what stands there. Keys in a pasted text do nothing. */
  paste(lines: readonly string[]): void {
    this.#whenFree(() => {
      const isMarked = this.#desk.telnet.isEchoed;
      if (this.#model.text !== "" && !isMarked) this.#enter();
      this.#pressKey("home");
      if (isMarked) this.#desk.send("\x1b[200~\x15");
      for (const line of lines) {
        const tag = this.#desk.tag();
        this.#keys(`${tag} ${line}${isMarked ? "\x01" : ""}`);
        this.#model.insert(`${tag} ${line}`);
        this.#send("said", tag, "\n");
      }
      if (isMarked) this.#desk.send("\x1b[201~");
    });
  }

  /** Begins a line and drops it, by the key of the client. */
  interrupt(tag: string, key: (sent: Omit<Sent, "at">) => void): void {
    this.#whenFree(() => {
      if (this.#desk.telnet.isEchoed) this.#desk.send(tag);
      this.#kept = "";
      this.#model.insert(tag);
      if (this.#desk.telnet.isEchoed) this.#model.press("^c");
      else this.#model.set("");
      key({ kind: "noise", text: tag });
    });
  }

  /** Pastes a line that is too long for the server. */
  shout(tag: string, line: string): void {
    this.#whenFree(() => {
      if (!this.#desk.telnet.isEchoed) return;
      this.#pressKey("^c");
      this.#desk.send(`\x1b[200~${tag}${line}\n\x1b[201~`, { kind: "noise", text: tag });
    });
  }

  /** Has the terminal edit lines, or the server again: by the client's own command, or by asking the server. */
  switchEditor(isByServer: boolean): void {
    this.#whenFree(() => {
      const { telnet } = this.#desk;
      if (telnet.isEchoed) return isByServer ? this.#ask("off") : this.#takeBack();
      if (++this.#switches > MAX_SWITCHES || !telnet.isSettled) return;
      if (this.#isOurs) {
        this.#isOurs = false;
        this.#held = [];
        return telnet.echoThere();
      }
      if (isByServer) this.#ask("on");
    });
  }

  /** The person goes, with a line begun: what the server has of it counts as said, if it is not edited there. */
  leave(isWhole: boolean): void {
    const { telnet } = this.#desk, isBegun = this.#model.text !== "";
    if (telnet.isEchoed && !this.isHeld || !isBegun) return;
    if (!isWhole && !this.#model.text.startsWith(this.#sign || "\0")) return; // the server has nothing of it
    this.#signLine();
    this.#desk.send(isWhole ? this.#kept : "", this.#line("said", this.#sign));
  }

  #whenFree(act: () => void): void {
    if (this.#held === undefined) act();
    else this.#held.push(act);
  }

  #ask(wish: "on" | "off"): void {
    const command = `/set editor ${wish}`;
    this.say("command", [{ text: command, line: command }]);
    const tag = this.#desk.tag(); // of a line that is half typed when it is switched
    this.#sign = tag;
    this.#type(`${tag} half `);
    this.#held = [];
  }

  #takeBack(): void {
    if (this.#model.text !== "") this.#signLine();
    this.#isOurs = true;
    this.#desk.telnet.echoHere();
  }

  #type(text: string): void {
    if (encoder.encode(this.#model.text + text).length > MAX_BYTES) return;
    this.#keys(text);
    this.#model.insert(text);
  }

  #pressKey(key: string): void {
    if (!this.#desk.telnet.isEchoed || !this.#model.canPress(key, MAX_BYTES)) return;
    this.#desk.send(KEYS[key]!);
    this.#model.press(key);
  }

  /** Sends what is typed; the line begins with a word of its own then. */
  #enter(): void {
    if (this.#model.text === "") return;
    this.#signLine();
    this.#send("said", this.#sign);
  }

  #signLine(): void {
    if (this.#sign !== "" && this.#model.text.startsWith(this.#sign)) return;
    this.#sign = this.#desk.tag();
    const text = `${this.#sign} `;
    if (this.#desk.telnet.isEchoed) {
      this.#pressKey("home");
      this.#desk.send(text);
      this.#model.insert(text);
      this.#pressKey("end");
    } else {
      const { text: line } = this.#model;
      this.#kept = text + this.#kept; // nothing of an unsigned line is anywhere else
      this.#model.set(text + line);
    }
  }

  #send(kind: Sent["kind"], text: string, end = this.#lineEnd): void {
    const { isEchoed } = this.#desk.telnet;
    this.#desk.send(this.#kept + end, this.#line(kind, text));
    this.#kept = "";
    this.#sign = "";
    if (isEchoed) this.#model.send(SECRET.test(this.#model.text));
    else this.#model.set("");
  }

  #line(kind: Sent["kind"], text: string): Omit<Sent, "at"> {
    return { kind, text, line: this.#model.text, isEdited: this.#desk.telnet.isEchoed };
  }

  /** What Enter sends, which differs between clients. */
  get #lineEnd(): string {
    const { isEchoed, isBinary } = this.#desk.telnet;
    const ends = isEchoed && isBinary ? ["\r", "\r\n", "\r\0"] : ["\r\n", "\r\0"];
    return isEchoed ? ends[this.#ends++ % ends.length]! : "\r\n";
  }

  #keys(text: string): void {
    if (this.#desk.telnet.isEchoed) this.#desk.send(text);
    else this.#kept += text;
  }
}
