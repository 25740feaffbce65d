/**
 * What the lines on somebody's screen tell: read as a person or a program would, from the words of docs/protocol.md
 * and the English catalogue, not with the code that wrote them.
 *
 * @module
 */

/** What a line told. */
export type Told =
  // events
  | {
    readonly kind: "said";
    readonly name: string;
    readonly tag: string;
    readonly room: string | undefined;
    readonly id?: number;
  }
  | { readonly kind: "whispered"; readonly name: string; readonly to: string; readonly tag: string }
  | { readonly kind: "joined" | "left"; readonly name: string }
  | { readonly kind: "renamed"; readonly name: string; readonly to: string }
  | { readonly kind: "entered" | "exited" | "removed"; readonly name: string; readonly room: string }
  // notices
  | { readonly kind: "greeted"; readonly name: string; readonly others: readonly string[] }
  | { readonly kind: "in"; readonly room: string; readonly others: readonly string[] } // into a room, or a room was made
  | { readonly kind: "focus"; readonly room: string } // a room one is in already
  | { readonly kind: "out"; readonly room: string; readonly current: string } // left, or put out
  | { readonly kind: "skipped"; readonly lines: number }
  | { readonly kind: "ignoring"; readonly name: string }
  | { readonly kind: "settings"; readonly joins: string }
  | { readonly kind: "past"; readonly tags: readonly string[] }
  | { readonly kind: "goodbye"; readonly text: string }
  | { readonly kind: "refused"; readonly text: string; readonly ref?: unknown }
  | { readonly kind: "done"; readonly ref: unknown }
  | { readonly kind: "echoed"; readonly tag: string } // one's own line, where the server edits it
  | { readonly kind: "else"; readonly text: string };

/** What tells one line of a story from all others. */
export const TAG = /~\d+\.\d+~/;

/** A line without what is otherwise every time a story is played. */
export function withoutToken(line: string): string {
  return line.replace(/"token":"[^"]+"/, '"token":"..."');
}

/** Reads one line. */
export function toldBy(line: string): Told {
  return line.startsWith("{") ? fromJson(line) : fromText(line);
}

const tagIn = (text: string) => TAG.exec(text)?.[0];
const listOf = (text: string) => text.split(", ").filter((name) => name !== "");

/** Sentences, and what they tell; the first that fits counts. */
const SENTENCES: readonly (readonly [RegExp, (parts: string[]) => Told])[] = [
  [
    /^(?:(?:\d{4}-)?\d\d-\d\d )?\d\d:\d\d (.*)$/,
    ([text]) => ({ kind: "past", tags: [tagIn(text!) ?? text!] }),
  ],
  [
    /^(?:Server:|🟢 \[系统\]|🔴 \[系统\]) (\S+) has (joined|left) the chat$/,
    ([name, what]) => ({ kind: what as "joined" | "left", name: name! }),
  ],
  [
    /^(?:Server:|🟢 \[系统\]|🔴 \[系统\]) (\S+) has (joined|left) (#\S+)$/,
    ([name, what, room]) => ({ kind: what === "joined" ? "entered" : "exited", name: name!, room: room! }),
  ],
  [
    /^(?:Server:|🟢 \[系统\]) (\S+) is now known as (\S+)$/,
    ([name, to]) => ({ kind: "renamed", name: name!, to: to! }),
  ],
  [
    /^(?:Server:|🔴 \[系统\]) (\S+) was removed from (#\S+) by \S+$/,
    ([name, room]) => ({ kind: "removed", name: name!, room: room! }),
  ],
  [
    /^\[(\S+) -> (\S+)\] (~\d+\.\d+~).*$/,
    ([name, to, tag]) => ({ kind: "whispered", name: name!, to: to!, tag: tag! }),
  ],
  [
    /^(?:\[(#\S+)\] )?(?:\[(\S+)\]|(?:\* )?(\S+?):?) (~\d+\.\d+~).*$/,
    ([room, coloured, name, tag]) => ({ kind: "said", name: coloured ?? name!, tag: tag!, room }),
  ],
  [
    /^Hello (\S+), (?:you are the first one|here with you: (.*)\. Type)/,
    ([name, others]) => ({ kind: "greeted", name: name!, others: listOf(others ?? "") }),
  ],
  [/^You made (#\S+) and own it/, ([room]) => ({ kind: "in", room: room!, others: [] })],
  [
    /^You are in (#\S+?)(?:, [-a-z ()]+)?(?:, topic ".*")?, (?:and nobody else|with (.*)\. What)/,
    ([room, others]) => ({ kind: "in", room: room!, others: listOf(others ?? "") }),
  ],
  [/^What you type goes to (#\S+) now\.$/, ([room]) => ({ kind: "focus", room: room! })],
  [
    /^(?:You left|\S+ removed you from) (#\S+?)\. What you type goes to (#\S+) now\.$/,
    ([room, current]) => ({ kind: "out", room: room!, current: current! }),
  ],
  [
    /^([\d,]+) lines? (?:was|were) skipped/,
    ([count]) => ({ kind: "skipped", lines: Number(count!.replaceAll(",", "")) }),
  ],
  [/^You get no lines from (\S+) any more;/, ([name]) => ({ kind: "ignoring", name: name! })],
  [/^Your settings: replay \d+, joins (\w+),/, ([joins]) => ({ kind: "settings", joins: joins! })],
  [/^(Goodbye.*)$/, ([text]) => ({ kind: "goodbye", text: text! })],
  [/^(.* cannot be your name: .*)$/, ([text]) => ({ kind: "refused", text: text! })],
];

/** What may stand in front of an event: the time, for those who want it. */
const STAMP = /^\[\d\d:\d\d\] /;

function fromText(line: string): Told {
  const unstamped = line.replace(STAMP, "");
  for (const [pattern, read] of SENTENCES) {
    const parts = pattern.exec(unstamped);
    if (parts !== null) return read(parts.slice(1));
  }
  return { kind: "else", text: line };
}

interface Line {
  readonly kind: string;
  readonly about?: string;
  readonly [field: string]: unknown;
}

function fromJson(line: string): Told {
  const object = JSON.parse(line) as Line;
  const { kind, about, from, to, room, text, ref, id } = object as unknown as Record<string, string>;
  switch (kind) {
    case "said":
    case "acted":
      return { kind: "said", name: from!, tag: tagIn(text!) ?? text!, room, id: Number(id) };
    case "whispered":
      return { kind, name: from!, to: to!, tag: tagIn(text!) ?? text! };
    case "joined":
    case "left":
      return { kind, name: from! };
    case "renamed":
      return { kind, name: from!, to: to! };
    case "entered":
    case "exited":
    case "removed":
      return { kind, name: from!, room: room! };
    case "skipped":
      return { kind, lines: Number(object["lines"]) };
    case "goodbye": // a client that has gone on elsewhere is still there
      return object["reason"] === "resumed" ? { kind: "else", text: text! } : { kind, text: text! };
    case "refused":
      return { kind, text: text!, ref };
    case "done":
      return { kind, ref };
    case "notice":
      return fromNotice(about!, object);
    default:
      return { kind: "else", text: line };
  }
}

function fromNotice(about: string, object: Line): Told {
  const { name, others = [], room, current } = object as unknown as Record<string, string> & {
    others?: string[];
  };
  switch (about) {
    case "greeting":
      return { kind: "greeted", name: name!, others };
    case "settings":
      return { kind: "settings", joins: String(object["joins"]) };
    case "room_made":
      return { kind: "in", room: room!, others: [] };
    case "room_entered":
      return { kind: "in", room: room!, others };
    case "room_current":
      return { kind: "focus", room: room! };
    case "ignoring":
      return { kind: "ignoring", name: name! };
    case "room_left":
    case "removed_you":
      return { kind: "out", room: room!, current: current! };
    default:
      if (!("messages" in object)) return { kind: "else", text: JSON.stringify(object) };
      return {
        kind: "past",
        tags: (object["messages"] as { text: string }[]).map(({ text }) => tagIn(text) ?? text),
      };
  }
}
