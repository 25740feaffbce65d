/**
 * `/json`: one JSON object a line, in both directions; whoever says so is a program. A web page speaks JSON in any case, so
 * there it tells only whether a program or a person does.
 *
 * @module
 */

import { keyword } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";
import { oneOf } from "../take.ts";

export const json: Command = {
  usage: "/json [off]",
  brief: "/json",
  takes: [oneOf("off")],
  who: "anyone",
  run({ hub, seating, seat, answer }, argument) {
    if (argument !== "" && keyword(argument) !== "off") {
      return misuse("json", this.usage, argument);
    }
    const isJson = argument === "";
    const isAtPage = seat.dialect.isPage !== undefined;
    hub.able(seat, isAtPage ? { isPage: !isJson } : { json: isJson });
    if (isJson) answer({ kind: "protocol", name: seating.at(seat)?.name });
    else answer({ kind: "dialect", dialect: seat.dialect });
    return undefined;
  },
};
