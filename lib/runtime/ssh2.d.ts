// Types for `ssh2`, which ships JavaScript only: what is used here of the part of it that speaks the protocol, after its
// source (1.17.0, lib/protocol/). A name with an underscore is its own, and used here with a reason beside the use.

declare module "ssh2/utils" {}

declare module "ssh2/crypto" {
  /** Resolves when a cipher that is not offered here could be used. */
  export const init: Promise<void>;
}

declare module "ssh2/constants" {
  export const DEFAULT_CIPHER: readonly string[];
  export const DEFAULT_KEX: readonly string[];
  export const DEFAULT_MAC: readonly string[];
}

declare module "ssh2/kex" {
  interface Ways {
    readonly cipher: readonly string[];
    readonly mac: readonly string[];
    readonly compress: readonly string[];
    readonly lang: readonly string[];
  }

  /** What one side of a connection can do. */
  export class KexInit {
    constructor(
      offer: {
        readonly kex: readonly string[];
        readonly serverHostKey: readonly string[];
        readonly cs: Ways;
        readonly sc: Ways;
      },
    );
  }
}

declare module "ssh2/keys" {
  import type { Buffer } from "node:buffer";

  export interface Key {
    readonly type: string;
    getPublicSSH(): Buffer;
    /** An Error instead of true or false, where it cannot be told. */
    verify(data: Uint8Array, signature: Uint8Array, hash?: string): boolean | Error;
  }

  /** The key in a text. */
  export function parseKey(text: string): Key | readonly Key[] | Error;

  /** The public key in the bytes that stand behind its type. */
  export function parseDERKey(bytes: Buffer, type: string): Key | Error;
}

declare module "ssh2/protocol" {
  import type { Buffer } from "node:buffer";
  import type { KexInit } from "ssh2/kex";
  import type { Key } from "ssh2/keys";

  /** What a client sends with "publickey". */
  export interface OfferedKey {
    readonly keyAlgo: string;
    readonly key: Buffer;
    readonly hashAlgo?: string;
    readonly signature?: Buffer;
    readonly blob?: Buffer;
  }

  export interface ChannelWanted {
    readonly type: string;
    /** The number that the peer gave it. */
    readonly sender: number | undefined;
    readonly window: number | undefined;
    readonly packetSize: number | undefined;
  }

  export interface MessageHandlers {
    DISCONNECT(it: Protocol, reason: number, text: string): void;
    SERVICE_REQUEST(it: Protocol, service: string): void;
    USERAUTH_REQUEST(it: Protocol, name: string, service: string, method: string, data: unknown): void;
    CHANNEL_OPEN(it: Protocol, wanted: ChannelWanted): void;
    CHANNEL_DATA(it: Protocol, id: number, bytes: Buffer): void;
    CHANNEL_WINDOW_ADJUST(it: Protocol, id: number, bytes: number): void;
    CHANNEL_EOF(it: Protocol, id: number): void;
    CHANNEL_CLOSE(it: Protocol, id: number): void;
    CHANNEL_REQUEST(it: Protocol, id: number, type: string, wantsReply: boolean, data: unknown): void;
  }

  interface Cipher {
    encrypt(packet: Buffer): void;
    readonly _cipherInstance?: { final(): unknown };
  }

  interface Decipher {
    readonly _decipherInstance?: { final(): unknown };
  }

  export default class Protocol {
    constructor(
      config: {
        readonly server: true;
        readonly hostKeys: Readonly<Record<string, Key>>;
        readonly ident: string;
        readonly offer: KexInit;
        readonly onWrite: (bytes: Uint8Array) => void;
        readonly onError: (error: Error) => void;
        readonly onHandshakeComplete: () => void;
        readonly messageHandlers: MessageHandlers;
      },
    );
    start(): void;
    /** Throws where the peer does not keep to the protocol. */
    parse(bytes: Buffer, from: number, to: number): void;
    cleanup(): void;
    ping(): void;
    requestFailure(): void;
    serviceAccept(service: string): void;
    authFailure(methods: readonly string[]): void;
    authSuccess(): void;
    authPKOK(algorithm: string, key: Uint8Array): void;
    channelOpenConfirm(peerId: number, id: number, window: number, packetSize: number): void;
    channelOpenFail(peerId: number, reason: number, text: string): void;
    channelSuccess(peerId: number): void;
    channelFailure(peerId: number): void;
    channelData(peerId: number, bytes: Buffer): void;
    channelExtData(peerId: number, bytes: Buffer, type: number): void;
    channelWindowAdjust(peerId: number, bytes: number): void;
    channelEOF(peerId: number): void;
    channelClose(peerId: number): void;
    exitStatus(peerId: number, status: number): void;
    _onPayload: (payload: Buffer) => unknown;
    readonly _packetRW: {
      readonly write: {
        readonly allocStartKEX: number;
        alloc(bytes: number, isAtOnce: boolean): Buffer;
        finalize(packet: Buffer, isAtOnce: boolean): Buffer;
      };
    };
    readonly _cipher: Cipher;
    readonly _decipher: Decipher | undefined;
  }
}
