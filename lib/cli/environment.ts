/**
 * The environment as a source of settings. It is filled by others too: Compose makes blanks of what is not set, and
 * Kubernetes tells every container where each Service is, in variables named after the Service. So a blank counts as
 * not set, what Kubernetes and Docker write is passed over, and what only looks like a setting is told of.
 *
 * @module
 */

import { environmentNameOf, SETTING_KEYS, type SettingKey, SETTINGS } from "../runtime/config.ts";
import type { Environment, Setting } from "../runtime/setting.ts";
import { meantText, nearestOf } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";

/** Variables that are no settings, and are read by the program, its examples or its tests. */
const OTHERS = ["CONFIG", "CONSOLE_CONFIG", "WEBHOOK_TOKEN", "JOURNEY_COMMAND", "SCENARIOS"];

/** Names that are longer than ours by more than typos. */
const LONGER: Readonly<Record<string, string>> = { LANGUAGE: "LANG" };

/** Most typos in a name for which another one is suggested: a word forgotten or put too much is no typo. */
const MAX_TYPOS = 4;

const MAX_TOLD = 10;

/**
 * Names that Kubernetes and Docker make for a Service or a linked container whose name begins with `chat`
 * (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables), but for those of ports.
 */
const OF_SERVICE =
  /^CHAT_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_[A-Z]+(?:_(?:PROTO|PORT|ADDR))?)$/;

/** Docker's links name the containers, `/web/chat`, and hand over the other one's variables. */
const OF_LINK = /^CHAT_(?:\w+_)?ENV_\w+$/, LINKED = /^\/[^/]+\/[^/]+$/;

/** The value of those: `tcp://10.0.0.1:8080`. */
const ADDRESS = /^(?:tcp|udp|sctp):\/\/\S+$/i;

/** What somebody gave for a setting; undefined for nothing. */
export function givenFor(key: SettingKey, environment: Environment): string | undefined {
  const { takesBlank = false }: Setting<unknown> = SETTINGS[key];
  const name = environmentNameOf(key), value = environment(name);
  if (value === undefined || isOfOthers(name, value)) return undefined;
  if (!isBlank(value)) return value;
  return takesBlank ? "" : undefined;
}

/** A variable that names a file; undefined where it is blank, too. */
export function fileIn(
  name: "CHAT_CONFIG" | "CHAT_CONSOLE_CONFIG",
  environment: Environment,
): string | undefined {
  const value = environment(name);
  return value === undefined || isBlank(value) ? undefined : value;
}

/** One sentence for every variable that looks like a setting and is none, the first few of them. */
export function strayVariables(variables: Readonly<Record<string, string>>): string[] {
  const known = [...SETTING_KEYS.map(environmentNameOf).map(withoutPrefix), ...OTHERS];
  const isStray = (name: string) =>
    /^chat[_-]/i.test(name) && !(name.startsWith("CHAT_") && known.includes(withoutPrefix(name)));
  const stray = Object.entries(variables)
    .filter(([name, value]) => isStray(name) && !isOfOthers(name, value)).map(([name]) => name).sort();
  const told = stray.slice(0, MAX_TOLD).map((name) => {
    const own = withoutPrefix(name.toUpperCase().replaceAll("-", "_"));
    const nearest = LONGER[own] ?? nearestOf(own, known, MAX_TYPOS);
    const hint = meantText(nearest && `CHAT_${nearest}`, "chat-server config lists them");
    return `Ignored ${shown(name)} in the environment: there is no such setting; ${hint}`;
  });
  const more = stray.length - told.length;
  return more === 0 ? told : [...told, `Ignored ${more} more variables that are no settings`];
}

function isOfOthers(name: string, value: string): boolean {
  if (OF_SERVICE.test(name) || OF_LINK.test(name)) return true;
  return (/^CHAT_(?:\w+_)?PORT$/.test(name) && ADDRESS.test(value.trim())) ||
    (/^CHAT_(?:\w+_)?NAME$/.test(name) && LINKED.test(value));
}

/** A name by what tells it from others: what all begin with would make them all alike. */
function withoutPrefix(name: string): string {
  return name.slice("CHAT_".length);
}

function isBlank(value: string): boolean {
  return value.trim() === "";
}
