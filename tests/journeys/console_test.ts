/**
 * The console as somebody at a terminal has it: the program itself, on a pseudo-terminal of util-linux's `script`, looking
 * at an admin door. What it leaves behind is asked of `stty`.
 */

import { assert, assertEquals } from "@std/assert";
import type { Filling, ResourceRow } from "../../lib/observe/rows.ts";
import { FakeAdmin, FIGURES, hello, update } from "../console/fake_admin.ts";
import { serverCommand } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";

/** How long somebody looks for something on a screen, in milliseconds. */
const PATIENCE_MS = 20_000;

const [PROGRAM, ...ARGUMENTS] = serverCommand().filter((word) => word !== "serve");
/** The last that the console writes: the usual screen, with its cursor. */
const LEFT = "\x1b[?7h\x1b[?25h\x1b[?1049l";

const script = await outsideProgram("script", "bsdutils");

/** What runs on the pseudo-terminal: the console, between two looks at the terminal's settings. */
const SHELL = `stty rows 24 columns 80; stty -a; echo BEFORE
sh -c 'echo "PID $$."; exec "$@"' look "$@"
echo "CODE $?"; stty -a; echo AFTER`;

/** A console on a pseudo-terminal of 80 by 24. Whoever opens it disposes it. */
class Looking implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<void>;
  #more = Promise.withResolvers<void>();
  #isOver = false;

  /** Everything that was written to the terminal. */
  output = "";

  constructor(...args: readonly string[]) {
    const line = ["sh", "-c", SHELL, "look", PROGRAM!, ...ARGUMENTS, "console", ...args]
      .map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
    this.#child = new Deno.Command("script", {
      args: ["--quiet", "--flush", "--echo", "never", "--command", line, "/dev/null"],
      env: { TERM: "xterm-256color", LC_ALL: "C.UTF-8", COLORTERM: "", NO_COLOR: "" },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#keys = this.#child.stdin.getWriter();
    this.#reading = this.#read();
  }

  async type(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Waits until something has been written since the last time it was seen. */
  async sees(wanted: RegExp, from = 0): Promise<void> {
    const patience = setTimeout(() => this.#more.reject(new Error(`never saw ${wanted}`)), PATIENCE_MS);
    try {
      while (!wanted.test(this.output.slice(from))) {
        assert(!this.#isOver, `it ended before ${wanted}: ${JSON.stringify(this.output.slice(-500))}`);
        await this.#more.promise;
      }
    } finally {
      clearTimeout(patience);
    }
  }

  /** Sends a signal to the console itself. */
  signal(name: Deno.Signal): void {
    Deno.kill(Number(/PID (\d+)\./.exec(this.output)![1]), name);
  }

  /** Waits for the end; returns the exit code, and checks that the terminal is as it was. */
  async leaves(): Promise<number> {
    await this.sees(/AFTER/);
    const [, before, code, after] = /^([^]*)BEFORE[^]*CODE (\d+)\r\n([^]*)AFTER/.exec(this.output) ?? [];
    assertEquals([after, this.output.includes(`${LEFT}CODE`)], [before, true]);
    return Number(code);
  }

  async #read(): Promise<void> {
    for await (const text of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      this.output += text;
      this.#more.resolve();
      this.#more = Promise.withResolvers();
    }
    this.#isOver = true;
    this.#more.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // it has ended
    }
    await this.#keys.abort().catch(() => {});
    await this.#reading;
    await this.#child.status;
  }
}

/** A server with one slow reader in it. */
function slowReader(): FakeAdmin {
  const admin = new FakeAdmin();
  const now = Date.now();
  const filling: Filling = {
    lines: 3,
    maxLines: 10,
    bytes: 812_000,
    maxBytes: 1_000_000,
    highWaterBytes: 900_000,
    inFlightBytes: 0,
    skipped: 0,
    overHalfSince: now - 60_000,
  };
  const resource: ResourceRow = {
    id: 5,
    kind: "outbox",
    name: "小明",
    type: "BoundedChannel",
    location: "lib/delivery/outbox.ts:1",
    bornAt: now - 60_000,
    attributes: { peer: "127.0.0.1:4242" },
    filling,
    operations: [],
  };
  const totals = { tasks: 0, resources: 1 };
  const figures = { ...FIGURES, guests: 7 };
  admin.first = [
    hello({ startedAt: now - 3_600_000 }),
    update({ now, resources: [resource], totals, figures }),
  ];
  return admin;
}

const test = (name: string, work: () => Promise<void>) => testWith(script, name, work);

test("somebody looks inside, finds the slow reader by name, kicks it and leaves with q", async () => {
  await using admin = slowReader();
  await using looking = new Looking(admin.endpoint.address);
  await looking.sees(/小明 reads too slowly/);
  await looking.type("rK");
  await looking.sees(/Kick .*4242/);
  await looking.type("y");
  await looking.sees(/Kicked anna\./);
  assertEquals(admin.asked.at(-1), { path: "/kick", token: null, body: { id: 5 } });
  await looking.type("\x1b"); // nothing to go back from
  await looking.type("q");
  assertEquals(await looking.leaves(), 0);
});

test("the terminal is as it was after Ctrl-C and signals", async () => {
  await using admin = slowReader();
  const endings: (readonly [(looking: Looking) => unknown, number])[] = [
    [(looking) => looking.type("\x03"), 0],
    [(looking) => looking.signal("SIGTERM"), 143],
    [(looking) => looking.signal("SIGHUP"), 129],
  ];
  for (const [end, code] of endings) {
    await using looking = new Looking(admin.endpoint.address);
    await looking.sees(/reads too slowly/);
    await end(looking);
    assertEquals(await looking.leaves(), code);
  }
});

test("a server that goes and comes back is found again, and what was recorded can be played", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/r.jsonl`;
  let admin = slowReader();
  const { port } = admin;
  {
    await using looking = new Looking(`:${port}`, "--record", file, "--log", `${folder}/log`);
    await looking.sees(/reads too slowly/);
    await admin[Symbol.asyncDispose]();
    await looking.sees(/not connected: retrying/);
    const from = looking.output.length;
    admin = new FakeAdmin({ port });
    await looking.sees(/LIVE/, from);
    await looking.type("q");
    assertEquals(await looking.leaves(), 0);
  }
  await admin[Symbol.asyncDispose]();
  const log = (await Deno.readTextFile(`${folder}/log`)).replaceAll(/^\S+ /gm, "");
  assertEquals(log.split("\n").slice(0, 3), [
    `Connecting to 127.0.0.1:${port}.`,
    `Connected to 127.0.0.1:${port}.`,
    "The server is of version 1.2.3.",
  ]);
  await using playing = new Looking("--play", file);
  await playing.sees(/reads too slowly/);
  await playing.sees(/end of recording/);
  await playing.type("q");
  assertEquals(await playing.leaves(), 0);
  await Deno.remove(folder, { recursive: true });
});

test("a terminal that can only print lines is told of --once", async () => {
  const line = [PROGRAM!, ...ARGUMENTS, "console", "127.0.0.1:1"].map((word) => `'${word}'`).join(" ");
  const { code, stdout } = await new Deno.Command("script", {
    args: ["--quiet", "--return", "--echo", "never", "--command", line, "/dev/null"],
    env: { TERM: "dumb" },
    stdin: "null",
  }).output();
  const told = new TextDecoder().decode(stdout).trim();
  assertEquals([code, told], [
    2,
    "Cannot show the console: this terminal can only print lines (TERM is dumb); use --once to print one snapshot",
  ]);
});
