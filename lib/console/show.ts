/**
 * The console at work: what a source tells and what keys are pressed become a state, and the state is painted. Everything
 * that thinks is in the folders around, everything that touches the world in what is handed in here.
 *
 * Requirements:
 * 1. at most ten pictures a second, and one for every key;
 * 2. a bug anywhere ends the show with its error, after the terminal is as it was;
 * 3. quit, end of input, a terminal that has gone and the signal end it quietly.
 *
 * @module
 */

import type { InsideLine } from "../observe/console_protocol.ts";
import { type Clock, pause, within } from "../runtime/clock.ts";
import type { Key } from "../terminal/keys.ts";
import { eventOf, type Journal } from "./journal.ts";
import { onKey } from "./keys/dispatch.ts";
import type { ConsoleSettings } from "./settings/settings.ts";
import type { Recorder } from "./source/recording.ts";
import type { Link, Source, SourceAsk } from "./source/source.ts";
import type { ConsoleState } from "./state/console_state.ts";
import { beginning, onDump, onLine, onLink, onNotice, wishOf } from "./state/transitions.ts";
import type { Terminal } from "./terminal.ts";
import type { frameOf } from "./view/palette.ts";
import { sceneOf } from "./view/scene.ts";
import { systemReason } from "./words/problem.ts";
import { wordsOf } from "./words/words.ts";

/** The shortest and the longest time from one picture to the next, in milliseconds; the longest is for durations. */
const SHORTEST_MS = 100, LONGEST_MS = 500;

/** How long what is going on may take to end, in milliseconds. */
const ENDING_MS = 1000;

export interface ShowParts {
  readonly settings: ConsoleSettings;
  readonly source: Source;
  /** Taken already; given back by {@linkcode Show.run}. */
  readonly terminal: Terminal;
  /** Makes the lines for the terminal of what is on the screen. */
  readonly draw: typeof frameOf;
  readonly clock: Clock;
  readonly journal: Journal;
  /** The recording that is made beside it, and its path. */
  readonly recording?: { readonly recorder: Recorder; readonly path: string } | undefined;
}

/** One console from its first picture to its last. */
export class Show {
  readonly #parts: ShowParts;
  readonly #over = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #state: ConsoleState;
  #recording: ShowParts["recording"];
  #changed = Promise.withResolvers<void>();
  #size = { columns: 0, rows: 0 };

  constructor(parts: ShowParts) {
    this.#parts = parts;
    this.#recording = parts.recording;
    this.#state = beginning(parts.settings, parts.source.link);
  }

  /** Runs until somebody ends it; the terminal is as it was then. Rejects with what a bug threw. */
  async run(stop: AbortSignal): Promise<void> {
    const { source, terminal, clock } = this.#parts;
    const end = () => this.#ended.resolve();
    const work = [
      source.follow({
        onLine: (line) => this.#onLine(line),
        onLink: (link) => this.#onLink(link),
        onNotice: (sentence, isBad) => this.#onNotice(sentence, isBad),
      }, this.#over.signal),
      this.#paintOnAndOn(),
    ];
    for (const part of work) part.catch(this.#ended.reject);
    terminal.listen((keys) => this.#onKeys(keys)).then(end, this.#ended.reject);
    terminal.gone.then(end);
    stop.addEventListener("abort", end);
    if (stop.aborted) end();
    try {
      await this.#ended.promise;
    } finally {
      stop.removeEventListener("abort", end);
      this.#over.abort();
      this.#changed.resolve();
      await terminal[Symbol.asyncDispose]();
      await within(clock, ENDING_MS, Promise.allSettled(work));
    }
  }

  /** Paints at once: the terminal has another size, or was somebody else's for a while. */
  repaint(): void {
    if (this.#over.signal.aborted) return;
    try {
      this.#paint();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the show with an error that nobody else has taken. */
  fail(error: unknown): void {
    this.#ended.reject(error);
  }

  #onLine(line: InsideLine): void {
    const { clock, journal } = this.#parts;
    this.#record(line);
    this.#change(onLine(this.#state, line, clock.now()));
    if (line.kind !== "hello") return;
    journal(`The server is of version ${line.version}.`);
    const wish = wishOf(this.#state);
    if (wish.paused === true || typeof wish.details === "number") this.#ask({ kind: "wish", wish });
  }

  #onLink(link: Link): void {
    this.#parts.journal(eventOf(link));
    this.#change(onLink(this.#state, link));
  }

  #onNotice(sentence: string, isBad: boolean): void {
    this.#parts.journal(sentence);
    this.#change(onNotice(this.#state, sentence, isBad));
  }

  #onKeys(keys: readonly Key[]): void {
    for (const key of keys) {
      if (this.#over.signal.aborted) return;
      const { state, asks } = onKey(this.#state, key, this.#parts.terminal.size);
      this.#state = state;
      for (const ask of asks) {
        if (ask.kind === "quit") return this.#ended.resolve();
        this.#ask(ask);
      }
    }
    this.#paint();
  }

  #ask(ask: SourceAsk): void {
    const { source, journal } = this.#parts;
    if (ask.kind !== "wish") journal(`Asked: ${JSON.stringify(ask)}`);
    source.ask(ask, this.#over.signal).then((answer) => {
      if (this.#over.signal.aborted) return;
      if (answer.kind === "told") this.#onNotice(answer.sentence, answer.isBad);
      if (answer.kind === "dump") this.#change(onDump(this.#state, answer.dump));
    }).catch(this.#ended.reject);
  }

  #record(line: InsideLine): void {
    if (this.#recording === undefined) return;
    const { recorder, path } = this.#recording;
    try {
      recorder.record(line);
    } catch (error) {
      this.#recording = undefined;
      recorder[Symbol.dispose]();
      const { source } = wordsOf(this.#parts.settings);
      this.#onNotice(source.fileEnded(path, systemReason(error)), true);
    }
  }

  #change(state: ConsoleState): void {
    this.#state = state;
    this.#changed.resolve();
  }

  async #paintOnAndOn(): Promise<void> {
    const { clock } = this.#parts;
    const { signal } = this.#over;
    while (!signal.aborted) {
      this.#changed = Promise.withResolvers();
      this.#paint();
      await pause(clock, SHORTEST_MS, signal);
      await within(clock, LONGEST_MS - SHORTEST_MS, this.#changed.promise);
    }
  }

  #paint(): void {
    const { settings: { palette }, terminal, draw, clock } = this.#parts;
    const size = terminal.size;
    if (size.columns !== this.#size.columns || size.rows !== this.#size.rows) terminal.forget();
    this.#size = size;
    terminal.show(draw(sceneOf(this.#state, size, clock.now()), size, palette));
  }
}
