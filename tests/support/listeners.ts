/** How many sockets listen at a port of this machine. @module */

import { assertEquals } from "@std/assert";

/** How often it is looked, and after how long again, in milliseconds: another process goes on meanwhile. */
const LOOKS = 1500, LOOK_MS = 10;

/** How many listen at a port of IPv4 (`proc_net_tcp` of Linux: state 0A). */
export function listenersAt(port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const table = Deno.readTextFileSync("/proc/net/tcp");
  return table.split("\n").filter((row) => new RegExp(`^ *\\d+: \\w+:${hex} \\w+:0000 0A`).test(row)).length;
}

/** Without `tcp_migrate_req` Linux turns away whoever waits at a port that closes: nobody comes before it has. */
export async function untilListenersAre(count: number, port: number): Promise<void> {
  for (let look = 0; look < LOOKS && listenersAt(port) > count; look++) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  assertEquals(listenersAt(port), count);
}
