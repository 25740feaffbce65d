/** The `drain` command as somebody types it: what it asks, what it tells, and what it refuses. */

import { assertEquals } from "@std/assert";
import { FakeAdmin } from "../console/fake_admin.ts";
import { ProgramFolder } from "./program.ts";

const TOKEN = "0123456789abcdef";

/** A folder whose config file names an admin door. */
async function begun(admin: string, token = TOKEN) {
  const folder = new ProgramFolder();
  await folder.write("chat.toml", `admin = "${admin}"\nadmin-token = "${token}"\n`);
  return folder;
}

const DRAIN = ["drain", "--config", "chat.toml"];

Deno.test("drain asks the admin door with the token, and tells what happens in a sentence", async () => {
  await using admin = new FakeAdmin();
  await using folder = await begun(admin.endpoint.address);
  const answers = [
    [
      { people: 3, stopsInMs: 29_500 },
      "It stops when those who are here have gone (3), in 30 seconds at the latest.",
    ],
    [
      { people: 1, stopsInMs: 900 },
      "It stops when those who are here have gone (1), in 1 second at the latest.",
    ],
  ] as const;
  for (const [answer, sentence] of answers) {
    admin.instead = () => Response.json(answer);
    assertEquals(await folder.prints(DRAIN), `The server lets nobody in any more. ${sentence}\n`);
  }
  for (const answer of [{ people: 0, stopsInMs: 9000 }, { people: 9, stopsInMs: 0 }]) {
    admin.instead = () => Response.json(answer);
    assertEquals(await folder.prints(DRAIN), "The server lets nobody in any more, and stops now.\n");
  }
  assertEquals(admin.asked[0], { path: "/drain", token: `Bearer ${TOKEN}`, body: {} });
});

Deno.test("drain refuses in one sentence where there is no door, no server, or no permission", async () => {
  await using admin = new FakeAdmin();
  const { address } = admin.endpoint;
  {
    await using folder = await begun("none");
    await folder.refuses(DRAIN, /^Cannot drain the server: .* \(admin is none\); send it SIGUSR2 instead$/m);
    await folder.refuses(["drain", "now"], /now/);
  }
  await using folder = await begun(address);
  admin.instead = () => new Response("", { status: 401 });
  await folder.refuses(
    DRAIN,
    /^Cannot drain the server at .*: it wants another token, look at CHAT_ADMIN_TOKEN$/m,
  );
  admin.instead = () =>
    Response.json({ error: "There is nothing at this path; GET / lists all paths." }, { status: 404 });
  await folder.refuses(DRAIN, /: it answered 404, There is nothing at this path/);
  admin.instead = () => Response.json({});
  await folder.refuses(DRAIN, /so it is no chat-server$/m);
  await admin[Symbol.asyncDispose]();
  await folder.refuses(DRAIN, /^Cannot drain the server at 127\.0\.0\.1:\d+: Connection refused$/m);
});
