/** One server, one port: whatever somebody has at hand, they are all in one room and read each other. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Browser } from "playwright-core";
import { testInBrowser } from "../support/browser.ts";
import { Guest } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { type Command, installed, run, SshPrograms } from "../support/ssh_programs.ts";
import { byBrowser, byProgram, byTerminal, byWebSocket, type Person } from "../support/ways_in.ts";

/** What has to be on the machine, each with the Debian package that brings it. */
const TOOLS = [
  await outsideProgram("openssl", "openssl", ["version"]),
  await outsideProgram("ncat", "ncat"),
  await outsideProgram("curl", "curl"),
  await outsideProgram("script", "bsdutils"),
  await installed("nc", "netcat-openbsd"),
  await installed("inetutils-telnet", "inetutils-telnet"),
  await installed("ssh", "openssh-client"),
];

const NAME =
  "nc, telnet, TLS, browsers, WebSockets and SSH with and without a terminal are one room at one port";
const missing = TOOLS.find(({ isThere }) => !isThere);
if (missing !== undefined) testWith(missing, NAME, () => {});
else testInBrowser(NAME, oneRoom);

/** Has all of them in one room; each of them reads everybody, and the log knows where each comes from. */
async function oneRoom(browser: Browser): Promise<void> {
  await using programs = await SshPrograms.make();
  await using server = await programs.process();
  const port = await server.port, at = `127.0.0.1:${port}`;
  await using ben = await Guest.join({ hostname: "127.0.0.1", port }, "ben");
  const people = await everyWayIn(programs, port, browser);
  for (const { name } of people) await ben.hearUntil(`${name} has joined the chat`);
  for (const { name, says } of people) {
    await says(`你好 from ${name}`);
    await ben.hears(`${name}: 你好 from ${name}`);
    for (const other of people) if (other.name !== name) await other.sees(`你好 from ${name}`);
  }
  await ben.say("hello everybody");
  for (const { sees } of people) await sees("hello everybody");
  const command: Command = [...programs.openSsh(port), "-b", "127.0.0.9", "once@127.0.0.1"];
  assertMatch((await run([...command, "who"])).output, /^11 people are here: ben, .*once \[ssh\]/);
  assertEquals((await run([...command, "say", "hello from once"])).status, 0);
  for (const { sees } of people) await sees("hello from once");
  for (const scheme of ["http", "https"]) {
    const { output } = await run(["curl", "-sk", `${scheme}://${at}/`]);
    for (const way of ["telnet 127.0.0.1", "ssh -p"]) assertStringIncludes(output, `${way} ${port}`);
  }
  const posted = await run([
    "curl",
    "-sk",
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    "-d",
    "hi",
    `http://${at}/`,
  ]);
  assertEquals(posted.output, "405");
  for (const { name, leaves } of people) {
    await leaves();
    await ben.hearUntil(`${name} has left the chat`);
  }
  for (const { name, from } of [...people, { name: "once", from: "127.0.0.9" }]) {
    await server.hasPrinted(`${name} has joined the chat from ${from}\n`);
  }
}

/** Somebody by every way; those who can choose an address have their own. */
async function everyWayIn(programs: SshPrograms, port: number, browser: Browser): Promise<Person[]> {
  const hostname = "127.0.0.1", at = `${hostname}:${port}`, to = [hostname, `${port}`];
  const ssh = (
    from: string,
    name: string,
  ): Command => [...programs.openSsh(port), "-b", from, `${name}@${hostname}`];
  const tls = ["openssl", "s_client", "-quiet"] as const;
  const from = (last: number) => `127.0.0.${last}`;
  return [
    await byProgram({ name: "nc", from: from(2) }, ["nc", "-s", from(2), ...to]),
    await byTerminal({ name: "tel", from: from(3) }, ["inetutils-telnet", "-b", from(3), ...to]),
    await byProgram({ name: "ncat", from: from(4) }, ["ncat", "--ssl", "-s", from(4), ...to]),
    await byProgram({ name: "tls", from: from(5) }, [...tls, "-bind", from(5), "-connect", at]),
    await byWebSocket({ name: "bot", from: hostname }, { hostname, port }),
    await byBrowser({ name: "page", from: hostname }, browser, `http://${at}/`),
    await byBrowser({ name: "safe-page", from: hostname }, browser, `https://${at}/`),
    await byTerminal({ name: "sue", from: from(6), isNamed: true }, ssh(from(6), "sue")),
    await byProgram({ name: "pip", from: from(7), isNamed: true }, ssh(from(7), "pip")),
  ];
}
