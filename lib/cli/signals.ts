/**
 * What a server does when it gets a signal, as process 1 of a container too: Deno's own handlers would end that one by
 * a fault of memory, since the system lets no process 1 end itself by a signal.
 *
 * SIGINT, SIGTERM and SIGQUIT stop it with a goodbye; a second one ends it at once. SIGHUP has the settings read again,
 * but where it tells that the server's terminal has been closed: then it stops as well. SIGUSR2 drains it. SIGUSR1 and
 * SIGALRM, which would end others, mean nothing.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";

/**
 * How long after the first signal another one is its echo, in milliseconds: one Ctrl-C under `deno task` or npx arrives
 * from the terminal and from every runner in between. Nobody presses it twice that fast.
 */
const SIGNAL_ECHO_MS = 100;

/** What stops a server, and the exit code of a shell for it. */
const STOPPING = { SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** What others use for their own ends. */
const MEANINGLESS = ["SIGUSR1", "SIGALRM"] as const;

export interface SignalParts {
  readonly clock: Clock;
  /** Hears signals of the process: `Deno.addSignalListener`. */
  readonly on: (signal: Deno.Signal, heard: () => void) => void;
  /** Whether standard input is a terminal: no more once that has been closed. */
  readonly isTerminal: () => boolean;
  readonly reload: () => void;
  /** Called once for every such signal, until the server stops. */
  readonly drain: () => void;
  readonly ignored: (signal: Deno.Signal) => void;
  readonly exit: (code: number) => void;
}

/** Lets a SIGHUP pass that comes before the settings have been read: they are about to be. */
export function awaitSettings(on: SignalParts["on"]): void {
  whereKnown(on, "SIGHUP", () => {});
}

/** Hears signals from now on; resolves with the first that stops the server. */
export function heardSignals(
  { clock, on, isTerminal, reload, drain, ignored, exit }: SignalParts,
): Promise<void> {
  const hadTerminal = isTerminal();
  return new Promise((resolve) => {
    let firstAt = Infinity;
    const stop = (code: number) => {
      if (clock.now() - firstAt > SIGNAL_ECHO_MS) exit(code);
      if (firstAt === Infinity) firstAt = clock.now();
      resolve();
    };
    for (const [signal, code] of Object.entries(STOPPING)) {
      whereKnown(on, signal as keyof typeof STOPPING, () => stop(code));
    }
    whereKnown(on, "SIGHUP", () => {
      if (hadTerminal && !isTerminal()) resolve();
      else if (firstAt === Infinity) reload();
    });
    whereKnown(on, "SIGUSR2", () => {
      if (firstAt === Infinity) drain();
    });
    for (const signal of MEANINGLESS) whereKnown(on, signal, () => ignored(signal));
  });
}

/** Begins or ends to hear a signal, where the system has it: Windows knows few. */
export function whereKnown(change: SignalParts["on"], signal: Deno.Signal, heard: () => void): void {
  try {
    change(signal, heard);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
