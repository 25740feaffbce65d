/** Several servers are one chat: real processes on a real NATS server, and what people see when something fails. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import { Guest, serverCommand } from "../support/journey.ts";
import { NatsServer, natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";
import { TestNode } from "../support/test_nodes.ts";

const nats = await natsThere();

/** The longest that others need to find out that a node is gone, in milliseconds. */
const GONE_MS = 20_000;

testWith(nats, "people on two nodes are in one chat, with one history", async () => {
  await using server = await NatsServer.start();
  await using berlin = await TestNode.start(server, "berlin");
  await using lisbon = await TestNode.start(server, "lisbon");
  await using ann = await Guest.join(berlin, "ann");
  await using ben = await Guest.connect(lisbon);
  await ben.say("Ann"); // a name is had once, on all nodes
  await ben.hearUntil("somebody here has this name");
  await ben.say("ben");
  await ben.hearUntil("Hello ben, here with you: ann");
  await ann.hearUntil("ben has joined");
  await ann.say("hello from berlin");
  await ben.hearUntil("ann: hello from berlin");
  await ben.say("hello from lisbon");
  await ann.hearUntil("ben: hello from lisbon");
  await ann.say("/join #ops");
  await ann.hearUntil("#ops");
  await ann.say("/room password tea");
  await ann.hearUntil("made #ops password-protected");
  await ann.say("/msg ben come in"); // comes behind all that ann had seen: the other node knows of the room then
  await ben.hearUntil("[ann -> ben] come in");
  await ben.say("/join #ops tea");
  await ben.hearUntil("#ops");
  await ann.hearUntil("ben has joined #ops");
  await ben.say("for ops");
  await ann.hearUntil("ben: for ops");
  await ann.say("/kick ben go");
  await ben.hearUntil("ann");
  await ann.say("/msg ben only for you");
  await ben.hearUntil("[ann -> ben] only for you");
  await ann.hearUntil("[ann -> ben] only for you");
  await ben.say("/reply and only for you");
  await ann.hearUntil("[ben -> ann] and only for you");
  await ann.say("/ignore ben");
  await ann.hearUntil("ben");
  await ben.say("/msg ann not heard"); // and learns nothing of that
  await ben.hearUntil("[ben -> ann] not heard");
  await ann.say("/unignore ben");
  await ann.hearUntil("ben");
  assertEquals(ann.text.includes("not heard"), false);
  await ben.say("/quit");
  await ben.hearUntil("Goodbye");
  await ann.hearUntil("ben has left");
  await using cat = await Guest.join(lisbon, "cat");
  await cat.say("/history");
  await cat.hearUntil("ann: hello from berlin");
  await cat.hearUntil("ben: hello from lisbon");
});

testWith(nats, "a node that is killed: its people leave once, and it goes on from what it kept", async () => {
  await using server = await NatsServer.start();
  await using berlin = await TestNode.start(server, "berlin");
  await using lisbon = await TestNode.start(server, "lisbon");
  await using ann = await Guest.join(berlin, "ann");
  await using ben = await Guest.join(lisbon, "ben");
  await ann.hearUntil("ben has joined");
  await ben.say("before");
  await ann.hearUntil("ben: before");
  await lisbon.process.end("SIGKILL");
  await ann.hearUntil("ben has left", GONE_MS);
  await ann.say("meanwhile");
  await using other = await Guest.join(berlin, "ben"); // the name is free
  await lisbon.start();
  await using cat = await Guest.connect(lisbon);
  await cat.say("cat");
  assertMatch(await cat.hearUntil("Hello cat"), /ann, ben|ben, ann/);
  await cat.say("/history");
  await cat.hearUntil("ben: before");
  await cat.hearUntil("ann: meanwhile");
  await cat.say("and after");
  await ann.hearUntil("cat: and after");
  await other.hearUntil("cat: and after");
  assertEquals(ann.text.match(/ben has left/g)?.length, 1);
});

testWith(nats, "a node that is stopped, or drained, tells the others at once that it is over", async () => {
  await using server = await NatsServer.start();
  await using berlin = await TestNode.start(server, "berlin");
  await using lisbon = await TestNode.start(server, "lisbon");
  await using ann = await Guest.join(berlin, "ann");
  for (const signal of ["SIGTERM", "SIGUSR2"] as const) {
    await using ben = await Guest.join(lisbon, "ben");
    await ann.hearUntil("ben has joined");
    await ann.say("/whois ben");
    await ann.hearUntil("is at the node lisbon");
    await ben.say("/health");
    await ben.hearUntil("This is the node lisbon.");
    if (signal === "SIGUSR2") await ben.say("/quit"); // a drain ends when all have gone
    const stopped = berlin.process.prints("Node lisbon has stopped");
    assertEquals(await lisbon.process.end(signal), 0);
    await stopped;
    await ann.hearUntil("ben has left");
    assertEquals(berlin.process.output.includes("is silent"), false);
    if (signal === "SIGTERM") await lisbon.start();
  }
  assertEquals(ann.text.match(/ben has left/g)?.length, 2);
});

testWith(
  nats,
  "a node starts from a backup of one that was alone at first: it has all lines, and everybody who is in",
  async () => {
    await using server = await NatsServer.start();
    await using first = await DataFolder.make();
    await using second = await DataFolder.make();
    {
      await using alone = await TestNode.start(server, "berlin", { folder: first, isAlone: true });
      await using ann = await Guest.join(alone, "ann");
      await ann.say("said alone");
      await ann.say("/history");
      await ann.hearUntil("ann: said alone");
    }
    await using berlin = await TestNode.start(server, "berlin", { folder: first });
    await using ben = await Guest.join(berlin, "ben");
    await ben.say("said on the bus");
    await ben.say("/history");
    await ben.hearUntil("ben: said on the bus");
    const args = ["backup", `${second.path}/chat.sqlite`, `--data=${first.path}`];
    const [program, ...before] = serverCommand();
    assertEquals(
      (await new Deno.Command(program, { args: [...before, ...args], cwd: ROOT }).output()).code,
      0,
    );
    await ben.say("said after the backup");
    await using lisbon = await TestNode.start(server, "lisbon", { folder: second });
    await using cat = await Guest.connect(lisbon);
    await cat.say("cat");
    await cat.hearUntil("Hello cat, here with you: ben");
    await cat.say("/history");
    for (const line of ["ann: said alone", "ben: said on the bus", "ben: said after the backup"]) {
      await cat.hearUntil(line);
    }
  },
);

testWith(nats, "the NATS server goes and comes: lines wait, are said once, and nobody leaves", async () => {
  await using server = await NatsServer.start();
  await using berlin = await TestNode.start(server, "berlin");
  await using lisbon = await TestNode.start(server, "lisbon");
  await using ann = await Guest.join(berlin, "ann");
  await using ben = await Guest.join(lisbon, "ben");
  await ann.say("one");
  await ben.hearUntil("ann: one");
  await server.kill();
  for (const line of ["two", "three", "four"]) await ann.say(line);
  await server.start();
  for (const line of ["two", "three", "four"]) await ben.hearUntil(`ann: ${line}`, GONE_MS);
  await ben.say("five");
  await ann.hearUntil("ben: five");
  assertEquals(ben.text.match(/^ann: /gm)?.length, 4);
  assertEquals(/has left/.test(ann.text + ben.text), false);
});

testWith(
  nats,
  "a node that is cut off for longer than its patience refuses lines, and never says them later",
  async () => {
    await using server = await NatsServer.start();
    const flags = ["--patience=1"];
    await using berlin = await TestNode.start(server, "berlin", { flags });
    await using lisbon = await TestNode.start(server, "lisbon", { flags });
    await using ann = await Guest.join(berlin, "ann");
    await using ben = await Guest.join(lisbon, "ben");
    await ann.hearUntil("ben has joined");
    const lost = berlin.process.prints("The connection to NATS is lost");
    await server.kill();
    await lost; // what is said in that very moment may have got there: only the ledger can tell
    await ann.say("never said");
    await ann.hearUntil("Not said: this node is cut off from the others");
    await ann.say("/who"); // reading goes on
    await ann.hearUntil("2 people");
    await server.start();
    await ben.say("again");
    await ann.hearUntil("ben: again", GONE_MS);
    await ann.say("said");
    await ben.hearUntil("ann: said");
    assertEquals(ben.text.includes("never said"), false);
  },
);

testWith(nats, "a program whose connection is lost is let in at another node under its name", async () => {
  await using server = await NatsServer.start();
  await using berlin = await TestNode.start(server, "berlin");
  await using lisbon = await TestNode.start(server, "lisbon");
  await using ann = await Guest.join(lisbon, "ann");
  let token = "";
  {
    await using bot = await Guest.join(berlin, "bot");
    await bot.say("/json");
    await bot.say(JSON.stringify({ verb: "resume", ref: 1 }));
    token = /"token":"([^"]+)"/.exec(await bot.hearUntil(/"about":"resumable".*}/))![1]!;
  }
  await ann.hearUntil("bot has joined");
  await using back = await Guest.connect(lisbon);
  await back.say("/json");
  await back.say(JSON.stringify({ verb: "resume", argument: token, seen: 0, ref: 2 }));
  await back.hearUntil('"cause":"elsewhere"');
  await back.say(JSON.stringify({ verb: "nick", argument: "bot", ref: 3 }));
  await back.hearUntil('"about":"greeting"');
  await ann.hearUntil("bot has left");
  await ann.hearUntil("bot has joined");
  assertEquals(
    ann.text.match(/bot has (joined|left)/g),
    ["joined", "left", "joined"].map((it) => `bot has ${it}`),
  );
});

/** Somebody says a line as a program; its number. */
async function numberOf(guest: Guest, text: string): Promise<number> {
  await guest.say(JSON.stringify({ verb: "say", argument: text }));
  return JSON.parse(await guest.hearUntil(/"kind": ?"done"/)).id;
}

testWith(nats, "a server alone becomes the first node with its folder, and numbers go on", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  let alone = 0;
  {
    await using berlin = await TestNode.start(server, "berlin", { folder, isAlone: true });
    await using ann = await Guest.join(berlin, "ann");
    await ann.say("/json");
    for (const text of ["one", "two", "alone"]) alone = await numberOf(ann, text);
    assertEquals(await berlin.process.end(), 0);
  }
  await using berlin = await TestNode.start(server, "berlin", { folder });
  await using ann = await Guest.join(berlin, "ann");
  await ann.say("/history");
  await ann.hearUntil("ann: alone");
  await ann.say("/json");
  const number = await numberOf(ann, "not alone");
  assert(number > alone && number < alone + 20, `${alone}, then ${number}`);
});

testWith(nats, "a node that has lost what the others know says so, and does not start", async () => {
  await using server = await NatsServer.start();
  await using folder = await DataFolder.make();
  {
    await using berlin = await TestNode.start(server, "berlin", { folder });
    await using ann = await Guest.join(berlin, "ann");
    await ann.say("hello");
    assertEquals(await berlin.process.end(), 0);
  }
  await using other = await NatsServer.start(); // as after its disk was lost
  const { code, stderr } = await TestNode.output(other, "berlin", folder);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Cannot join the other nodes: there is no stream CHAT");
});
