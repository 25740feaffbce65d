/**
 * Defaults of the console that the environment tells: colours and letters of the terminal, and the language of whoever
 * sits there. Flags and config file come first.
 *
 * @module
 */

import type { Environment } from "../../runtime/setting.ts";
import type { ConsoleSettings } from "./settings.ts";

/** What a terminal can show, and in which language. */
export type EnvironmentDefaults = Pick<ConsoleSettings, "language" | "isAscii" | "palette">;

export function environmentDefaults(environment: Environment): EnvironmentDefaults {
  const letters = localeOf(environment, "LC_CTYPE");
  return {
    language: /^zh/i.test(localeOf(environment, "LC_MESSAGES") ?? "") ? "zh" : "en",
    isAscii: letters !== undefined && !/utf-?8/i.test(letters), // nothing set: a container, or a terminal of today
    palette: paletteOf(environment),
  };
}

/** The locale for one purpose, as POSIX has it: LC_ALL decides, then the purpose's own, then LANG. */
function localeOf(environment: Environment, name: string): string | undefined {
  return ["LC_ALL", name, "LANG"].map(environment).find((locale) => locale !== undefined && locale !== "");
}

function paletteOf(environment: Environment): ConsoleSettings["palette"] {
  const terminal = environment("TERM") ?? "dumb";
  if ((environment("NO_COLOR") ?? "") !== "") return "off"; // https://no-color.org
  if (["", "dumb", "vt100", "vt102", "vt220"].includes(terminal) || terminal.endsWith("-m")) return "off";
  if (/^(truecolor|24bit)$/i.test(environment("COLORTERM") ?? "") || terminal.endsWith("-direct")) {
    return "all";
  }
  if (terminal.includes("256color")) return "256";
  return terminal === "linux" ? "8" : "16";
}
