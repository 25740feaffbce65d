/**
 * Somebody at the chat over SSH, as a test plays them: a real socket, and a client that can also do what it must not.
 *
 * @module
 */

import { connect, type Socket } from "node:net";
import { type Address, PATIENCE_MS } from "./guest.ts";
import { SshClient, TYPE } from "./ssh_client.ts";

export class SshGuest implements AsyncDisposable {
  readonly client: SshClient;
  /** All that was shown so far. */
  text = "";
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #heard = 0; // of the text
  #hasEnded = false;
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    const ended = () => {
      this.#hasEnded = true;
      this.#wake();
    };
    socket.on("error", () => {}).on("end", ended).on("close", ended); // the server may hang up while we speak
    this.client = new SshClient((bytes) => void socket.write(bytes), () => this.#go());
    socket.on("data", (bytes: Uint8Array) => {
      this.client.hear(bytes);
      if (this.client.take(TYPE.globalRequest) !== undefined) this.client.send(TYPE.requestFailure); // it is there
      this.#wake();
    });
  }

  static connect({ hostname, port }: Address): Promise<SshGuest> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port, noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new SshGuest(socket)));
    });
  }

  /** Waits for a text, in what came since the last one. */
  async hears(wanted: string): Promise<void> {
    await this.until(() => {
      this.text += this.client.shown();
      const at = this.text.indexOf(wanted, this.#heard);
      if (at >= 0) this.#heard = at + wanted.length;
      return at >= 0;
    }, () => `${JSON.stringify(wanted)} in ${JSON.stringify(this.text.slice(this.#heard))}`);
  }

  /** Waits until something is so; throws where that takes too long, or the server has hung up. */
  async until(isSo: () => boolean, what: () => string = () => "an answer"): Promise<void> {
    const late = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, PATIENCE_MS);
    let isLate = false;
    try {
      while (!isSo()) {
        if (isLate || this.#hasEnded) throw new Error(`Waited for ${what()}`);
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    } finally {
      clearTimeout(late);
    }
  }

  /** Hears that the server has hung up. */
  async hearEnd(): Promise<void> {
    await this.until(() => this.#hasEnded, () => "the end");
  }

  /** Goes without a word. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Bytes that are no packet. */
  spoil(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    await this.#closed;
    this.client[Symbol.dispose]();
  }

  /** Waits for an answer: for the first keys, and then for a message. */
  async #go(): Promise<void> {
    const { client } = this, before = client.messages.length;
    if (client.exchanges === 0) {
      return await this.until(() => client.exchanges > 0 && client.messages.length > 0);
    }
    await this.until(() => client.messages.length > before || client.failure !== undefined);
  }
}
