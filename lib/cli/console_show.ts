/**
 * The console on this terminal: opens what it needs, hands signals over, and gives the terminal back. Loaded only then.
 *
 * @module
 */

import { systemClock } from "../runtime/clock.ts";
import type { AdminClient } from "../console/source/admin_client.ts";
import { frameOf } from "../console/view/palette.ts";
import { ConnectionProblem } from "../console/words/problem.ts";
import { noJournal, openJournal } from "../console/journal.ts";
import type { ConsoleOptions } from "../console/settings/options.ts";
import { playedSource } from "../console/source/played_source.ts";
import { Player, Recorder } from "../console/source/recording.ts";
import { problemText, wordsOf } from "../console/words/words.ts";
import { serverSource } from "../console/source/server_source.ts";
import { Show } from "../console/show.ts";
import { systemTerminal, Terminal } from "../console/terminal.ts";
import { orRefuse } from "./data_folder.ts";
import type { Flags } from "../runtime/setting.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { shown } from "../text/shown.ts";
import { whereKnown } from "./signals.ts";
import { reasonOf } from "../runtime/reason.ts";

/** Signals that end the console, and the shell's code for each: 128 and its number. */
const ENDINGS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;

/**
 * Shows the console until somebody ends it.
 * @returns the exit code
 * @throws {StartRefused} where a file cannot be used; the terminal is untouched then
 */
export async function showConsole(
  { play, record, speed = "1" }: Flags,
  { settings, log }: ConsoleOptions,
  connect: () => AdminClient,
  version: string,
): Promise<number> {
  const clock = systemClock, words = wordsOf(settings);
  const player = play === undefined ? undefined : await openPlayer(play, speed);
  using client = player === undefined ? connect() : undefined;
  const journal = log === undefined
    ? noJournal
    : await orRefuse(`write the log "${log}"`, () => openJournal(log, clock));
  using recorder = record === undefined
    ? undefined
    : await orRefuse(`record to "${record}"`, () => new Recorder(record, version, clock));
  const stop = new AbortController();
  let code = 0;
  const source = player === undefined
    ? serverSource(client!, clock, words)
    : playedSource(play!, player, words);
  await using terminal = new Terminal(systemTerminal, clock);
  const show = new Show({
    settings,
    source,
    terminal,
    draw: frameOf,
    clock,
    journal,
    recording: recorder === undefined ? undefined : { recorder, path: record! },
  });
  using _signals = onSignals({
    end(signal) {
      code = ENDINGS[signal];
      journal(`Ended by ${signal}.`);
      stop.abort();
    },
    resized: () => show.repaint(),
    resumed() {
      terminal.resume();
      show.repaint();
    },
    failed: (error) => show.fail(error),
  });
  await show.run(stop.signal);
  return code;
}

async function openPlayer(path: string, speed: string): Promise<Player> {
  const pace = /^\d+(\.\d+)?$/.test(speed) ? Number(speed) : NaN;
  if (!(pace >= 0.1 && pace <= 1000)) {
    throw new StartRefused(`Cannot use ${shown(speed)} for --speed: it takes a number from 0.1 to 1000`);
  }
  try {
    const file = await Deno.open(path);
    return await Player.open(file.readable, pace, systemClock);
  } catch (error) {
    const reason = !(error instanceof ConnectionProblem)
      ? reasonOf(error)
      : error.problem.kind === "version"
      ? problemText(error.problem)
      : "it is not a recording of a console";
    throw new StartRefused(`Cannot play "${path}": ${reason}`, { cause: error });
  }
}

interface SignalActions {
  readonly end: (signal: keyof typeof ENDINGS) => void;
  readonly resized: () => void;
  readonly resumed: () => void;
  readonly failed: (error: unknown) => void;
}

/** Acts on signals, and on bugs that nobody waits for: they would leave the terminal to the shell as it is. */
function onSignals({ end, resized, resumed, failed }: SignalActions): Disposable {
  const endings = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];
  const actions: (readonly [Deno.Signal, () => void])[] = [
    ...endings.map((signal) => [signal, () => end(signal)] as const),
    ["SIGWINCH", resized],
    ["SIGCONT", resumed],
  ];
  for (const [signal, action] of actions) whereKnown(Deno.addSignalListener, signal, action);
  const listening = new AbortController(), { signal } = listening;
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    failed(event.reason);
  }, { signal });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    failed(event.error);
  }, { signal });
  return {
    [Symbol.dispose]() {
      listening.abort();
      for (const [signal, action] of actions) whereKnown(Deno.removeSignalListener, signal, action);
    },
  };
}
