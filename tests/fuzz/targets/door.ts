/**
 * A whole connection, from the welcome to the goodbye, over the real core: its bytes are the input, and others are in the
 * chat who hear what comes of them.
 *
 * 1. Whatever one sends, the others' terminals get clean, whole lines, and programs get JSON that the schema describes.
 * 2. The sender is welcomed and spoken to as cleanly; answers to telnet are telnet. A page, whose lines are JSON from the
 *    first one, hears nothing but lines that the schema describes.
 * 3. It comes to an end without a bug, the socket is closed, and nobody is left behind.
 *
 * @module
 */

import { doorMeters } from "../../support/meters.ts";
import { concat } from "@std/bytes/concat";
import { CHAT_ONLY } from "../../support/chat_only.ts";
import type { Arrival, Connection } from "../../../lib/doors/connection.ts";
import { Visit } from "../../../lib/doors/visit.ts";
import { IDLE } from "../../../lib/observe/unobserved.ts";
import { Background } from "../../../lib/runtime/background.ts";
import { Deadlines } from "../../../lib/runtime/deadlines.ts";
import { Crowd } from "../../../lib/guard/crowd.ts";
import { Ticks } from "../../../lib/runtime/ticks.ts";
import { WELCOME } from "../../../lib/render/render.ts";
import { bytes } from "../../support/bytes.ts";
import { ChunkSource } from "../../support/fake_socket.ts";
import { JSON_LINES } from "../../support/dialects.ts";
import { TelnetReader } from "../../support/telnet_reader.ts";
import { Audience, insistLines, kindsIn } from "../audience.ts";
import { shownStainOf, stainInside, withoutColours } from "../clean.ts";
import { file, lines, recordedBytes } from "../corpus.ts";
import { CHARACTERS, COMMAND_PIECES, JSON_PIECES, KEYS, TELNET, UTF8 } from "../morsels.ts";
import { Broken, insist, insistClean, type Target } from "../target.ts";
import { loadedEditor } from "../../support/loaded_editor.ts";

const CONFIG = { ...CHAT_ONLY, maxLineBytes: 1000 };
const ARRIVAL: Arrival = {
  ...{ address: "192.0.2.7", peer: "192.0.2.7:1", isTrusted: true },
  ...{ door: "tcp", isEncrypted: false, isPage: false },
};

/** How a page comes: what begins as a request of one is taken for that. */
const PAGE: Arrival = { ...ARRIVAL, door: "ws", isPage: true };
const PAGE_BEGINS = "{".charCodeAt(0);

/** Most steps of the fake clock, of 5 ms each: a minute, after which everybody without a name is sent away. */
const MAX_STEPS = 12_000;

/** A peer that has sent everything already, and takes what it is sent. */
class Peer extends ChunkSource implements Connection {
  readonly #taken: Uint8Array[] = [];
  isClosed = false;

  write(bytes: Uint8Array): Promise<number> {
    this.#taken.push(bytes.slice());
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
  }

  /** What it was told, without telnet. */
  get heard(): string {
    return new TextDecoder("utf-8", { fatal: true }).decode(new TelnetReader().read(concat(this.#taken)));
  }
}

async function run(input: Uint8Array): Promise<Set<string>> {
  using audience = new Audience();
  const { chat } = audience;
  const peer = new Peer([input]);
  const bugs: unknown[] = [];
  const background = new Background((name, error) => bugs.push(name, error));
  const crowd = new Crowd(CONFIG), ticket = crowd.admit(ARRIVAL.address, true);
  const arrival = input[0] === PAGE_BEGINS ? PAGE : ARRIVAL;
  new Visit({ connection: peer, first: undefined, arrival, ticket }, {
    ...doorMeters(chat.clock),
    ...{ config: CONFIG, clock: chat.clock, services: chat.services, fanOut: chat.fanOut },
    ...{ resumableSeats: chat.resumableSeats, paces: chat.paces, crowd },
    ...{ ticks: new Ticks(chat.clock), deadlines: new Deadlines(chat.clock) },
    background,
    editor: loadedEditor(background),
    log: (level, message, facts) => level === "error" && bugs.push(message, facts),
  }).begin(IDLE);
  for (let steps = 0; !peer.isClosed; steps++) {
    insist(steps < MAX_STEPS, "every connection comes to an end");
    await chat.clock.advance(5);
  }
  await background.settled();
  if (bugs.length > 0) throw new Broken("a connection has no bug", String(bugs));
  insist(peer.isClosed, "the socket is closed in the end");
  insist(
    chat.fold.people.size === audience.size && chat.fanOut.readers.size === audience.size,
    "who has left is gone",
  );
  if (arrival.isPage) insistLines(peer.heard, JSON_LINES);
  const first = arrival.isPage ? `{"kind":"hello",` : WELCOME;
  insist(peer.heard.startsWith(first), "everybody is welcomed", peer.heard.slice(0, 80));
  insistSpokenTo(peer.heard);
  audience.insistClean();
  const kinds = [...audience.kinds, ...kindsIn(peer.heard), ...repliesIn(peer.heard)];
  await audience.leave();
  return new Set(kinds);
}

/** What the sender hears may change its form with every line: it can ask for colours, telnet lines and JSON. */
function insistSpokenTo(heard: string): void {
  insist(heard.endsWith("\n"), "the sender gets whole lines", heard.slice(-80));
  for (const line of heard.split(/\r?\n/)) {
    const stain = line.startsWith("{")
      ? stainInside(JSON.parse(line), shownStainOf)
      : shownStainOf(withoutColours(line));
    insistClean(stain, "the sender gets clean lines", line);
  }
}

/** The beginnings of answers to people: which sentences they were. */
function repliesIn(heard: string): string[] {
  return heard.split("\n").filter((line) => !line.startsWith("{")).map((line) => line.slice(0, 12));
}

/** The target. */
export const door: Target = {
  name: "door",
  async seeds() {
    const commands = bytes("beto\n", await file("commands.txt"));
    const program = bytes("/json\n", await file("requests.jsonl"));
    const page = bytes(`{"verb":"line","argument":"beto"}\n`, await file("requests.jsonl"));
    return [...await recordedBytes(), commands, program, page, ...await lines("commands.txt")];
  },
  morsels: [...KEYS, ...TELNET, ...UTF8, ...CHARACTERS, ...COMMAND_PIECES, ...JSON_PIECES],
  run,
};
