/** `/json`: one JSON object a line, in both directions. @module */

import { narrow } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";
import { oneOf } from "../take.ts";

export const json: Command = {
  usage: "/json [off]",
  brief: "/json",
  takes: [oneOf("off")],
  who: "anyone",
  run({ hub, seating, seat, answer }, argument) {
    if (argument !== "" && narrow(argument) !== "off") return misuse("json", this.usage, argument);
    const isJson = argument === "";
    hub.able(seat, { json: isJson, isPage: false });
    if (isJson) answer({ kind: "protocol", name: seating.at(seat)?.name });
    else answer({ kind: "dialect", dialect: seat.dialect });
    return undefined;
  },
};
