/** `/reply`: a line for the one who wrote to us last, or to whom we wrote. @module */

import { quoted } from "../../text/quoted.ts";
import { type Command, misuse } from "../command.ts";
import { whisper } from "./msg.ts";

export const reply: Command = {
  usage: "/reply TEXT",
  takes: ["text"],
  who: "guests",
  run(asker, argument) {
    const { last: correspondent } = asker.guest.correspondence;
    if (argument === "") return misuse("reply", this.usage, argument);
    if (correspondent === undefined) return { kind: "nobody_to_reply" };
    if (!asker.people.has(correspondent.id)) {
      return { kind: "unknown_person", given: quoted(correspondent.name) };
    }
    return whisper(asker, correspondent, argument);
  },
};
