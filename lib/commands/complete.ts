/**
 * What Tab offers: commands behind a slash, what each command takes, and names and rooms in what is said.
 *
 * @module
 */

import type { Completion } from "../terminal/editor_host.ts";
import { NO_COMPLETION } from "../terminal/editor_host.ts";
import { VERBS } from "../model/verb.ts";
import { Beginning } from "../text/beginning.ts";
import { keyword, narrow } from "../text/narrow.ts";
import { candidatesFor, type Choosing } from "./candidates.ts";
import { verbOf } from "./line.ts";
import { COMMANDS } from "./table.ts";
import { type Take, takenBehind } from "./take.ts";

/** Most words that are offered: as many as can be looked through. */
const MAX_OFFERED = 40;

/** Stands for more than those; it begins like none of them, so that nothing is put in that would leave one out. */
export const MORE = "…";

/** A command that is being typed: its slash, its verb, and what is behind that. */
const COMMAND = /^([/\uff0f\u2044\u2215])([^\s/\uff0f\u2044\u2215]\S*|)(?:\s+(.*))?$/su;

/** The name or room that is being typed in what is said. An address with an `@` or `#` inside has none. */
const MENTION = /(?:^|[^\w.+\-])([@\uff20#\uff03])([^\s@\uff20#\uff03]*)$/;

/**
 * What could stand at the end of a text.
 * @param choosing who asks, once they have a name
 */
export function complete(text: string, choosing: Choosing | undefined): Completion {
  const [, slash, verb = "", argument] = COMMAND.exec(text) ?? [];
  if (slash === undefined) return completeSaid(text, choosing);
  return argument === undefined
    ? completeVerb(slash, verb, choosing)
    : completeArgument(verb, argument, text, choosing);
}

function completeVerb(slash: string, typed: string, choosing: Choosing | undefined): Completion {
  const possible = VERBS.filter((verb) => choosing !== undefined || COMMANDS[verb].who === "anyone");
  return offered(possible, narrow(typed), 0, (verb) => `${slash}${verb} `);
}

function completeArgument(
  word: string,
  argument: string,
  text: string,
  choosing: Choosing | undefined,
): Completion {
  const verb = verbOf(keyword(word));
  if (verb === undefined || (choosing === undefined && COMMANDS[verb].who === "guests")) return NO_COMPLETION;
  const words = argument.split(/\s+/), typed = words.pop() ?? "";
  const take = takenBehind(words.map((word) => keyword(word)), COMMANDS[verb].takes);
  return take === undefined ? NO_COMPLETION : completeTaken(take, typed, text, choosing);
}

/** What could stand in a place that takes this. */
function completeTaken(
  take: Take,
  typed: string,
  text: string,
  choosing: Choosing | undefined,
): Completion {
  const from = text.length - typed.length, candidates = () => candidatesFor(take, choosing);
  switch (take) {
    case "text":
      return completeMention(text, choosing);
    case "room":
    case "own room":
      return offered(candidates(), `#${bare(typed)}`, from, spaced);
    case "verb":
      return offered(candidates(), narrow(typed).replace(/^\//, ""), from, spaced);
    case "zone":
      return offered(
        zonesUpTo(narrow(typed), candidates()),
        narrow(typed),
        from,
        (zone) => withSpace(zone, "/"),
      );
    case "filter":
      return completeFilter(typed, text, choosing);
    default:
      return offered(candidates(), typed, from, spaced);
  }
}

/** A filter of a search, or what is behind its colon. */
function completeFilter(typed: string, text: string, choosing: Choosing | undefined): Completion {
  const [, filter, value = ""] = /^([^:\uff1a]*)[:\uff1a](.*)$/.exec(typed) ?? [];
  switch (filter === undefined ? undefined : keyword(filter)) {
    case undefined:
      return offered(
        candidatesFor("filter", choosing),
        narrow(typed),
        text.length - typed.length,
        (it) => it,
      );
    case "from":
      return completeTaken("person", value, text, choosing);
    case "in":
      return completeTaken("own room", value, text, choosing);
    default:
      return NO_COMPLETION;
  }
}

/** Names and rooms in what is said: those of the room it is said in. */
function completeSaid(text: string, choosing: Choosing | undefined): Completion {
  if (/^[^\s@\uff20#\uff03/\uff0f\u2044\u2215]+$/.test(text)) {
    return offered(candidatesFor("member", choosing), text, 0, (name) => `${name}: `);
  }
  return completeMention(text, choosing);
}

function completeMention(text: string, choosing: Choosing | undefined): Completion {
  const [, sign, typed = ""] = MENTION.exec(text) ?? [];
  if (sign === undefined) return NO_COMPLETION;
  return narrow(sign) === "#"
    ? completeTaken("room", `#${typed}`, text, choosing)
    : completeTaken("member", typed, text, choosing);
}

/** Those of some words that begin as typed, with what follows each. */
function offered(
  words: Iterable<string>,
  typed: string,
  from: number,
  ended: (word: string) => string,
): Completion {
  const beginning = new Beginning(typed), candidates: string[] = [];
  for (const word of words) {
    if (!beginning.isOf(word)) continue;
    if (candidates.length === MAX_OFFERED) return { from, candidates: [...candidates, MORE] };
    candidates.push(ended(word));
  }
  return { from, candidates };
}

/** Zones up to the next part of their names: there are hundreds. */
function zonesUpTo(typed: string, zones: Iterable<string>): Iterable<string> {
  const beginning = new Beginning(typed), parts = new Set<string>();
  for (const zone of zones) {
    if (beginning.isOf(zone)) parts.add(zone.slice(0, (zone.indexOf("/", typed.length) + 1) || zone.length));
  }
  return parts;
}

function spaced(word: string): string {
  return `${word} `;
}

/** A space behind a word that ends here, and not where more of it may follow. */
function withSpace(word: string, more: string): string {
  return word.endsWith(more) ? word : spaced(word);
}

/** A room's name without its sign. */
function bare(typed: string): string {
  return typed.replace(/^[#\uff03\ufe5f]/, "");
}
