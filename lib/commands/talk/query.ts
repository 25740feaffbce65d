/** `/query`: plain lines go to one person alone from now on; typed alone, to one's room again. @module */

import { firstWord } from "../../text/clean_parts.ts";
import { type Command, misuse, personNamed } from "../command.ts";

export const query: Command = {
  usage: "/query [NAME]",
  takes: ["person"],
  who: "guests",
  run(asker, argument) {
    const { queries, guest, answer } = asker, { label: room } = guest.current;
    const [word, more] = firstWord(argument);
    if (more !== "") return misuse("query", this.usage, argument);
    if (word === "") {
      queries.end(guest);
      return void answer({ kind: "room_current", room });
    }
    const other = personNamed(asker, word);
    if (other.kind !== "person") return other;
    if (other === guest.person) return { kind: "yourself", verb: "query" };
    queries.begin(guest, other);
    return void answer({ kind: "query", name: other.name, room });
  },
};
