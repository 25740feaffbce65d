/** `/ignore`: no more lines from somebody, who is not told. Without a name it lists whom one ignores. @module */

import { nameKey } from "../../accounts/identity.ts";
import { type Guest, MAX_IGNORED } from "../../chat/guest.ts";
import { isChosen } from "../../chat/ignorers.ts";
import { type Command, speakerNamed } from "../command.ts";

export const ignore: Command = {
  usage: "/ignore [NAME]",
  takes: ["speaker"],
  who: "guests",
  run(asker, argument) {
    const { ignorers, guest, answer } = asker;
    if (argument === "") {
      return void answer({ kind: "ignored", names: Array.from(guest.ignored.values(), ({ name }) => name) });
    }
    const other = speakerNamed(asker, argument);
    if (other.kind !== "person" && other.kind !== "hook") return other;
    if (other === guest.person) return { kind: "yourself", verb: "ignore" };
    if (chosen(guest) >= MAX_IGNORED && !guest.ignored.has(nameKey(other.name))) {
      return { kind: "too_many_ignored", names: MAX_IGNORED };
    }
    ignorers.add(guest, other);
    return void answer({ kind: "ignoring", name: other.name });
  },
};

function chosen(guest: Guest): number {
  return [...guest.ignored.keys()].filter((key) => isChosen(guest, key)).length;
}
