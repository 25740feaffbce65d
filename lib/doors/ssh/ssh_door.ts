/**
 * The way in for clients of SSH. `ssh2` speaks the packets, and what it has no bounds for has them here.
 *
 * @module
 */

import { type Key, parseKey } from "ssh2/keys";
import type { Background } from "../../runtime/background.ts";
import type { Take } from "../connection.ts";
import { offerWith } from "./algorithms.ts";
import { HeavyWork } from "./heavy_work.ts";
import { SshPeer, type SshPeerParts } from "./ssh_peer.ts";

export interface SshDoorParts extends Omit<SshPeerParts, "heavyWork"> {
  /** Keeps those who are served. */
  readonly background: Background;
}

/**
 * Opens the door; whoever is taken by it is served, and let go of at the end.
 * @param hostKey the private key of the server, in the format of OpenSSH
 * @throws an Error where that is none
 */
export function openSshDoor(hostKey: string, parts: SshDoorParts): Take {
  const key = keyIn(hostKey), hostKeys = { [key.type]: key }, offer = offerWith([key.type]);
  const all = { ...parts, heavyWork: new HeavyWork(parts.clock) };
  return (caller) => {
    const peer = new SshPeer(caller, { hostKeys, offer }, all);
    parts.background.keep(peer.serve(), () => `SSH of ${caller.arrival.peer}`);
  };
}

function keyIn(text: string): Key {
  const parsed = parseKey(text);
  if (parsed instanceof Error) throw parsed;
  return Array.isArray(parsed) ? parsed[0] : parsed as Key;
}
