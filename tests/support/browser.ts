/**
 * People at the web page, in a real browser without a window. A test has a browser of its own, and each person in it a
 * profile of their own, unless they open a second tab.
 *
 * @module
 */

import axe from "axe-core";
import { assertEquals } from "@std/assert";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import type { Address } from "./guest.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { startTestServer, type TestServer } from "./journey.ts";
import { outsideProgram, runs } from "./outside_tool.ts";

/** How long somebody waits for what they want to see, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The sizes of a desktop and of a phone. */
export const DESKTOP = { width: 1200, height: 760 }, PHONE = { width: 390, height: 844 };

const PROGRAM = await runs("chromium", ["--version"]) ? "chromium" : "chromium-headless-shell";
const { isThere, remedy } = await outsideProgram(PROGRAM, "chromium");

/** Registers a test with a browser; it is skipped where there is none. The browser is a process with pipes of its own. */
export function testInBrowser(name: string, fn: (browser: Browser) => Promise<void>): void {
  Deno.test({
    name: isThere ? name : `${name} (${remedy})`,
    ignore: !isThere,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const browser = await openBrowser();
      try {
        await fn(browser);
      } finally {
        await browser.close();
      }
    },
  });
}

/** Starts a server that waits for what browsers say first, as one does unless told otherwise. */
export function startWebServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  return startTestServer({ web: "on", greetAfterMs: 300, ...overrides });
}

/** Starts Chromium. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: `/usr/bin/${PROGRAM}`, args: ["--no-sandbox"] });
}

/** Somebody at the page. */
export class Visitor {
  /** Everything the browser complained about: an error of a script, or what the policy of the page forbids. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("pageerror", ({ message }) => this.complaints.push(message));
    page.on("console", (message) => {
      // A connection that is lost is an error to the browser, and none to us.
      const isOurs = /WebSocket connection|ERR_CONNECTION|Failed to load/.test(message.text());
      if (message.type() === "error" && !isOurs) this.complaints.push(message.text());
    });
  }

  /** Opens the page, and gives a name. */
  static async join(
    browser: Browser,
    server: Address,
    name: string,
    { at = "", ...options }: BrowserContextOptions & { readonly at?: string } = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.open(await browser.newContext({ locale: "en-GB", ...options }), server, at);
    await visitor.gives(name);
    await visitor.sees("#where", at.startsWith("#") ? at : "#lobby");
    return visitor;
  }

  /** Opens the page, in a tab of its own. */
  static async open(context: BrowserContext, { hostname, port }: Address, at = ""): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(`http://${hostname}:${port}/${at}`);
    return visitor;
  }

  /** Gives a name at the door. */
  async gives(name: string): Promise<void> {
    await this.page.fill("#name", name);
    await this.page.keyboard.press("Enter");
  }

  /** Types a line, and sends it. */
  async says(line: string): Promise<void> {
    await this.page.fill("#input", line);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until something on the page has a text, alone or among others. */
  async sees(selector: string, text: string): Promise<void> {
    await this.page.locator(selector).filter({ hasText: text, visible: true }).first().waitFor();
  }

  /** Waits until a line stands in the log, and is no longer on its way. */
  async reads(text: string): Promise<void> {
    await this.sees(".row:not(.sending)", text);
  }

  /** Waits until something holds of the page; `check` runs in the browser, at each of its frames. */
  async waits(check: string): Promise<void> {
    const watch = `const watch = (done) => (${check}) ? done() : requestAnimationFrame(() => watch(done));`;
    await this.page.evaluate(`{ ${watch} new Promise(watch) }`);
  }

  /** Waits until the server has given them a seat to come back to. */
  async hasSeat(): Promise<void> {
    await this.#saves("token");
  }

  /** Waits until the server has answered everything, older lines that the page has asked for included. */
  async hasAnswers(): Promise<void> {
    await this.#saves("waiting.length === 0");
  }

  /** Waits until something holds of the connection, as the page saves it when it is put away. */
  async #saves(check: string): Promise<void> {
    await this.waits(
      `dispatchEvent(new Event("pagehide")) && JSON.parse(sessionStorage["chat"]).link.${check}`,
    );
  }

  /** The lines of the log that is looked at, without times: who says them is put in front. */
  async lines(): Promise<string[]> {
    return await this.page.locator(".log:not([hidden]) .row.said .text").allTextContents();
  }

  /** Whether axe-core finds nothing to complain about; and neither has the browser. */
  async isFine(): Promise<void> {
    await this.page.evaluate(axe.source);
    const found = await this.page.evaluate("axe.run()") as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    assertEquals(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]), []);
    assertEquals(this.complaints, []);
  }
}
