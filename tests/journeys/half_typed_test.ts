/** What somebody is typing stays, whatever comes in: by a telnet client that leaves the echo to the server. @module */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer } from "../support/journey.ts";
import { TerminalGuest } from "../support/terminal_guest.ts";

/** Every name is a person's: the 400 ms rule without its waiting. */
const PERSON = { telnetAfterMs: 0 };

/** Comes in a terminal of some type, and has a name. */
async function joined(server: { hostname: string; port: number }, name: string, type?: string) {
  const guest = await TerminalGuest.byTelnet(server, type);
  await guest.seesSomewhere("Welcome to the chat!");
  await guest.type(`${name}\r\n`);
  await guest.seesSomewhere(`Hello ${name}`);
  return guest;
}

Deno.test("a half-typed line stays below the lines that come in", async () => {
  await using server = await startTestServer(PERSON);
  await using bob = await Guest.join(server, "bob");
  await using anna = await joined(server, "anna");
  await anna.hasAtCursor("#lobby> ");
  await anna.type("I am typing something long and");
  await anna.hasAtCursor("#lobby> I am typing something long and");
  await bob.say("hi all");
  await anna.sees("[bob] hi all", "#lobby> I am typing something long and");
  await anna.type(" done\r\n");
  await anna.sees("[bob] hi all", "[anna] I am typing something long and done", "#lobby>");
  await bob.hears("Server: anna has joined the chat", "anna: I am typing something long and done");
});

Deno.test("the cursor stays where it is, also in the middle of 你好 and 👩‍👩‍👧, and after the window is resized", async () => {
  await using server = await startTestServer(PERSON);
  await using bob = await Guest.join(server, "bob");
  await using anna = await joined(server, "anna");
  await anna.hasAtCursor("#lobby> ");
  await anna.type("你好 👩‍👩‍👧 end\x1b[D\x1b[D\x1b[D");
  await anna.hasAtCursor("#lobby> 你好 👩‍👩‍👧 ", "end");
  await bob.say("one");
  await anna.hasAtCursor("#lobby> 你好 👩‍👩‍👧 ", "end");
  await anna.resize(40);
  await bob.say("two");
  await anna.sees("[bob] one", "[bob] two", "#lobby> 你好 👩‍👩‍👧 end");
  await anna.type("the \r\n");
  await bob.hears("Server: anna has joined the chat", "anna: 你好 👩‍👩‍👧 the end");
});

Deno.test("what was half typed when the server takes over the editing is neither lost nor doubled", async () => {
  await using server = await startTestServer(PERSON);
  await using bob = await Guest.join(server, "bob");
  await using anna = await TerminalGuest.byTelnet(server);
  await anna.type("anna\r\nhalf a");
  await anna.hasAtCursor("#lobby> half a");
  await anna.type(" line\r\n");
  await bob.hears("Server: anna has joined the chat", "anna: half a line");
});

Deno.test("MUD clients, dumb terminals and whoever says nothing edit their lines themselves", async () => {
  await using server = await startTestServer(PERSON);
  for (const type of ["TINTIN++", "mudlet", "dumb", "unknown"]) {
    await using guest = await joined(server, "anna", type);
    await guest.type("/whois anna\r\n");
    await guest.seesSomewhere("is in #lobby");
    assertEquals(guest.screen.rows.some((row) => row.includes("> ")), false, type);
    await guest.type("/quit\r\n");
    await guest.sawEnd();
  }
});

Deno.test("the terminal is left as it was found, with the goodbye in place of the input", async () => {
  await using server = await startTestServer(PERSON);
  await using anna = await joined(server, "anna");
  await anna.hasAtCursor("#lobby> ");
  await anna.type("\x04");
  await anna.sawEnd();
  assertEquals(anna.screen.rows.at(-1)?.startsWith("#lobby"), false);
  await anna.hasAtCursor("");
});

Deno.test("200 pasted lines arrive whole, and their own line stays with each", async () => {
  await using server = await startTestServer({ ...PERSON, trustedNetworks: "loopback" });
  await using bob = await Guest.join(server, "bob");
  await using anna = await joined(server, "anna");
  await anna.hasAtCursor("#lobby> ");
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i} 你好`);
  await anna.type(`\x1b[200~${lines.join("\n")}\n\x1b[201~`);
  await bob.hears("Server: anna has joined the chat", ...lines.map((line) => `anna: ${line}`));
  await anna.sees(`[anna] ${lines.at(-2)}`, `[anna] ${lines.at(-1)}`, "#lobby>");
});

Deno.test("a raw terminal that sends every key has its lines edited here at its wish, each from the first column on", async () => {
  await using server = await startTestServer({ telnet: "never" });
  await using bob = await Guest.join(server, "bob");
  await using anna = await TerminalGuest.byTelnet(server);
  await anna.type("anna\n/set editor on\n"); // no CR tells what the terminal needs
  await anna.hasAtCursor("#lobby> ");
  await anna.type("half");
  await bob.say("one");
  await bob.say("two");
  await anna.sees("bob: one", "bob: two", "#lobby> half");
});
