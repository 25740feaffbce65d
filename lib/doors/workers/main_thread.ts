/**
 * A server with several workers. The main thread is a server too, but one that nobody can connect to: it orders what
 * everybody does, keeps it, and is the operator's. The workers have the people.
 *
 * @module
 */

import { openAdminDoor } from "../../admin/admin_door.ts";
import { adminAddressText, parseAdminAddress } from "../../runtime/admin_address.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Config } from "../../runtime/config.ts";
import type { InForce } from "../../runtime/live_config.ts";
import type { Log } from "../../runtime/log.ts";
import { loadHostKey } from "../late_host_key.ts";
import { listenOptions } from "../tcp_door.ts";
import { toldSource } from "./common_certificate.ts";
import { Crew, type Thread } from "./crew.ts";
import type { Certificate } from "./messages.ts";
import { NobodysPort } from "./nobodys_port.ts";
import type { RunningServer, Start, ThreadWorld } from "./server_thread.ts";
import { WorkersDesk } from "./workers_desk.ts";

export interface WorkersParts {
  readonly count: number;
  /** Starts the server of a thread. */
  readonly start: Start;
  readonly spawn: (name: string) => Thread;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly motdLines: InForce["motdLines"];
}

/**
 * How long the main thread rests between two turns for each reader of a worker, and at most, in milliseconds. A turn has a
 * worker write once to each, which takes some 10 us: so writing takes it less than a third of its time, and what is said
 * meanwhile shares a write.
 */
const REST_PER_READER_MS = 0.035, MAX_REST_MS = 25;

/** @param readers of the worker that has the most */
function restMs({ flushMs }: Config, readers: number): number {
  return Math.max(flushMs, Math.min(MAX_REST_MS, readers * REST_PER_READER_MS));
}

/** Starts all threads; resolves when people can come in. @throws what a server alone throws */
export async function startWorkers(given: Config, parts: WorkersParts): Promise<RunningServer> {
  const { count, start, spawn, log, version, motdLines, clock } = parts;
  using taken = takePort(given);
  const config = { ...given, port: taken.addr.port };
  let certificate: Certificate | undefined, isStarted = false;
  const hostKeys = oneHostKey(), desk = new WorkersDesk(config.data, () => restMs(config, crew.readers));
  const crew: Crew = new Crew({
    ...{ spawn, log },
    attach: (end) => desk.attach(end),
    hostKey: async () => await (await hostKeys()).hostKey({ config, log }),
    beginOf: (name, number) => ({
      config: { ...config, admin: adminOf(given.admin, number) },
      ...{ name, motdLines, version, certificate, ...desk.begun(number) },
    }),
  });
  const world: ThreadWorld = {
    ...{ log, clock, version, motdLines },
    listen: (address) => new NobodysPort(address),
    storeOpener: desk.storeOpener,
    becomeNode: async (node) => {
      const here = await desk.becomeNode(node), { bus, letPeopleGo, leave } = here.nodes;
      return {
        ...here,
        async joined() { // nobody listens before
          await here.joined();
          await crew.start(count);
          isStarted = true;
          taken[Symbol.dispose](); // before anybody is told where to call
        },
        nodes: {
          ...{ bus, letPeopleGo },
          async leave() { // the last of what people did is in the log then
            await crew.stop();
            await leave();
          },
        },
      };
    },
    openAdmin: (admin) => {
      const { measures, readiness } = crew;
      const drain = async () => isStarted ? await crew.drain() : [await admin.drain()]; // nobody could come in yet
      return openAdminDoor({ ...admin, others: { measures, readiness, drain } });
    },
    loadHostKey: hostKeys,
    certificateSource: (source) =>
      toldSource(source, (told) => {
        certificate = told;
        crew.tell("certificate", told);
      }),
    challenges: new ToldMap((token, answer) => crew.tell("challenge", [token, answer])),
  };
  try {
    const main = await start(config, world);
    return {
      async change(next, lines) {
        const changes = await main.change(next, lines); // throws where they cannot be
        await crew.ask("change", { config: next, motdLines: lines });
        return changes;
      },
      drain: () => crew.drain(),
      drained: Promise.race([crew.drained(), main.drained]),
      failed: Promise.race([crew.failed, main.failed]),
      async stop() {
        await main.stop();
        desk.close();
        crew.end();
      },
    };
  } catch (error) {
    desk.close();
    crew.end();
    throw error;
  }
}

/**
 * The port that all workers will share. The system would let a second server share it too, without a word, so it is taken
 * alone first: that fails where anybody has it. On a bus, the next node may listen beside this one. A port that the system
 * chooses stays taken until the workers share it, or others might be given it meanwhile.
 */
function takePort(config: Config): Deno.TcpListener {
  const isChosen = config.port === 0, options = listenOptions(config);
  const listener = Deno.listen({ ...options, reusePort: options.reusePort || isChosen });
  if (!isChosen) listener.close();
  return listener;
}

/** Where the admin door of a worker is: next to that of the main thread. */
export function adminOf(admin: string, number: number): string {
  const address = parseAdminAddress(admin);
  if (address?.kind === "unix") return `${admin}.${number}`;
  if (address?.kind !== "tcp" || address.port === 0) return admin;
  const port = address.port + number;
  return port > 65_535 ? "none" : adminAddressText({ ...address, port });
}

/** Gives one host key to whoever loads it. */
function oneHostKey(): typeof loadHostKey {
  let key: ReturnType<Awaited<ReturnType<typeof loadHostKey>>["hostKey"]> | undefined;
  return async () => {
    const { hostKey } = await loadHostKey();
    return {
      hostKey: (parts) => {
        key ??= hostKey(parts);
        key.catch(() => key = undefined);
        return key;
      },
    };
  };
}

/** A map that tells of its changes. */
class ToldMap extends Map<string, string> {
  readonly #tell: (key: string, value: string | undefined) => void;

  constructor(tell: (key: string, value: string | undefined) => void) {
    super();
    this.#tell = tell;
  }

  override set(key: string, value: string): this {
    this.#tell(key, value);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#tell(key, undefined);
    return super.delete(key);
  }
}
