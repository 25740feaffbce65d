/** `/lang`: the language of the server's sentences, for oneself. @module */

import { LANGUAGES } from "../../model/dialect.ts";
import { keyword } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";
import { oneOf } from "../take.ts";

export const lang: Command = {
  usage: `/lang ${LANGUAGES.join("|")}`,
  takes: [oneOf(...LANGUAGES)],
  who: "anyone",
  run(asker, argument) {
    const word = keyword(argument);
    const language = LANGUAGES.find((language) => language === word);
    if (language === undefined) {
      return misuse("lang", this.usage, argument);
    }
    asker.prefer({ language });
    return void asker.answer({ kind: "dialect", dialect: asker.seat.dialect });
  },
};
