/**
 * A crowd that is there the moment the server starts, on a machine with few file descriptors: the server lives, is
 * looked into as ever, and lets the next ones in when there is room.
 */

import { assert, assertEquals } from "@std/assert";
import { Guest, WELCOME } from "../support/journey.ts";
import { ROOT } from "../support/folders.ts";
import { freePort } from "../support/free_port.ts";
import { ServerProcess } from "../support/server_process.ts";

/** Descriptors the server may have; the crowd is larger. */
const DESCRIPTORS = 96, CROWD = 130;

/** Everybody who connects from the moment on when that is possible. */
async function crowdAt(port: number): Promise<Deno.TcpConn[]> {
  const address = { hostname: "127.0.0.1", port };
  for (;;) {
    const first = await Deno.connect(address).catch(() => undefined); // nobody listens yet
    if (first === undefined) continue;
    const others = Array.from({ length: CROWD - 1 }, () => Deno.connect(address));
    return [first, ...await Promise.all(others)];
  }
}

for (const format of ["text", "json"]) {
  for (const hasAdmin of [false, true]) {
    const name = `a crowd at the start takes no server its last descriptors: log ${format}, admin door ${
      hasAdmin ? "open" : "none"
    }`;
    const ignore = Deno.build.os === "windows"; // which has no ulimit
    Deno.test(name, { ignore }, async () => {
      const port = freePort(), adminPort = freePort();
      const options = ["--host", "127.0.0.1", "--port", `${port}`, "--data", "none", "--log-format", format];
      const admin = hasAdmin ? `127.0.0.1:${adminPort}` : "none";
      const limited = ["-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "sh"];
      const program = [Deno.execPath(), "run", "--allow-all", "main.ts", ...options, "--admin", admin];
      const starting = ServerProcess.start({ command: ["sh", ...limited, ...program], folder: ROOT });
      const crowd = await crowdAt(port);
      await using server = await starting;
      const admitted = new TextDecoder().decode(new Uint8Array(await firstBytes(crowd[0]!)));
      assert(admitted.startsWith(WELCOME.slice(0, 7)));
      if (hasAdmin) {
        for (const path of ["metrics", "snapshot", "console"]) {
          const { status, body } = await fetch(`http://127.0.0.1:${adminPort}/${path}`);
          assertEquals([path, status], [path, 200]);
          await body?.cancel();
        }
      }
      for (const connection of crowd) connection.close();
      await using late = await Guest.connect({ hostname: "127.0.0.1", port });
      await late.hears(WELCOME);
      assertEquals(await server.end(), 0);
      assert(server.output.includes("almost all open files are in use"));
    });
  }
}

/** What comes first from a connection. */
async function firstBytes(connection: Deno.TcpConn): Promise<Uint8Array> {
  const bytes = new Uint8Array(512);
  return bytes.subarray(0, await connection.read(bytes) ?? 0);
}
