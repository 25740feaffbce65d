/** `/set`: one's own settings, one at a time; alone, all of them. @module */

import type { Preferences } from "../../chat/guest.ts";
import { BELLS, JOINS } from "../../model/dialect.ts";
import { keyword } from "../../text/narrow.ts";
import { type Asker, type Command, misuse } from "../command.ts";
import { oneOf, type Take } from "../take.ts";

/** Most past lines shown on entering a room. */
const MAX_REPLAY = 100;

/** One setting, under the word it is set by. */
interface Setting {
  /** What it takes, as it is shown. */
  readonly values: string;
  /** The same, as Tab offers it. */
  readonly takes: Take;
  /** Takes over a value; returns whether it is one. */
  take(asker: Asker, value: string): boolean;
}

const ON_OFF = ["on", "off"] as const;

/** Every setting; what each is for is told by `/help set`. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  replay: wish(`0..${MAX_REPLAY}`, "word", (value) => {
    const lines = /^\d{1,3}$/.test(value) ? Number(value) : Infinity;
    return lines <= MAX_REPLAY ? { replayLines: lines } : undefined;
  }),
  joins: choice(JOINS, (joins) => ({ joins })),
  bell: choice(BELLS, (bell) => ({ bell })),
  stamps: choice(ON_OFF, (stamps) => ({ stamps: stamps === "on" })),
  editor: {
    values: ON_OFF.join("|"),
    takes: oneOf(...ON_OFF),
    take({ terminal, seat }, value) { // it is the connection's, and not to be wished for elsewhere
      const isOn = value === "on";
      if (!isOn && value !== "off") return false;
      if (!seat.dialect.json) terminal.edit(isOn);
      return true;
    },
  },
};

export const set: Command = {
  usage: "/set [SETTING VALUE]",
  brief: "/set",
  takes: [Object.fromEntries(Object.entries(SETTINGS).map(([name, { takes }]) => [name, [takes]]))],
  who: "anyone",
  run(asker, argument) {
    const [name = "", value = "", ...more] = keyword(argument).split(/\s+/);
    if (name !== "") {
      const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
      if (setting === undefined) {
        return misuse("set", Object.keys(SETTINGS).map(usageOf).join(", "), argument);
      }
      if (more.length > 0 || !setting.take(asker, value)) {
        return misuse("set", usageOf(name), argument);
      }
    }
    const { replayLines } = asker.prefer(), { terminal, seat: { dialect } } = asker;
    // A telnet client is asked first: whoever asks for an editor is told so, and later whether there is one.
    const hasEditor = name === "editor" && !dialect.json ? value === "on" : terminal.isEditing;
    return void asker.answer({ kind: "settings", replay: replayLines, dialect, hasEditor });
  },
};

function usageOf(name: string): string {
  return `/set ${name} ${SETTINGS[name]!.values}`;
}

/** A setting that is something to wish, at all connections of whoever sets it. */
function wish(
  values: string,
  takes: Take,
  read: (value: string) => Partial<Preferences> | undefined,
): Setting {
  return {
    values,
    takes,
    take(asker, value) {
      const wished = read(value);
      if (wished !== undefined) asker.prefer(wished);
      return wished !== undefined;
    },
  };
}

/** One of a few words. */
function choice<Word extends string>(
  words: readonly Word[],
  wished: (word: Word) => Partial<Preferences>,
): Setting {
  return wish(words.join("|"), oneOf(...words), (value) => {
    const word = words.find((word) => word === value);
    return word === undefined ? undefined : wished(word);
  });
}
