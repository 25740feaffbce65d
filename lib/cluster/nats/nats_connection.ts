/**
 * One connection to a NATS server: what is needed of the client library, which is loaded when somebody first dials.
 *
 * @module
 */

import type { ConnectionOptions, Msg, NatsConnectionImpl as Client } from "@nats-io/nats-core/internal";
import type { NatsAddress } from "../../runtime/nats_address.ts";
import { NatsTransport } from "./nats_transport.ts";

/** Longest time for one try to connect, in milliseconds: three lost packets are sent again within it. */
const DIAL_MS = 2000;

/** The library asks the server after its health that often, in milliseconds; here the silence of consumers tells sooner. */
const PING_MS = 60_000;

/** Who this node is for the server; at most one of them. */
export interface NatsLogin {
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** What a file with credentials has in it, as `nsc` makes it. */
  readonly creds?: string;
  /** Certificates of those who sign the server's, PEM, besides the usual ones. With it only TLS is spoken. */
  readonly ca?: string;
}

/** What came from the server. */
export type NatsMessage = Pick<Msg, "data" | "reply" | "headers">;

/** A connection, as long as it holds. */
export interface NatsConnection {
  /** Of the server: `2.9.10`. */
  readonly version: string;
  /** Settles when it is over, however that came; never rejects. */
  readonly over: Promise<void>;
  /** Throws an Error where it is over. */
  publish(subject: string, data: string): void;
  /** @returns what ends it */
  subscribe(subject: string, heard: (message: NatsMessage) => void): () => void;
  /** Rejects with an Error: without an answer in time, without anybody who answers, without the right to ask. */
  request(subject: string, data: string, ms: number): Promise<Uint8Array>;
  /** Ends it on the spot; what was published just now may be lost. */
  drop(): void;
  /** Ends it when the server has everything that was published; on a dead link it never does. */
  close(): Promise<void>;
}

/** Makes a connection. @param onTrouble told what the server complains about while it holds */
export type Dial = (address: NatsAddress, onTrouble: (error: Error) => void) => Promise<NatsConnection>;

/** Dials as somebody. */
export function dialAs(login: NatsLogin, name: string): Dial {
  return async (address, onTrouble) => {
    const { NatsConnectionImpl, setTransportFactory, credsAuthenticator } = await import(
      "@nats-io/nats-core/internal"
    );
    const { user = address.user, password = address.password, token, creds, ca } = login;
    const host = address.host.includes(":") ? `[${address.host}]` : address.host;
    const options: ConnectionOptions = {
      servers: `${host}:${address.port}`,
      name,
      timeout: DIAL_MS,
      pingInterval: PING_MS,
      reconnect: false, // it waits for a dead link until the kernel gives it up
      ignoreClusterUpdates: true,
      noAsyncTraces: true,
      ...(user !== undefined && { user, pass: password ?? "" }),
      ...(token !== undefined && { token }),
      ...((address.isTls || ca !== undefined) && { tls: ca === undefined ? {} : { ca } }),
      ...(creds !== undefined && { authenticator: credsAuthenticator(new TextEncoder().encode(creds)) }),
    };
    setTransportFactory({ factory: () => new NatsTransport() }); // of the whole process; the others of it do the same
    return connectionOf(await NatsConnectionImpl.connect(options) as Client, onTrouble);
  };
}

function connectionOf(
  client: Client,
  onTrouble: (error: Error) => void,
): NatsConnection {
  void tellTroubles(client, onTrouble);
  return {
    version: client.info?.version ?? "",
    over: client.closed().then(() => {}, () => {}),
    publish: (subject, data) => client.publish(subject, data),
    subscribe(subject, heard) {
      const callback = (error: Error | null, message: NatsMessage) =>
        error ? onTrouble(error) : heard(message);
      const subscription = client.subscribe(subject, { callback });
      return () => subscription.unsubscribe();
    },
    request: async (subject, data, timeout) => (await client.request(subject, data, { timeout })).data,
    drop() {
      client.protocol.transport.discard();
      client.close().catch(() => {});
    },
    async close() {
      await client.flush().catch(() => {});
      await client.close().catch(() => {});
    },
  };
}

async function tellTroubles(client: Client, onTrouble: (error: Error) => void): Promise<void> {
  try {
    for await (const status of client.status()) if (status.type === "error") onTrouble(status.error);
  } catch { /* it is over */ }
}
