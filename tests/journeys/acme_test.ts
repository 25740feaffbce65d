/**
 * A certificate from an authority, as an operator gets one: `--tls-domain`, a port that the authority reaches, and nothing
 * else. The authority is a real one for tests; the server runs in a process of its own, since only that can be made to
 * trust it.
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { WELCOME } from "../support/guest.ts";
import { serverCommand } from "../support/journey.ts";
import { testWith } from "../support/outside_tool.ts";
import { Pebble, pebbleThere } from "../support/pebble.ts";
import { ServerProcess } from "../support/server_process.ts";

const pebble = await pebbleThere();

/** Starts a server for two names, with an admin door. */
async function started(authority: Pebble, data: string): Promise<ServerProcess> {
  const flags = ["--tls-domain", "chat.example,talk.example", "--tls-authority", authority.directory];
  return await ServerProcess.start({
    command: [
      ...serverCommand(),
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--admin",
      "127.0.0.1:0",
      "--data",
      data,
      ...flags,
    ],
    folder: Deno.cwd(),
    environment: { ...Deno.env.toObject(), DENO_CERT: authority.certFile },
  });
}

/** What a client that trusts only this root is welcomed with, where it calls the server by this name. */
async function welcomed(port: number, hostname: string, root: string): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  using tls = await Deno.startTls(socket, { hostname, caCerts: [root] });
  const bytes = new Uint8Array(1024);
  return new TextDecoder().decode(bytes.subarray(0, await tls.read(bytes) ?? 0));
}

async function readyz(admin: string): Promise<[status: number, text: string]> {
  const response = await fetch(`http://${admin}/readyz`);
  return [response.status, await response.text()];
}

testWith(
  pebble,
  "--tls-domain gets a certificate, tells why it has none, and keeps it over a restart",
  async () => {
    await using folder = await DataFolder.make();
    await using authority = await Pebble.make();
    {
      await using server = await started(authority, folder.path);
      const [, admin] = /Admin door on (\S+)/.exec(server.output)!;
      await server.hasPrinted("TLS goes on as it was: no certificate for chat.example");
      const [status, text] = await readyz(admin!);
      assertEquals(status, 200);
      assertMatch(
        text,
        /^ready\nTLS: no certificate for chat\.example, talk\.example: localhost:\d+ cannot be reached/,
      );
      await authority.start(await server.port);
      const served = server.prints("with a certificate for chat.example, talk.example, signed by localhost");
      Deno.kill(server.pid, "SIGHUP");
      await served;
      const root = await authority.root();
      for (const name of ["chat.example", "talk.example"]) {
        assertEquals(await welcomed(await server.port, name, root), `${WELCOME}\n`);
      }
      assertEquals(await readyz(admin!), [200, "ready\n"]);
      assertEquals(await server.end(), 0);
    }
    assertEquals((await Deno.stat(`${folder.path}/acme.json`)).mode! & 0o777, 0o600);
    await using server = await started(authority, folder.path);
    await server.hasPrinted("signed by localhost");
    assertEquals(await welcomed(await server.port, "chat.example", await authority.root()), `${WELCOME}\n`);
    assertEquals(await server.end(), 0);
    assert(!server.output.includes("Ordering"));
  },
);
