/**
 * Somebody at the chat over TLS, as a test plays them: a real client that trusts one certificate.
 *
 * @module
 */

import { assertStringIncludes } from "@std/assert";
import type { Address } from "./guest.ts";

/** How long they wait for what they want to hear, in milliseconds. */
const PATIENCE_MS = 10_000;

/** One connected guest. Whoever connects it disposes it. */
export class TlsGuest implements AsyncDisposable {
  readonly #connection: Deno.TlsConn;
  readonly #reading: Promise<void>;
  #text = "";
  #heard = 0;
  #wake = () => {};
  #hasEnded = false;

  private constructor(connection: Deno.TlsConn) {
    this.#connection = connection;
    this.#reading = this.#read();
  }

  /** Connects to a server with this certificate; `protocols` are offered for the inside. */
  static async connect(
    { hostname, port }: Address,
    certificate: string,
    protocols?: string[],
  ): Promise<TlsGuest> {
    const more = protocols === undefined ? {} : { alpnProtocols: protocols };
    const connection = await Deno.connectTls({ hostname, port, caCerts: [certificate], ...more });
    try {
      await connection.handshake();
    } catch (error) {
      connection.close();
      throw error;
    }
    return new TlsGuest(connection);
  }

  /** Their own port, by which the log knows them. */
  get port(): number {
    return (this.#connection.localAddr as Deno.NetAddr).port;
  }

  /** All that came so far. */
  get text(): string {
    return this.#text;
  }

  async say(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
  }

  /** Waits for a text, in what came since the last one. */
  async hears(wanted: string): Promise<void> {
    const patience = setTimeout(() => this.#connection.close(), PATIENCE_MS);
    while (!this.#text.includes(wanted, this.#heard) && !this.#hasEnded) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    clearTimeout(patience);
    assertStringIncludes(this.#text.slice(this.#heard), wanted);
    this.#heard = this.#text.indexOf(wanted, this.#heard) + wanted.length;
  }

  /** Ends their half, and waits for the server to end its own. */
  async leave(): Promise<void> {
    await this.#connection.closeWrite();
    await this.#reading;
  }

  /** Hangs up. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#connection.close();
    } catch {
      // The server was first.
    }
    await this.#reading;
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(16_384), decoder = new TextDecoder();
    try {
      for (;;) {
        const count = await this.#connection.read(buffer);
        if (count === null) break;
        this.#text += decoder.decode(buffer.subarray(0, count), { stream: true });
        this.#wake();
      }
    } catch {
      // It was closed.
    }
    this.#hasEnded = true;
    this.#wake();
  }
}
