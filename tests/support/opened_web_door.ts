/**
 * The web door without a network: requests come by connections whose peers are tests.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Arrival, Caller } from "../../lib/doors/connection.ts";
import { type LoadWebSockets, loadWebSockets } from "../../lib/doors/web/load_web_sockets.ts";
import { pageFiles } from "../../lib/doors/web/page_files.ts";
import { RecentPages } from "../../lib/doors/recent_pages.ts";
import { Undecided } from "../../lib/doors/undecided.ts";
import { stockedWebDoor, type WebDoorParts } from "../../lib/doors/web/web_door.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { Background } from "../../lib/runtime/background.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { ARRIVAL } from "./at_the_entrance.ts";
import { bytes } from "./bytes.ts";
import { FakeClock } from "./fake_clock.ts";
import { PLENTY } from "./few_files.ts";
import { FakeConnection } from "./fake_connection.ts";

/** Opens one, and keeps those whom it sends to the chat. */
export async function openedWebDoor(
  overrides: Partial<WebDoorParts> = {},
  load: LoadWebSockets = loadWebSockets,
) {
  const clock = new FakeClock(), failures: unknown[] = [], guests: Caller[] = [];
  const background = new Background((_, error) => void failures.push(error));
  const requests = new Undecided(), pages = new RecentPages(clock), tally = new Tally();
  const crowd = new Crowd({ maxGuests: 2000, maxGuestsPerAddress: 2000 });
  const take = stockedWebDoor({
    config: DEFAULTS,
    clock,
    log: silentLog,
    background,
    ...{ tally, crowd },
    deadlines: new Deadlines(clock),
    pages,
    requests,
    spare: PLENTY,
    chat: (caller) => void guests.push(caller),
    ...overrides,
  }, { files: await pageFiles(), loadWebSockets: load });
  /** Somebody comes, and sends this. */
  const call = (
    chunks: Iterable<Uint8Array | string | null>,
    arrival: Partial<Arrival> = {},
    refusal?: Refusal,
  ) => {
    const connection = new FakeConnection();
    for (const chunk of chunks) connection.feed(typeof chunk === "string" ? bytes(chunk) : chunk);
    const ticket = refusal ?? crowd.admit("192.0.2.1", false);
    take({ connection, first: undefined, arrival: { ...ARRIVAL, door: "http", ...arrival }, ticket });
    return connection;
  };
  return { call, clock, background, requests, pages, guests, crowd, failures, tally };
}

/** The status of an answer, and its body. */
export function answerIn(sent: Uint8Array): { readonly status: number; readonly body: string } {
  const text = new TextDecoder().decode(sent), [, status = "0"] = /^HTTP\/1\.1 (\d+) /.exec(text) ?? [];
  return { status: Number(status), body: text.split("\r\n\r\n").slice(1).join("\r\n\r\n") };
}

/** A request, with the lines of its head. */
export function request(
  first: string,
  lines: readonly string[] = [],
  body: string | Uint8Array = "",
): Uint8Array {
  return concat([bytes([`${first} HTTP/1.1`, "Host: chat", ...lines, "", ""].join("\r\n")), bytes(body)]);
}
