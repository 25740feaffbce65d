/**
 * The settings in force: one object that everybody reads at the moment a value is needed, so that a change while the
 * server runs is seen everywhere at once. Only settings that are read so may change; the others wait for a restart.
 *
 * @module
 */

import { type Config, SETTING_KEYS, type SettingKey } from "./config.ts";
import type { CleanText } from "../text/clean.ts";

const LIVE = [
  ["language", "color", "telnet", "editor", "telnetAfterMs", "timeZone", "maxLineBytes"], // of connections from then on
  ["name", "motd", "nameMs", "nameTries", "maxGuests", "maxGuestsPerAddress"],
  ["paceLines", "paceBurst", "trustedNetworks", "stalledMs", "farewellMs", "drainMs"],
  ["greetAfterMs", "proxies", "hooksPlain", "resumeMs"],
  ["keepDays", "keepMegabytes", "maxRooms", "maxRoomsPerGuest", "logLevel", "logChat"],
] as const;

/** Settings that may change while the server runs. */
export const LIVE_KEYS: readonly SettingKey[] = LIVE.flat();

/** A value for every setting, and what is read from files they name. */
export interface InForce extends Config {
  /** The message of the day; no lines for none. */
  readonly motdLines: readonly CleanText[];
}

export interface Changes {
  readonly changed: readonly SettingKey[];
  /** Settings with another value that wait for a restart. */
  readonly waiting: readonly SettingKey[];
}

export class LiveConfig {
  /** As they are now; the same object for as long as the server runs. */
  readonly inForce: InForce;

  constructor(config: Config, motdLines: readonly CleanText[]) {
    this.inForce = { ...config, motdLines };
  }

  /** Puts others in force, as far as they may change. */
  change(next: Config, motdLines: readonly CleanText[]): Changes {
    const { inForce } = this;
    const isNew = motdLines.join("\n") !== inForce.motdLines.join("\n");
    const differing = SETTING_KEYS.filter((key) => next[key] !== inForce[key] || (key === "motd" && isNew));
    const changed = differing.filter((key) => LIVE_KEYS.includes(key));
    const values = Object.fromEntries(changed.map((key) => [key, next[key]]));
    Object.assign(inForce, values, { motdLines });
    return { changed, waiting: differing.filter((key) => !LIVE_KEYS.includes(key)) };
  }
}
