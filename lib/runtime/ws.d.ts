// Types for `ws`, which ships JavaScript only. Only what is used here, after its documentation (doc/ws.md).

declare module "ws" {
  import type { Buffer } from "node:buffer";
  import type { EventEmitter } from "node:events";
  import type { Duplex } from "node:stream";

  export class WebSocket extends EventEmitter {
    constructor(url: string);
    static readonly OPEN: 1;
    readonly readyState: number;
    readonly isPaused: boolean;
    pause(): void;
    resume(): void;
    ping(): void;
    send(data: Uint8Array, options: { readonly binary: boolean }, done: (error?: Error | null) => void): void;
    close(code: number, reason?: string): void;
    terminate(): void;
    on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): this;
    on(event: "ping" | "pong", listener: () => void): this;
    on(event: "close", listener: (code: number) => void): this;
    on(event: "error", listener: (error: Error) => void): this;
  }

  export class WebSocketServer {
    constructor(options: Readonly<Record<string, unknown>>);
    handleUpgrade(
      request: {
        readonly method: string;
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
      },
      socket: Duplex,
      head: Buffer,
      done: (socket: WebSocket) => void,
    ): void;
  }
}
