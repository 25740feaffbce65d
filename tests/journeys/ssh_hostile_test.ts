/** A server by its one port, and clients of SSH that mean it ill. */

import { assert, assertEquals } from "@std/assert";
import { socketsLeft, socketsOf } from "../support/descriptors.ts";
import { hostileSsh } from "../support/hostile_ssh.ts";
import { serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";
import { SshGuest } from "../support/ssh_guest.ts";

Deno.test("clients of SSH that vanish, lie or crawl at every stage leave no socket open, no bug, and everybody else in the chat", async () => {
  const settings = ["--host=127.0.0.1", "--port=0", "--admin=none", "--tls=off", "--web=off", "--data=none"];
  await using server = await ServerProcess.start({
    command: [...serverCommand(), ...settings],
    folder: Deno.cwd(),
  });
  const at = { hostname: "127.0.0.1", port: await server.port }, { pid } = server;
  await using ann = await SshGuest.connect(at);
  await ann.client.enter("ann");
  await ann.hears("Hello ann");
  const before = socketsOf(pid), tried = await hostileSsh(at);
  assert(tried >= 400, String(tried));
  assertEquals(await socketsLeft(pid, before), before); // whose socket is closed has left the chat
  await ann.client.type("still here\n/who\n");
  await ann.hears("1 person is here");
  await ann[Symbol.asyncDispose]();
  assertEquals(await server.end(), 0);
  assertEquals(server.output.split("\n").filter((line) => /ERROR|Bug/.test(line)), []);
});
