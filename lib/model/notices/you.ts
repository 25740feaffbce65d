/** Notices about the reader and their connection. @module */

import type { CleanText, Name } from "../../text/clean.ts";
import type { Dialect } from "../dialect.ts";
import type { Topic, Verb } from "../verb.ts";

/** Every one of them. */
export type YouNotice =
  | { readonly kind: "prompt" }
  | {
    readonly kind: "greeting";
    readonly name: Name;
    readonly others: readonly Name[];
    readonly server?: CleanText; // what it is called, if it has a name
  }
  | { readonly kind: "motd"; readonly lines: readonly CleanText[] }
  | {
    readonly kind: "help";
    readonly topics: readonly { readonly topic: Topic; readonly usages: string[] }[];
  }
  | { readonly kind: "help_on"; readonly verb: Verb; readonly usage: string }
  | { readonly kind: "renamed_you"; readonly to: Name }
  | { readonly kind: "same_name"; readonly name: Name }
  | { readonly kind: "dialect"; readonly dialect: Dialect }
  | { readonly kind: "time_zone"; readonly time: number }
  | { readonly kind: "settings"; readonly replay: number; readonly dialect: Dialect }
  | { readonly kind: "still_here" }
  | { readonly kind: "health"; readonly trouble: string | undefined; readonly concern: string | undefined }
  // only to programs
  | { readonly kind: "protocol"; readonly name: Name | undefined };
