/**
 * The servers that are measured, and how each is started.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import { NatsServer } from "../support/nats_server.ts";
import { ServerProcess } from "../support/server_process.ts";
import { Mistake } from "./mistake.ts";
import { NAIVE } from "./options.ts";
import type { Revision } from "./revision.ts";

/** A server that is measured. */
export interface Contestant {
  /** As the tables call it. */
  readonly name: string;
  /** Starts it; resolves when it listens. */
  readonly start: (data: string, isAttacked: boolean) => Promise<Running>;
}

/** What runs. */
export interface Running extends AsyncDisposable {
  readonly port: number;
  /** All processes of it. */
  readonly pids: readonly number[];
}

const PERMISSIONS = ["--allow-net", "--allow-read", "--allow-write", "--allow-env"];

/**
 * As people run it: it keeps what is said, and has its admin door open; with room for the scenarios of many rooms. Guests
 * come one after the other and wait for the welcome, which is not held back from them.
 */
const chatServer = (data: string, isAttacked: boolean, port = 0) => [
  ...[
    "run",
    ...PERMISSIONS,
    "main.ts",
    `--host=${isAttacked ? "::" : "127.0.0.1"}`,
    `--port=${port}`,
    "--admin=127.0.0.1:0",
    `--data=${data}`,
  ],
  ...["--max-rooms=2000", "--max-rooms-per-guest=1000"],
];

const AT_ONCE = "--greet-after-ms=0";

/** An attack comes with all that the one address speaks. Those who come by IPv4 come by a proxy. */
const ATTACKED = "--proxies=127.0.0.1";

/** The program as it is in this folder, changes that are not committed included. */
export const OURS: Contestant = {
  name: "ours",
  start: (data, isAttacked) => started(ROOT, [...chatServer(data, isAttacked), flagFor(isAttacked)]),
};

/** The program as one process of several workers. */
export function workers(count: number, name: string): Contestant {
  const start = (data: string, isAttacked: boolean) =>
    started(ROOT, [...chatServer(data, isAttacked), `--workers=${count}`, flagFor(isAttacked)]);
  return { name, start };
}

/** The program as nodes of one chat on this machine, at one port, with a NATS server: all of them are measured. */
export function nodes(count: number, name: string): Contestant {
  return {
    name,
    async start(data, isAttacked) {
      await using stack = new AsyncDisposableStack();
      const nats = stack.use(await NatsServer.start()), pids = [nats.pid];
      let port = 0;
      for (let i = 1; i <= count; i++) {
        const flags = [
          `--bus=nats://127.0.0.1:${nats.address.port}`,
          `--node=node-${i}`,
          flagFor(isAttacked),
        ];
        const args = [...chatServer(`${data}/${i}`, isAttacked, port), ...flags];
        const node = stack.use(await started(ROOT, args));
        port = node.port;
        pids.push(...node.pids);
      }
      const running = stack.move();
      return { port, pids, [Symbol.asyncDispose]: () => running.disposeAsync() };
    },
  };
}

/** One write for every reader and line. */
export const NAIVE_SERVER: Contestant = {
  name: NAIVE,
  start: () => started(ROOT, ["run", "--allow-net", "tests/bench/naive_server.ts"]),
};

/**
 * The program as it was.
 * @throws {Mistake} where it does not start, because it is too old to know the flags
 */
export async function serverOf({ name, folder }: Revision): Promise<Contestant> {
  const settings = await Deno.readTextFile(`${folder}/lib/runtime/config.ts`).catch(() => "");
  const flags = settings.includes("greetAfterMs") ? [AT_ONCE] : []; // older ones never held it back
  const start = (data: string, isAttacked: boolean) =>
    started(folder, [...chatServer(data, isAttacked), ...isAttacked ? [ATTACKED] : flags]);
  try {
    await using data = await DataFolder.make();
    await using _ = await start(data.path, false);
    return { name, start };
  } catch {
    throw new Mistake(
      `Cannot compare with "${name}": it does not start (see above); it may be too old for the flags`,
    );
  }
}

function flagFor(isAttacked: boolean): string {
  return isAttacked ? ATTACKED : AT_ONCE;
}

async function started(folder: string | URL, args: readonly string[]): Promise<Running> {
  const server = await ServerProcess.start({ command: [Deno.execPath(), ...args], folder });
  return {
    port: await server.port,
    pids: [server.pid],
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
