/** `/unignore`: lines from somebody again, whether they are here or not. @module */

import { nameKey } from "../../accounts/identity.ts";
import { quoted } from "../../text/quoted.ts";
import { type Command, misuse } from "../command.ts";

export const unignore: Command = {
  usage: "/unignore NAME",
  takes: ["ignored"],
  who: "guests",
  run({ ignorers, guest, answer }, argument) {
    if (argument === "") return misuse("unignore", this.usage, argument);
    const key = nameKey(argument);
    const name = guest.ignored.get(key)?.name;
    if (name === undefined) return { kind: "not_ignored", given: quoted(argument) };
    ignorers.remove(guest, key);
    return void answer({ kind: "heeding", name });
  },
};
