/**
 * A story: who is in it, how their connections are, and what happens when. It is plain data, so that one that went
 * wrong can be made shorter, told, and kept (`stories/*.json`).
 *
 * @module
 */

import type { Config } from "../../lib/runtime/config.ts";

/** How somebody is connected. */
export interface Person {
  /**
   * What they speak: lines as `nc` sends them, telnet, JSON of a program or of a page, or telnet at a terminal whose lines
   * the server may edit.
   */
  readonly speaks: "nc" | "telnet" | "json" | "page" | "terminal";
  /** Where they come from. */
  readonly address: string;
  /** How long bytes take each way, in milliseconds. */
  readonly latencyMs: number;
  /** How many bytes may be on the way to them and unread. */
  readonly bufferBytes: number;
  /** How many bytes a millisecond they read; Infinity is left out in JSON, so null stands for it. */
  readonly bytesPerMs: number | null;
  /** Whether they come by SSH: at a terminal, or with a client that sends lines. */
  readonly isOverSsh?: boolean;
  /** How wide their terminal is, in characters. */
  readonly columns?: number;
  /** What their client calls itself, and on asking again. */
  readonly names?: readonly string[];
  /** At which of several nodes they come in; the first unless told. */
  readonly node?: number;
}

/** Whether somebody writes and reads JSON. */
export function isInJson({ speaks }: Person): boolean {
  return speaks === "json" || speaks === "page";
}

/** What people do; those who are not connected do nothing. */
export type Deed =
  | { readonly does: "comes"; readonly name: string }
  | { readonly does: "says"; readonly lines: number; readonly filler: string }
  | { readonly does: "types"; readonly command: string }
  | { readonly does: "whispers"; readonly to: string }
  | { readonly does: "interrupts" } // half a line, and Ctrl-C
  | { readonly does: "garbles" } // a line that is no text
  | { readonly does: "types Latin-1" } // a line that is not UTF-8, and shown
  | { readonly does: "shouts" } // a line that is too long
  | { readonly does: "presses keys"; readonly keys: readonly string[] } // and types text, at a terminal
  | { readonly does: "pastes"; readonly lines: readonly string[] } // at a terminal
  | { readonly does: "resizes"; readonly columns: number } // their terminal
  | { readonly does: "switches the editor"; readonly by: "client" | "command" }
  | { readonly does: "stalls" } // stops reading
  | { readonly does: "resumes" }
  | { readonly does: "finishes" } // closes its half, and reads on: piped input has ended
  | { readonly does: "breaks off" } // the same after a last line without an end
  | { readonly does: "hangs up" }
  | { readonly does: "resets" }
  | { readonly does: "asks for a token" } // a program, to come back with
  | { readonly does: "runs"; readonly name: string; readonly command: string } // one command by SSH, beside all else
  | { readonly does: "comes back" } // with it, on a new connection
  | { readonly does: "vanishes" }; // neither reads nor writes nor says so

/** What happens to a server: of several nodes to the first one unless told. */
export type Fate = { readonly node?: number } & ServerFate | LogFate;

type ServerFate =
  | { readonly does: "accepting fails"; readonly times: number }
  | { readonly does: "disk fills" }
  | { readonly does: "disk goes" }
  | { readonly does: "disk mends" }
  | { readonly does: "file is removed" }
  | { readonly does: "file is replaced" } // by an older copy
  | { readonly does: "clock jumps"; readonly ms: number }
  | { readonly does: "stops" }
  | { readonly does: "drains" } // and stops when all have gone, or their time is up
  | { readonly does: "dies"; readonly when: "now" | "before saving" | "after saving" }
  | { readonly does: "starts" }
  // of one of several nodes
  | { readonly does: "is cut off"; readonly noticedMs: number; readonly ms: number } // which it notices a while later
  | { readonly does: "stands still"; readonly ms: number } // its process does
  | { readonly does: "loses its disk" } // and dies
  | { readonly does: "goes back" } // dies, and begins again with a copy of the first node's disk
  | { readonly does: "is lost" }; // dies, for ever

/** What happens to the log of several nodes. */
type LogFate = {
  readonly node?: undefined;
  readonly does: "log stalls" | "log stops" | "log dies";
  readonly ms: number;
};

/** One thing that happens, `at` so many milliseconds from the start. */
export type Act = { readonly at: number } & (({ readonly who: number } & Deed) | Fate);

/** Several nodes. */
export interface Cluster {
  /** When each of them is started, in milliseconds. */
  readonly startsMs: readonly number[];
  /** Of how many records one vanishes. */
  readonly loss: number;
  /** By how much the log's clock is ahead of the true one, in milliseconds. */
  readonly aheadMs: number;
}

/** A story. */
export interface Story {
  /** Decides what the network does. */
  readonly seed: number;
  /** Settings that are not as usual. */
  readonly config: Partial<Config>;
  readonly people: readonly Person[];
  /** In the order of their times. */
  readonly acts: readonly Act[];
  /** Where there are several nodes; undefined for one server alone. */
  readonly cluster?: Cluster;
}

const SPEECH: Readonly<Record<Person["speaks"], string>> = {
  nc: "nc",
  telnet: "telnet",
  json: "a program",
  page: "somebody at a page",
  terminal: "a terminal",
};

/** Tells a story, one sentence a line. */
export function told({ seed, config, people, acts, cluster }: Story): string {
  const settings = Object.entries(config).map(([key, value]) => `${key} ${value}`).join(", ");
  const used = new Set(acts.map((act) => "who" in act ? act.who : undefined));
  const cast = people.flatMap((person, who) => {
    const { speaks, isOverSsh, address, latencyMs, bufferBytes, bytesPerMs, node } = person;
    const where = node === undefined ? "" : ` at node ${node}`;
    const pace = bytesPerMs === null ? "" : `, reads ${bytesPerMs} bytes a ms`;
    return used.has(who)
      ? [
        `  P${who}: ${SPEECH[speaks]}${
          isOverSsh ? " over SSH" : ""
        }${where} from ${address}, ${latencyMs} ms away, buffers ${bufferBytes} bytes${pace}`,
      ]
      : [];
  });
  const lines = acts.map((act) => `  ${(act.at / 1000).toFixed(3).padStart(8)} s  ${sentence(act)}`);
  const nodes = cluster &&
    `  nodes start at ${cluster.startsMs.map((ms) => `${ms} ms`).join(", ")}; ${
      100 * cluster.loss
    } % of the records vanish; the log's clock is ${cluster.aheadMs} ms ahead`;
  return [`Story of seed ${seed} with ${settings}`, ...nodes === undefined ? [] : [nodes], ...cast, ...lines]
    .join("\n");
}

function sentence(act: Act): string {
  if ("who" in act) return `P${act.who} ${deed(act)}`;
  return "node" in act ? `node ${act.node}: ${fate(act)}` : fate(act);
}

function deed(act: Deed): string {
  switch (act.does) {
    case "comes":
      return `comes as ${act.name}`;
    case "says":
      return act.lines === 1 ? "says a line" : `pastes ${act.lines} lines`;
    case "types":
      return `types ${act.command}`;
    case "whispers":
      return `whispers to ${act.to}`;
    case "interrupts":
      return "types half a line and Ctrl-C";
    case "garbles":
      return "types a line that is no text";
    case "types Latin-1":
      return "types a line in Latin-1";
    case "shouts":
      return "types a line that is too long";
    case "presses keys":
      return `presses ${act.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "pastes":
      return `pastes ${act.lines.length} lines at once`;
    case "resizes":
      return `makes the window ${act.columns} columns wide`;
    case "switches the editor":
      return `has lines edited at the other end, by a ${act.by}`;
    case "stalls":
      return "stops reading";
    case "resumes":
      return "reads again";
    case "finishes":
      return "closes its half and reads on";
    case "runs":
      return `has ${act.command} done by SSH as ${act.name}`;
    case "asks for a token":
      return "asks for a token to come back with";
    case "comes back":
      return "comes back with the token";
    case "breaks off":
      return "says a last line without an end, closes its half and reads on";
    case "hangs up":
    case "resets":
    case "vanishes":
      return act.does;
  }
}

function fate(act: Fate): string {
  switch (act.does) {
    case "accepting fails":
      return `accepting fails ${act.times} times: too many open files`;
    case "disk fills":
      return "the disk is full";
    case "disk goes":
      return "the disk is gone";
    case "disk mends":
      return "the disk is well again";
    case "file is removed":
      return "somebody removes the store's file";
    case "file is replaced":
      return "somebody puts an older copy of the store's file in its place";
    case "clock jumps":
      return `the clock goes ${act.ms < 0 ? "back" : "forward"} by ${Math.abs(act.ms) / 3_600_000} hours`;
    case "stops":
      return "the server is asked to stop";
    case "drains":
      return "the server is drained";
    case "dies":
      return act.when === "now"
        ? "the server is killed"
        : `the server is killed the next time it saves, ${act.when}`;
    case "starts":
      return "the server is started again";
    case "is cut off":
      return `its way to the log breaks, it notices after ${act.noticedMs} ms, and has one again ${act.ms} ms later`;
    case "stands still":
      return `its process stands still for ${act.ms} ms`;
    case "loses its disk":
      return "dies, and its disk is lost";
    case "goes back":
      return "dies, and begins again with a copy of the first node's disk";
    case "is lost":
      return "dies for ever";
    case "log stalls":
      return `the log keeps nothing new for ${act.ms} ms`;
    case "log stops":
      return `nothing gets to the log or from it for ${act.ms} ms`;
    case "log dies":
      return `the log's server is killed, and back after ${act.ms} ms`;
  }
}
