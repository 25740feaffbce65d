/** What a server does for itself when it has just started, beside its first guests. @module */

import { Guest, serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";

Deno.test("a server that has started rehearses with nobody, while its first guests talk", async () => {
  await using server = await ServerProcess.start({
    command: [
      ...serverCommand(),
      ...["--host", "127.0.0.1", "--port", "0", "--data", "none", "--admin", "none", "--log-level", "debug"],
    ],
    folder: Deno.cwd(),
  });
  const address = { hostname: "127.0.0.1", port: await server.port };
  const rehearsed = server.prints("Rehearsed with 4000 lines in ");
  await using ann = await Guest.join(address, "ann");
  await using bob = await Guest.join(address, "bob");
  await ann.hears("Server: bob has joined the chat"); // and no player has
  await bob.say("hi");
  await ann.hears("bob: hi");
  await rehearsed;
  await ann.say("hello");
  await bob.hears("ann: hello");
});
