/**
 * People who come to one chat by what they have at hand, each from an address of their own where their program lets them
 * choose one.
 *
 * @module
 */

import type { Browser } from "playwright-core";
import { DESKTOP, Visitor } from "./browser.ts";
import type { Address } from "./guest.ts";
import { ProgramGuest } from "./program_guest.ts";
import type { Command } from "./ssh_programs.ts";
import { TerminalGuest } from "./terminal_guest.ts";
import { WebGuest } from "./web_guest.ts";

/** Whoever is to come. */
export interface Coming {
  readonly name: string;
  /** Their address. */
  readonly from: string;
  /** Whether their program has told their name. */
  readonly isNamed?: boolean;
}

/** Somebody who is in, by whatever way. */
export interface Person extends Coming {
  says(line: string): unknown;
  sees(text: string): Promise<void>;
  leaves(): unknown;
}

/** By a program with pipes. */
export async function byProgram(coming: Coming, command: Command): Promise<Person> {
  const guest = ProgramGuest.start(command), { name, isNamed } = coming;
  if (!isNamed) {
    await guest.sees("enter your username:");
    await guest.say(name);
  }
  await guest.sees(`Hello ${name}`);
  return {
    ...coming,
    says: (line) => guest.say(line),
    sees: (text) => guest.sees(text),
    async leaves() {
      await guest.say("/quit");
      await guest[Symbol.asyncDispose]();
    },
  };
}

/** By a program in a pseudo-terminal. */
export async function byTerminal(coming: Coming, command: Command): Promise<Person> {
  const guest = TerminalGuest.byProgram(command.join(" ")), { name, isNamed } = coming;
  if (!isNamed) {
    await guest.seesSomewhere("enter your username:");
    await guest.type(`${name}\r`);
  }
  await guest.seesSomewhere(`Hello ${name}`);
  return {
    ...coming,
    says: (line) => guest.type(`${line}\r`),
    sees: (text) => guest.seesSomewhere(text),
    leaves: () => guest[Symbol.asyncDispose](),
  };
}

/** By the page. */
export async function byBrowser(coming: Coming, browser: Browser, address: string): Promise<Person> {
  const context = await browser.newContext({ locale: "en-GB", viewport: DESKTOP, ignoreHTTPSErrors: true });
  const visitor = new Visitor(await context.newPage());
  await visitor.page.goto(address);
  await visitor.gives(coming.name);
  await visitor.sees("#where", "#lobby");
  return {
    ...coming,
    says: (line) => visitor.says(line),
    sees: (text) => visitor.reads(text),
    async leaves() {
      await visitor.says("/quit"); // one that only closes its window may come back for a while
      await visitor.sees("#problem", "Goodbye");
      await context.close();
    },
  };
}

/** As a bot by a WebSocket. */
export async function byWebSocket(coming: Coming, server: Address): Promise<Person> {
  const guest = await WebGuest.join(server, coming.name);
  return {
    ...coming,
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
