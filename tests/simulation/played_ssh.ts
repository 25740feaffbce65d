/**
 * The SSH client of somebody: it asks for what they want, tells how wide the window is, and takes out of the bytes what is
 * not for the screen. Keys wait until the server draws what is typed, as people do.
 *
 * @module
 */

import { type Asked, CLIENT_VERSION, NOTE, type Note, noted } from "./ssh_door.ts";

const LF = 10;
const encoder = new TextEncoder(), decoder = new TextDecoder();

/** The end of the server's version: what stands before it is for nobody's screen. */
const VERSION = /(?:^|\n)SSH-2\.0-[^\n]*\n$/;

/** What a client asks for, in bytes. */
export function hello(asked: Asked): Uint8Array {
  return encoder.encode(`${CLIENT_VERSION}${JSON.stringify(asked)}\n`);
}

/** What a client does with what it takes out of the bytes; all of it is for those at a terminal. */
export interface SshHost {
  /** Takes bytes for the server. */
  send(bytes: Uint8Array): void;
  /** The server draws what is typed from now on, or no more. */
  onEcho(isTheirs: boolean): void;
}

const NOBODY: SshHost = { send() {}, onEcho() {} };

export class PlayedSsh {
  /** What the program exited with, once it has. */
  status: number | undefined;
  /** What came on its standard error. */
  errors = "";
  /** Whether the server draws what is typed. */
  isEchoed = false;
  /** Whether it may ever: it does not ask. */
  readonly wasOfferedEcho = true;
  readonly isBinary = true;
  readonly isSettled = true;
  /** How wide the terminal is. */
  columns: number;
  readonly #host: SshHost;
  #version: number[] | undefined = []; // until it has come whole
  #note: number[] | undefined; // begun

  constructor(host: SshHost = NOBODY, columns = 80) {
    this.#host = host;
    this.columns = columns;
  }

  begin(): void {}

  /** Takes the next byte; returns whether it is not for the screen. */
  take(byte: number): boolean {
    if (this.#version !== undefined) {
      this.#version.push(byte);
      if (byte === LF && VERSION.test(decoder.decode(Uint8Array.from(this.#version)))) {
        this.#version = undefined;
      }
      return true;
    }
    if (this.#note === undefined && byte !== NOTE) return false;
    if (this.#note === undefined) this.#note = [];
    else if (byte !== LF) this.#note.push(byte);
    else this.#hear(JSON.parse(decoder.decode(Uint8Array.from(this.#note))));
    return true;
  }

  /** The screen marks what is pasted: then the server draws what is typed. */
  look(isMarking: boolean): void {
    if (isMarking === this.isEchoed) return;
    this.isEchoed = isMarking;
    this.#host.onEcho(isMarking);
  }

  resize(columns: number): void {
    this.columns = columns;
    this.#host.send(noted({ columns }));
  }

  echoHere(): void {}

  echoThere(): void {}

  #hear({ status, error = "" }: Note): void {
    this.#note = undefined;
    this.status = status ?? this.status;
    this.errors += error;
  }
}
