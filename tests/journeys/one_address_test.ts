/** One server, one port: whatever somebody has at hand, they are all in one room and read each other. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Browser } from "playwright-core";
import { DESKTOP, testInBrowser, Visitor } from "../support/browser.ts";
import { DataFolder } from "../support/data_folder.ts";
import type { Address } from "../support/guest.ts";
import { Guest, startTestServer, type TestServer } from "../support/journey.ts";
import { outsideProgram, runs, testWith } from "../support/outside_tool.ts";
import { ProgramGuest } from "../support/program_guest.ts";
import { TerminalGuest } from "../support/terminal_guest.ts";
import { WebGuest } from "../support/web_guest.ts";

/** A server as it is unless told otherwise; but that its port is any free one. */
async function openToAll(): Promise<TestServer> {
  const folder = await DataFolder.make();
  const server = await startTestServer({ greetAfterMs: 300, tls: "on", web: "on", data: folder.path });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Somebody who is in, by whatever way. */
interface Person {
  readonly name: string;
  says(line: string): unknown;
  sees(text: string): Promise<void>;
  leaves(): unknown;
}

async function byProgram(name: string, ...command: [string, ...string[]]): Promise<Person> {
  const guest = ProgramGuest.start(command);
  await guest.sees("enter your username:");
  await guest.say(name);
  await guest.sees(`Hello ${name}`);
  return {
    name,
    says: (line) => guest.say(line),
    sees: (text) => guest.sees(text),
    async leaves() {
      await guest.say("/quit");
      await guest[Symbol.asyncDispose]();
    },
  };
}

async function byTelnet(name: string, port: number): Promise<Person> {
  const guest = TerminalGuest.byProgram(`inetutils-telnet 127.0.0.1 ${port}`);
  await guest.seesSomewhere("enter your username:");
  await guest.type(`${name}\r`);
  await guest.seesSomewhere(`Hello ${name}`);
  return {
    name,
    says: (line) => guest.type(`${line}\r`),
    sees: (text) => guest.seesSomewhere(text),
    leaves: () => guest[Symbol.asyncDispose](),
  };
}

async function byBrowser(name: string, browser: Browser, address: string): Promise<Person> {
  const context = await browser.newContext({ locale: "en-GB", viewport: DESKTOP, ignoreHTTPSErrors: true });
  const visitor = new Visitor(await context.newPage());
  await visitor.page.goto(address);
  await visitor.gives(name);
  await visitor.sees("#where", "#lobby");
  return {
    name,
    says: (line) => visitor.says(line),
    sees: (text) => visitor.reads(text),
    async leaves() {
      await visitor.says("/quit"); // one that only closes its window may come back for a while
      await visitor.sees("#problem", "Goodbye");
      await context.close();
    },
  };
}

async function byWebSocket(name: string, server: Address): Promise<Person> {
  const guest = await WebGuest.join(server, name);
  return {
    name,
    says: (line) => guest.asks({ verb: "say", argument: line }),
    async sees(text) {
      await guest.hears((line) => String(line.text).includes(text));
    },
    async leaves() {
      guest.asks({ verb: "quit" });
      await guest.closed;
    },
  };
}

/** What curl prints. */
async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("curl", { args: ["-s", "-k", ...args], stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}

/** What has to be on the machine, each with the Debian package that brings it. */
const TOOLS = [
  { isThere: await runs("openssl", ["version"]), remedy: "needs openssl: apt-get install openssl" },
  await outsideProgram("ncat", "ncat"),
  await outsideProgram("curl", "curl"),
  await outsideProgram("script", "bsdutils"),
  {
    isThere: await runs("sh", ["-c", "command -v inetutils-telnet"]),
    remedy: "needs inetutils-telnet: apt-get install inetutils-telnet",
  },
];

const NAME =
  "telnet, nc, ncat, openssl, curl, WebSockets and browsers, with and without TLS, are one room at one port";
const missing = TOOLS.find(({ isThere }) => !isThere);

if (missing !== undefined) testWith(missing, NAME, () => {});
else {testInBrowser(NAME, async (browser) => {
    await using server = await openToAll();
    const { port } = server, at = `127.0.0.1:${port}`;
    await using ben = await Guest.join(server, "ben");
    const people = [
      await byTelnet("tel", port),
      await byProgram("ncat", "ncat", "127.0.0.1", `${port}`),
      await byProgram("ncat-ssl", "ncat", "--ssl", "127.0.0.1", `${port}`),
      await byProgram("openssl", "openssl", "s_client", "-quiet", "-connect", at),
      await byWebSocket("socket", server),
      await byBrowser("page", browser, `http://${at}/`),
      await byBrowser("secure-page", browser, `https://${at}/`),
    ];
    for (const { name } of people) await ben.hearUntil(`${name} has joined the chat`);
    for (const { name, says } of people) {
      await says(`你好 from ${name}`);
      await ben.hears(`${name}: 你好 from ${name}`);
      for (const other of people) if (other.name !== name) await other.sees(`你好 from ${name}`);
    }
    await ben.say("hello everybody");
    for (const { sees } of people) await sees("hello everybody");
    for (const scheme of ["http", "https"]) {
      assertStringIncludes(await curl(`${scheme}://${at}/`), `telnet 127.0.0.1 ${port}`);
    }
    assertEquals(await curl("-o", "/dev/null", "-w", "%{http_code}", "-d", "hi all", `http://${at}/`), "405");
    await ben.say("/who");
    await ben.hearUntil("8 people");
    for (const { name, leaves } of people) {
      await leaves();
      await ben.hearUntil(`${name} has left the chat`);
    }
  });}
