/**
 * The servers that are measured, and how each is started.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import { ServerProcess } from "../support/server_process.ts";
import { Mistake } from "./mistake.ts";
import { NAIVE } from "./options.ts";
import type { Revision } from "./revision.ts";

/** A server that is measured. */
export interface Contestant {
  /** As the tables call it. */
  readonly name: string;
  readonly folder: string | URL;
  /** What Deno runs. */
  readonly args: (data: string, isAttacked: boolean) => readonly string[];
}

const PERMISSIONS = ["--allow-net", "--allow-read", "--allow-write", "--allow-env"];

/**
 * As people run it: it keeps what is said, and has its admin door open; with room for the scenarios of many rooms. Guests
 * come one after the other and wait for the welcome, which is not held back from them.
 */
const chatServer = (data: string, isAttacked: boolean) => [
  ...[
    "run",
    ...PERMISSIONS,
    "main.ts",
    `--host=${isAttacked ? "::" : "127.0.0.1"}`,
    "--port=0",
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
  folder: ROOT,
  args: (data, isAttacked) => [...chatServer(data, isAttacked), isAttacked ? ATTACKED : AT_ONCE],
};

/** One write for every reader and line. */
export const NAIVE_SERVER: Contestant = {
  name: NAIVE,
  folder: ROOT,
  args: () => ["run", "--allow-net", "tests/bench/naive_server.ts"],
};

/**
 * The program as it was.
 * @throws {Mistake} where it does not start, because it is too old to know the flags
 */
export async function serverOf({ name, folder }: Revision): Promise<Contestant> {
  const settings = await Deno.readTextFile(`${folder}/lib/runtime/config.ts`).catch(() => "");
  const flags = settings.includes("greetAfterMs") ? [AT_ONCE] : []; // older ones never held it back
  const args = (data: string, isAttacked: boolean) => [
    ...chatServer(data, isAttacked),
    ...isAttacked ? [ATTACKED] : flags,
  ];
  const contestant = { name, folder, args };
  try {
    await using data = await DataFolder.make();
    await using _ = await started(contestant, data.path, false);
    return contestant;
  } catch {
    throw new Mistake(
      `Cannot compare with "${name}": it does not start (see above); it may be too old for the flags`,
    );
  }
}

/** Starts a server; resolves when it listens. */
export function started(
  { folder, args }: Contestant,
  data: string,
  isAttacked: boolean,
): Promise<ServerProcess> {
  return ServerProcess.start({ command: [Deno.execPath(), ...args(data, isAttacked)], folder });
}
