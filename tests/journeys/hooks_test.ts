/** Webhooks over real sockets: a program speaks by curl in a room of people, before and after a restart. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { Guest, startTestServer, type TestServer } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";

const CURL = await outsideProgram("curl", "curl");

const WEB = { web: "on", greetAfterMs: 1000, trustedNetworks: "", maxGuestsPerAddress: 100 } as const;

/** Has curl send a text; returns status, body, and what the server says of trying again. */
async function curl(server: TestServer, room: string, token: string, text: string, ...more: string[]) {
  const url = `http://${server.hostname}:${server.port}/hook/${room}`;
  const { stdout } = await new Deno.Command("curl", {
    args: [
      "-sS",
      "-i",
      "--max-time",
      "20",
      ...more,
      "-H",
      `Authorization: Bearer ${token}`,
      "--data-binary",
      text,
      url,
    ],
  }).output();
  const [head = "", body = ""] = new TextDecoder().decode(stdout).split("\r\n\r\n");
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(head) ?? [];
  return { status: Number(status), body: body.trimEnd(), retry: /^retry-after: (.*)$/im.exec(head)?.[1] };
}

/** Makes a webhook; returns its token. */
async function tokenOf(owner: Guest, name: string): Promise<string> {
  await owner.say(`/hook ${name}`);
  const line = await owner.hearUntil(`as ${name}. It is shown only now: `);
  return line.slice(line.lastIndexOf(" ") + 1);
}

testWith(CURL, "curl speaks in a room by a token, also after a restart, and in no other room", async () => {
  await using folder = await DataFolder.make();
  let token: string;
  {
    await using server = await startTestServer({ ...WEB, data: folder.path });
    await using ann = await Guest.join(server, "ann");
    await ann.say("/join #ops");
    token = await tokenOf(ann, "deploy");
    const said = await curl(server, "ops", token, "build 7\nis out 🎉\n");
    assertEquals(said.status, 200);
    assertMatch(said.body, /^Said in #ops as deploy: line \d+\.$/);
    await ann.hearUntil("deploy: build 7 is out 🎉");
  }
  await using server = await startTestServer({ ...WEB, data: folder.path });
  await using bob = await Guest.join(server, "bob");
  await bob.say("/join #ops");
  await bob.hearUntil("deploy: build 7 is out 🎉");
  assertEquals((await curl(server, "%23OPS", token, "again")).status, 200);
  await bob.hearUntil("deploy: again");
  assertEquals(await curl(server, "lobby", token, "not here"), {
    ...{ status: 403, body: "This token is not for that room.", retry: undefined },
  });
  assertEquals((await curl(server, "ops", token, "\n")).status, 400);
  assertEquals((await curl(server, "ops", token, "x".repeat(5000))).status, 413);
  await bob.say("/nick deploy");
  await bob.hearUntil("somebody here has this name");
});

testWith(
  CURL,
  "what curl says too fast, or with a wrong token, is refused with the time to wait",
  async () => {
    await using server = await startTestServer({ ...WEB, paceBurst: 10, paceLines: 1 });
    await using ann = await Guest.join(server, "ann");
    await ann.say("/join #小组");
    const token = await tokenOf(ann, "deploy"), room = encodeURIComponent("小组");
    const fast = await Promise.all(Array.from({ length: 14 }, () => curl(server, room, token, "fast")));
    const said = fast.filter(({ status }) => status === 200).length;
    assert(said >= 10, `${said}`); // at once; more where this takes long
    assertEquals(fast.filter(({ status }) => status === 429).length, 14 - said);
    assertEquals(fast.find(({ status }) => status === 429)?.retry, "1");
    await ann.hearUntil("deploy: fast");
    for (const status of [401, 401, 401, 401, 401, 429]) {
      assertEquals((await curl(server, "nowhere", "wrong", "x")).status, status);
    }
    await ann.say("/hook off deploy");
    await ann.hearUntil("Server: ann took back the webhook deploy of #小组");
    assertEquals((await curl(server, room, token, "gone")).status, 429); // no more a right one
  },
);
