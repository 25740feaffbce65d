/**
 * Reading the settings again while the server runs: what may change is in force at once, what may not is named, and a
 * mistake changes nothing. It never ends the server.
 *
 * @module
 */

import { messageOf } from "../runtime/reason.ts";
import type { Config, SettingKey } from "../runtime/config.ts";
import { nameOf } from "../runtime/setting.ts";
import type { Changes } from "../runtime/live_config.ts";
import type { Log } from "../runtime/log.ts";
import type { CleanText } from "../text/clean.ts";
import { cleanText } from "../text/clean_text.ts";

/** What a server is started with, and changed to. */
export interface Given {
  readonly config: Config;
  readonly motdLines: readonly CleanText[];
}

export interface ReloaderParts {
  /** Reads flags, environment and files as the start did; rejects where there is a mistake. */
  readonly read: () => Promise<Given>;
  readonly change: (given: Given) => Promise<Changes>;
  readonly log: Log;
}

/** Reloads one at a time; what is asked for meanwhile is done once more afterwards. */
export class Reloader {
  readonly #parts: ReloaderParts;
  #isWanted = false;
  #running: Promise<void> | undefined;

  constructor(parts: ReloaderParts) {
    this.#parts = parts;
  }

  /** Reads and changes the settings; resolves when that is done, and never rejects. */
  reload(): Promise<void> {
    this.#isWanted = true;
    return this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#once();
    }
    this.#running = undefined;
  }

  async #once(): Promise<void> {
    const { read, change, log } = this.#parts;
    try {
      const given = await read();
      const { changed, waiting } = await change(given);
      log(waiting.length > 0 ? "warning" : "info", "Settings read again: {changed}{waiting}", {
        changed: changed.length === 0
          ? "nothing has changed"
          : changed.map((key) => told(key, given.config)).join(", "),
        waiting: waiting.length === 0 ? "" : `; a restart is needed for ${waiting.map(nameOf).join(", ")}`,
      });
    } catch (error) {
      const reason = messageOf(error);
      log("warning", "Settings stay as they were: {reason}", { reason });
    }
  }
}

function told(key: SettingKey, config: Config): string {
  return `${nameOf(key)} is ${cleanText(JSON.stringify(config[key]))}`;
}
