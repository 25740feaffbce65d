/**
 * The command line of `console`, as a parser of Optique. Values are taken as text: `lib/console/` judges them.
 *
 * @module
 */

import { object, or } from "@optique/core/constructs";
import { type Message, message } from "@optique/core/message";
import { map, optional } from "@optique/core/modifiers";
import { argument, constant, option } from "@optique/core/primitives";
import type { NonEmptyString } from "@optique/core/nonempty";
import type { Parser } from "@optique/core/parser";
import { string, type ValueParser } from "@optique/core/valueparser";
import { path } from "@optique/run";
import { PALETTES, WARNING_NAMES } from "../console/settings/settings.ts";
import type { Request } from "./plain_flags.ts";

/** The word in the place of an address that asks for a config file. Optique's own commands want to be given always. */
const GEN_CONFIG = "gen-config";

/**
 * What `console` takes.
 *
 * @internal its type is Optique's
 */
export function consoleFlags(): Parser<"sync", Request, unknown> {
  return map(flags(), (given): Request => ({
    command: "console",
    flags: given.token === undefined ? {} : { adminToken: given.token },
    file: undefined, // --config names the console's own file
    wanted: given.address === GEN_CONFIG ? { kind: "gen-config" } : { kind: "show", ...given },
  }));
}

function flags() {
  return object({
    address: optional(argument(textOf("ADDRESS", [GEN_CONFIG]), {
      description:
        message`HOST:PORT, :PORT or unix:PATH of the admin door (default as --admin); gen-config: print a config file with every setting of the console and its default`,
    })),
    token: text(
      "--token",
      "TOKEN",
      message`the admin token; others on this machine can read it, so better set CHAT_ADMIN_TOKEN`,
    ),
    warn: text("--warn", "NAME[=N],...", message`turn warnings on, or set their thresholds`, WARNING_NAMES),
    allow: text("--allow", "NAME,...|all", message`turn warnings off`, ["all", ...WARNING_NAMES]),
    retainFor: text("--retain-for", "TIME", message`how long what is gone stays (default 6s)`),
    lang: text("--lang", "en|zh", message`language (default: what the environment says)`, ["en", "zh"]),
    asciiOnly: toggle("--ascii-only", message`draw with ASCII characters only`),
    palette: text(
      "--palette",
      PALETTES.join("|") as NonEmptyString,
      message`colours (default: what the terminal has)`,
      PALETTES,
    ),
    noColors: toggle("--no-colors", message`the same as --palette off`),
    noDurationColors: toggle("--no-duration-colors", message`do not colour durations by size`),
    noTerminatedColors: toggle("--no-terminated-colors", message`do not dim what is gone`),
    log: file("--log", message`append what happens to the console itself`),
    record: file("--record", message`write all that comes into a new file`),
    play: file("--play", message`show a recording instead of a server`),
    speed: text("--speed", "N", message`play N times as fast (default 1)`),
    once: toggle("--once", message`print one snapshot and end`),
    json: toggle("--json", message`with --once: as JSON`),
    config: file("--config", message`a TOML file with settings (CHAT_CONSOLE_CONFIG)`),
  });
}

function toggle(name: `--${string}`, description: Message): Parser<"sync", boolean, unknown> {
  return or(option(name, { description }), constant(false)) as Parser<"sync", boolean, unknown>;
}

function file(name: `--${string}`, description: Message): Parser<"sync", string | undefined, unknown> {
  return optional(option(name, path({ metavar: "FILE" }), { description }));
}

function text(
  name: `--${string}`,
  metavar: NonEmptyString,
  description: Message,
  words?: readonly string[],
): Parser<"sync", string | undefined, unknown> {
  return optional(option(name, textOf(metavar, words), { description }));
}

/** Any text; the words are for shell completion. */
function textOf(metavar: NonEmptyString, words: readonly string[] = []): ValueParser<"sync", string> {
  return {
    ...string({ metavar }),
    *suggest(prefix) {
      for (const text of words) if (text.startsWith(prefix)) yield { kind: "literal", text };
    },
  };
}
