/** `/json`: one JSON object a line, in both directions. @module */

import { narrow } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";

export const json: Command = {
  usage: "/json [off]",
  brief: "/json",
  who: "anyone",
  run({ hub, seating, seat, answer }, argument) {
    if (argument !== "" && narrow(argument) !== "off") return misuse("json", this.usage, argument);
    const isJson = argument === "";
    hub.able(seat, { json: isJson });
    if (isJson) answer({ kind: "protocol", name: seating.at(seat)?.name });
    else answer({ kind: "dialect", dialect: seat.dialect });
    return undefined;
  },
};
