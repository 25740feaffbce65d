/**
 * Builds lines from keys, for a terminal that shows nothing by itself: what is typed is drawn here, and can be edited as
 * with readline. It is pure: bytes in; lines, signals and what to draw out.
 *
 * It has the face of `line_editor.ts`, which is for everybody else: there the client shows and edits the line, and what
 * comes of keys is only mended. The two share the sequences, control strings and signals; one of them reads a connection.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { EditorHost } from "./editor_host.ts";
import { loadWidths } from "./columns.ts";
import { Input } from "./input.ts";
import { InputView } from "./input_view.ts";
import { KeyDecoder } from "./key_decoder.ts";

/** Told at once of what happens on the screen. */
export interface EditorNews {
  /** Text to be shown above the input, in order with all that is shown: whole lines, a bell, an empty screen. */
  above(text: string): void;
  /** The input has to be drawn again; told once for all keys that came together. */
  changed(): void;
}

const BELL = "\x07";
const encoder = new TextEncoder();

export class KeyEditor {
  readonly #news: EditorNews;
  readonly #input: Input;
  readonly #decoder: KeyDecoder;
  /** What draws the input. */
  readonly view: InputView;
  #text = "";
  #hasRung = false; // in this read

  /**
   * An editor with an empty line.
   * @param maxLineBytes longest line, in UTF-8 without its end
   */
  constructor(maxLineBytes: number, host: EditorHost, news: EditorNews) {
    this.#news = news;
    this.#input = new Input(maxLineBytes, host, {
      line: (text) => this.signal(text),
      above: (text) => news.above(text),
      bell: () => this.#ring(),
    });
    this.view = new InputView(this.#input);
    this.#decoder = new KeyDecoder(this.#input, "lines");
    loadWidths();
  }

  /** Types what one read brought. */
  type(bytes: Uint8Array): void {
    this.#hasRung = false;
    this.#input.beginRead(this.view.columns);
    this.#decoder.decode(bytes);
    this.#news.changed();
  }

  /** Drops the unfinished line, as Ctrl-C does. */
  dropLine(): void {
    this.#input.drop();
    this.#news.changed();
  }

  /** Erases the character before the cursor. */
  eraseCharacter(): void {
    this.#input.key({ name: "backspace", ctrl: false, alt: false });
    this.#news.changed();
  }

  /** Never: whoever types in another character set would see something else than they type. */
  get isEightBit(): boolean {
    return false;
  }

  /** Whether the bytes so far end inside a UTF-8 character. */
  get isInsideCharacter(): boolean {
    return this.#decoder.isInsideCharacter;
  }

  /** Whether nothing stands in the line. */
  get isEmpty(): boolean {
    return this.#input.isEmpty;
  }

  /** The unfinished line; what is typed unseen is not told. */
  get unfinished(): Uint8Array {
    return encoder.encode(this.#input.unfinished);
  }

  /** Hands over the unfinished line, for another editor to go on with; what is typed unseen goes to nobody. */
  handOver(): Uint8Array {
    return concat([encoder.encode(this.#input.handOver()), this.#decoder.handOver()]);
  }

  /** Puts a signal, or a finished line, behind the lines so far. */
  signal(line: string): void {
    this.#text += line + "\n";
  }

  /** Hands over the finished lines, each with LF at its end; the caller owns the text. */
  takeText(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  /** Has the next line typed unseen: it goes out behind `SECRET`, and nothing where it is called off; forgets one that was seen. */
  hideNext(seen?: string): void {
    this.#input.hideNext(seen);
    this.#news.changed();
  }

  #ring(): void {
    if (this.#hasRung) return;
    this.#hasRung = true;
    this.#news.above(BELL);
  }
}
