/**
 * What the TLS door has of the network: inner ports on this machine that only we call, and that speak TLS.
 *
 * The runtime takes no connection that is accepted already for TLS, so it is called by one of our own
 * (docs/decisions/0021).
 *
 * @module
 */

import { isFromSystem } from "../../runtime/reason.ts";
import type { Acceptor } from "../accept_loop.ts";
import type { Connection } from "../connection.ts";
import type { KeyPair } from "./certificate.ts";

/** Our end of a connection to an inner port. */
export interface OuterEnd extends Connection {
  readonly localAddr: { readonly port: number };
  setNoDelay(isOn: boolean): void;
}

/** The inner port's end, which speaks TLS: what is read and written is not encrypted. */
export interface InnerEnd extends Connection {
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** Resolves when both have agreed; rejects where they cannot, or the peer is gone. */
  handshake(): Promise<{ readonly alpnProtocol: string | null }>;
}

/** An inner port. */
export interface InnerListener extends Acceptor<InnerEnd> {
  readonly addr: { readonly port: number };
  close(): void;
}

export interface TlsNetwork {
  /** Opens an inner port with this certificate. Throws where there is none to be had, or the pair is of no use. */
  listen(pair: KeyPair): InnerListener;
  connect(port: number): Promise<OuterEnd>;
}

/** Opens an inner port, and closes it at once. */
export function tryOut(network: TlsNetwork, pair: KeyPair): Error | undefined {
  try {
    network.listen(pair).close();
  } catch (error) {
    if (!isFromSystem(error)) return error as Error;
  }
}

/** Where only this machine can call, and where we call from: others of its addresses (127.0.0.2) are somebody else. */
export const LOOPBACK = "127.0.0.1";

/** A browser that may choose speaks no other HTTP than ours then. */
const PROTOCOLS = ["http/1.1"];

export const loopbackTls: TlsNetwork = {
  listen({ cert, key }) {
    const listener = Deno.listenTls({ hostname: LOOPBACK, port: 0, cert, key, alpnProtocols: PROTOCOLS });
    return {
      addr: listener.addr as Deno.NetAddr,
      accept: async () => await listener.accept() as Deno.TlsConn & { remoteAddr: Deno.NetAddr },
      close: () => listener.close(),
    };
  },
  async connect(port) {
    return await Deno.connect({ hostname: LOOPBACK, port }) as Deno.TcpConn & { localAddr: Deno.NetAddr };
  },
};
