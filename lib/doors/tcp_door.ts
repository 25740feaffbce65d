/**
 * The way in for telnet and nc: plain TCP.
 *
 * @module
 */

import type { IsTrusted } from "../guard/trusted_networks.ts";
import { addressText } from "../model/address.ts";
import type { TaskGroup } from "../task_group.ts";
import { acceptLoop } from "./accept_loop.ts";
import { welcome, type WelcomeParts } from "./welcome.ts";

/** What a TCP door is built from. */
export interface TcpDoorParts extends WelcomeParts {
  /** Who is exempt from limits. */
  readonly isTrusted: IsTrusted;
  /** Keeps the accept loop and every connection. */
  readonly tasks: TaskGroup;
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

/** Opens the door. Throws what `Deno.listen` throws where the address is not to be had. */
export function openTcpDoor(listener: Deno.TcpListener, parts: TcpDoorParts): Door {
  const { clock, log, tasks, isTrusted } = parts;
  const closing = new AbortController();
  const onConnection = (connection: Deno.TcpConn) => {
    const { hostname: address, port } = connection.remoteAddr;
    try {
      connection.setNoDelay(true); // Nagle's wait for acknowledgements costs a room 40 ms
      connection.setKeepAlive(true); // a peer that lost its power is noticed, hours later
    } catch {
      return connection[Symbol.dispose](); // it vanished before it was welcomed
    }
    const arrival = { address, peer: addressText(address, port), isTrusted: isTrusted(address) };
    tasks.start(`guest ${arrival.peer}`, welcome(connection, arrival, parts));
  };
  tasks.start("accept loop", acceptLoop(listener, { clock, log, signal: closing.signal, onConnection }));
  return {
    ...listener.addr,
    close() {
      closing.abort();
      listener.close();
    },
  };
}
