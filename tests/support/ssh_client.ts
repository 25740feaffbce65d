/**
 * A client of SSH. It can keep to the protocol, and send any message at all. Its own half of the packets is spoken by ssh2.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import Protocol from "ssh2/protocol";
import { joined, sshString, SshStrings, uint32 } from "../../lib/doors/ssh/ssh_strings.ts";

/** Messages by number (RFC 4250, 4.1.2), as far as a test speaks of them. */
export const TYPE = {
  disconnect: 1,
  ignore: 2,
  serviceRequest: 5,
  serviceAccept: 6,
  kexInit: 20,
  authRequest: 50,
  authFailure: 51,
  authSuccess: 52,
  keyIsTaken: 60,
  infoResponse: 61,
  globalRequest: 80,
  requestFailure: 82,
  channelOpen: 90,
  channelOpened: 91,
  channelNotOpened: 92,
  windowAdjust: 93,
  data: 94,
  errorData: 95,
  eof: 96,
  close: 97,
  channelRequest: 98,
  channelSuccess: 99,
  channelFailure: 100,
} as const;

/** What of ssh2 a client needs that a server does not. */
interface ClientProtocol {
  readonly _packetRW: {
    readonly write: {
      readonly allocStartKEX: number;
      alloc(bytes: number, isAtOnce: boolean): Buffer;
      finalize(packet: Buffer, isAtOnce: boolean): Buffer;
    };
  };
  readonly _cipher: { encrypt(packet: Buffer): void; _cipherInstance?: { final(): unknown } };
  readonly _decipher?: { _decipherInstance?: { final(): unknown } };
  rekey(): void;
}

export class SshClient implements Disposable {
  /** What the server has sent since the keys were agreed on, without what was taken. */
  readonly messages: Uint8Array[] = [];
  /** How often keys were agreed on. */
  exchanges = 0;
  failure: string | undefined;
  readonly #go: (client: SshClient) => Promise<void>;
  readonly #protocol: Protocol & ClientProtocol;
  #ciphers: (() => void) | undefined; // finishes those in use: the runtime keeps ciphers until then

  /**
   * @param write sends bytes to the server
   * @param go has the client hear what the server answers
   */
  constructor(write: (bytes: Uint8Array) => void, go: (client: SshClient) => Promise<void>) {
    this.#go = go;
    const protocol = this.#protocol = Reflect.construct(Protocol, [{
      ident: "test",
      onWrite: (bytes: Uint8Array) => write(bytes.slice()),
      onError: (error: Error) => this.failure ??= error.message,
      onHandshakeComplete: () => this.#exchanged(),
      messageHandlers: {},
    }]);
    const read = protocol._onPayload;
    protocol._onPayload = (payload: Buffer) => {
      if (payload[0] === TYPE.kexInit) return read(payload);
      this.messages.push(Uint8Array.from(payload));
    };
    protocol.start();
  }

  /** The server has sent this. */
  hear(bytes: Uint8Array): void {
    try {
      this.#protocol.parse(Buffer.from(bytes), 0, bytes.length);
    } catch (error) {
      this.failure ??= (error as Error).message;
    }
  }

  /** Reads what the server answers. */
  go(): Promise<void> {
    return this.#go(this);
  }

  /** Sends one message, also while keys are agreed on. */
  send(...parts: readonly (Uint8Array | number)[]): void {
    const payload = joined(...parts.map((part) => typeof part === "number" ? Uint8Array.of(part) : part));
    const { write } = this.#protocol._packetRW, packet = write.alloc(payload.length, true);
    packet.set(payload, write.allocStartKEX);
    this.#protocol._cipher.encrypt(write.finalize(packet, true));
  }

  /** Takes the first message of these types that has come: what stands behind its type. */
  take(...types: readonly number[]): Uint8Array | undefined {
    const at = this.messages.findIndex(([type]) => types.includes(type!));
    return at < 0 ? undefined : this.messages.splice(at, 1)[0]!.subarray(1);
  }

  /** Asks to be let in; the answer is among the messages. */
  async ask(name: string, method: string, ...more: readonly (Uint8Array | number)[]): Promise<void> {
    this.send(
      TYPE.authRequest,
      sshString(name),
      sshString("ssh-connection"),
      sshString(method),
      ...more,
    );
    await this.go();
  }

  /** Comes in, with any password. */
  async login(name = "ann"): Promise<void> {
    if (this.exchanges === 0) await this.go();
    this.send(TYPE.serviceRequest, sshString("ssh-userauth"));
    await this.go();
    await this.ask(name, "password", 0, sshString("x"));
    this.messages.length = 0;
  }

  /** Opens a channel. */
  async open(
    type = "session",
    window = 100_000,
    packetBytes = 32_768,
    more = new Uint8Array(),
  ): Promise<void> {
    this.send(
      TYPE.channelOpen,
      sshString(type),
      uint32(7),
      uint32(window),
      uint32(packetBytes),
      more,
    );
    await this.go();
  }

  /** Asks for something on the channel. */
  async request(type: string, ...more: readonly (Uint8Array | number)[]): Promise<void> {
    this.send(TYPE.channelRequest, uint32(0), sshString(type), 1, ...more);
    await this.go();
  }

  /** Comes in and begins to talk. */
  async enter(name?: string, window?: number): Promise<void> {
    await this.login(name);
    await this.open("session", window);
    await this.request("shell");
    for (const type of [TYPE.channelOpened, TYPE.channelSuccess]) this.take(type); // the greeting may be here already
  }

  /** Types something. */
  async type(text: string | Uint8Array): Promise<void> {
    this.send(TYPE.data, uint32(0), sshString(text));
    await this.go();
  }

  /** Takes what has come on the channel so far, as text. */
  shown(type: number = TYPE.data): string {
    const start = 8 + (type === TYPE.errorData ? 4 : 0);
    let text = "";
    for (let data; (data = this.take(type)) !== undefined;) {
      text += new TextDecoder().decode(data.subarray(start));
    }
    return text;
  }

  /** Wants new keys. */
  rekey(): void {
    this.#protocol.rekey();
  }

  [Symbol.dispose](): void {
    this.#ciphers?.();
    this.#ciphers = undefined;
  }

  #exchanged(): void {
    this.exchanges++;
    this.#ciphers?.();
    const { _cipher: { _cipherInstance: cipher }, _decipher } = this.#protocol;
    const decipher = _decipher?._decipherInstance;
    this.#ciphers = () => [cipher, decipher].forEach((one) => one?.final());
  }
}

/** What stands behind "pty-req". */
export function pty(term: string, columns: number, rows: number): Uint8Array[] {
  const modes = Uint8Array.of(0);
  return [sshString(term), uint32(columns), uint32(rows), uint32(0), uint32(0), sshString(modes)];
}

/** A request of a channel with a number: whose channel, what, whether an answer is wanted, and the number. */
export function numberIn(request: Uint8Array | undefined) {
  const strings = new SshStrings(Uint8Array.from(request ?? []));
  return [strings.uint32(), strings.text(), strings.bytes(1)[0], strings.uint32()];
}
