/**
 * The way in for telnet and nc: plain TCP.
 *
 * @module
 */

import type { IsTrusted } from "../guard/trusted_networks.ts";
import { addressText, plainAddress } from "../text/address.ts";
import { acceptLoop, type Acceptor } from "./accept_loop.ts";
import type { SpareDescriptors } from "./spare_descriptors.ts";
import type { Connection } from "./connection.ts";
import { welcome, type WelcomeParts } from "./welcome.ts";

/** A TCP connection: `Deno.TcpConn`, or a double of it. */
export interface TcpConnection extends Connection {
  /** Where the peer is. */
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** Sends small pieces at once. */
  setNoDelay(isOn: boolean): void;
  /** Has the system ask now and then whether the peer is still there. */
  setKeepAlive(isOn: boolean): void;
}

/** A TCP port that is listened on: `Deno.TcpListener`, or a double of it. */
export interface TcpListener extends Acceptor<TcpConnection> {
  /** Where it listens. */
  readonly addr: { readonly hostname: string; readonly port: number };
  /** Stops listening. */
  close(): void;
}

/** What a TCP door is built from. */
export interface TcpDoorParts extends WelcomeParts {
  /** Who is exempt from limits. */
  readonly isTrusted: IsTrusted;
  /** Asked before a connection is accepted. */
  readonly spare: Pick<SpareDescriptors, "allow">;
}

/** An open door. */
export interface Door {
  /** Where it listens. */
  readonly hostname: string;
  /** The port it got. */
  readonly port: number;
  /** Stops accepting; connections that came in live on. */
  close(): void;
}

/** Opens the door; the listener is closed with it. */
export function openTcpDoor(listener: TcpListener, parts: TcpDoorParts): Door {
  const { clock, log, tasks, isTrusted, spare } = parts;
  const closing = new AbortController();
  const onConnection = (connection: TcpConnection) => {
    const { hostname, port } = connection.remoteAddr;
    const address = plainAddress(hostname);
    try {
      connection.setNoDelay(true); // Nagle's wait for acknowledgements costs a room 40 ms
      connection.setKeepAlive(true); // a peer that lost its power is noticed, hours later
    } catch {
      return connection[Symbol.dispose](); // it vanished before it was welcomed
    }
    const peer = addressText(address, port);
    const arrival = { address, peer, door: "tcp", isTrusted: isTrusted(address) };
    const about = () => ({ name: peer, fields: { peer, door: arrival.door } });
    tasks.start({ kind: "reader", about }, (task) => welcome(connection, arrival, task, parts));
  };
  const { hostname, port } = listener.addr;
  tasks.start(
    { kind: "door", about: `tcp ${addressText(hostname, port)}`, waitsFor: "connections" },
    () => acceptLoop(listener, { clock, log, spare, signal: closing.signal, onConnection }),
  );
  return {
    hostname,
    port,
    close() {
      closing.abort();
      listener.close();
    },
  };
}
