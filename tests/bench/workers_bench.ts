/**
 * `deno task bench:workers`: what the busiest thread of a server does while many people read, with one worker and with
 * more. Linux tells how long each thread had a processor, so it does not matter how many cores this machine has, and what
 * else runs on them.
 *
 * Arguments: numbers of workers, 1 and 2 unless given. `CHAT_JOURNEY_COMMAND` names another build.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import { serverCommand } from "../support/journey.ts";
import { ServerProcess } from "../support/server_process.ts";

/** How many read; how many of them talk, one after the other; how many lines they say in all, and in a second. */
const READERS = 800, SPEAKERS = 20, LINES = 3000, LINES_A_SECOND = 1000;

/** What they say: the first letter is counted. */
const LINE = "# and some words, as people say them in a room of many\n";

/** After so long without a line all have come, in milliseconds. */
const STILL_MS = 2000;

/** Rounds, of which the first only warms up; each is compared with the same one of one worker. */
const ROUNDS = 3;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody who is in, and reads. */
class Reader {
  readonly #connection: Deno.TcpConn;
  readonly #joined = Promise.withResolvers<void>();
  /** How many lines of others have come. */
  lines = 0;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#read();
  }

  static async join(port: number, name: string): Promise<Reader> {
    const reader = new Reader(await Deno.connect({ hostname: "127.0.0.1", port }));
    await reader.say(`${name}\n`);
    await reader.#joined.promise;
    return reader;
  }

  async say(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    for (let done = 0; done < bytes.length;) done += await this.#connection.write(bytes.subarray(done));
  }

  close(): void {
    this.#connection.close();
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536), HASH = "#".charCodeAt(0), HELLO = "Hello ";
    let greeting: string | undefined = "";
    for (;;) {
      const count = await this.#connection.read(buffer).catch(() => null);
      if (count === null) return;
      if (greeting !== undefined) {
        greeting += new TextDecoder().decode(buffer.subarray(0, count));
        if (!greeting.includes(HELLO)) continue;
        greeting = undefined;
        this.#joined.resolve();
      }
      for (let at = buffer.indexOf(HASH); at >= 0 && at < count; at = buffer.indexOf(HASH, at + 1)) {
        this.lines++;
      }
    }
  }
}

/** How long each thread of a process has had a processor, in milliseconds. */
function threadsOf(pid: number): Map<string, number> {
  const folder = `/proc/${pid}/task`;
  return new Map(
    Array.from(Deno.readDirSync(folder), ({ name }) => {
      const [nanoseconds] = Deno.readTextFileSync(`${folder}/${name}/schedstat`).split(" ");
      return [name, Number(nanoseconds) / 1e6];
    }),
  );
}

interface Round {
  readonly busiestMs: number;
  readonly allMs: number;
}

/** Has lines said to all, and looks what the threads do meanwhile. */
async function play(pid: number, readers: readonly Reader[]): Promise<Round> {
  const wanted = readers.length * LINES - LINES; // nobody reads what they say themselves
  for (const reader of readers) reader.lines = 0;
  const before = threadsOf(pid), begin = performance.now();
  for (let said = 0; said < LINES; await pause(1)) {
    const due = Math.min(LINES, (performance.now() - begin) / 1000 * LINES_A_SECOND);
    for (; said < due; said++) await readers[said % SPEAKERS]!.say(LINE);
  }
  const heard = () => readers.reduce((sum, { lines }) => sum + lines, 0);
  for (let last = -1; last !== heard();) {
    last = heard();
    await pause(STILL_MS);
  }
  if (heard() !== wanted) throw new Error(`${heard()} of ${wanted} lines have come`);
  const spent = Array.from(threadsOf(pid), ([id, ms]) => ms - (before.get(id) ?? 0));
  return { busiestMs: Math.max(...spent), allMs: spent.reduce((sum, ms) => sum + ms, 0) };
}

async function measured(workers: number): Promise<Round[]> {
  await using folder = await DataFolder.make();
  const flags = [
    "--host=127.0.0.1",
    "--port=0",
    "--greet-after-ms=0",
    `--workers=${workers}`,
    "--admin=none",
  ];
  const command = [...serverCommand(), ...flags, `--data=${folder.path}`] as const;
  await using server = await ServerProcess.start({
    command: command as unknown as [string, ...string[]],
    folder: ROOT,
  });
  const port = await server.port, readers: Reader[] = [];
  for (let i = 0; i < READERS; i++) readers.push(await Reader.join(port, `reader${i}`));
  await pause(1000);
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await play(server.pid, readers));
  for (const reader of readers) reader.close();
  return rounds.slice(1);
}

const counts = Deno.args.length > 0 ? Deno.args.map(Number) : [1, 2];
let one: number | undefined;
console.log(`${READERS} readers, ${LINES} lines, ${LINES_A_SECOND} a second`);
for (const workers of counts) {
  const rounds = await measured(workers);
  const mean = (of: (round: Round) => number) => rounds.reduce((sum, it) => sum + of(it), 0) / rounds.length;
  const busiest = mean(({ busiestMs }) => busiestMs), all = mean(({ allMs }) => allMs);
  one ??= busiest;
  const ratio = (busiest / one).toFixed(2);
  console.log(
    `workers ${workers}: busiest thread ${busiest.toFixed(0)} ms of CPU (${ratio}), all threads ${
      all.toFixed(0)
    } ms`,
  );
}
