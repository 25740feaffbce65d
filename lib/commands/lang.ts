/** `/lang`: the language of the server's sentences, for oneself. @module */

import { LANGUAGES } from "../model/dialect.ts";
import type { Command } from "./command.ts";

/** Switches the language for the one who asks. */
export const lang: Command = {
  usage: `/lang ${LANGUAGES.join("|")}`,
  who: "anyone",
  run({ hub, recipient }, argument) {
    const language = LANGUAGES.find((language) => language === argument);
    if (language === undefined) {
      return { kind: "bad_argument", verb: "lang", given: argument, usage: this.usage };
    }
    recipient.dialect = { ...recipient.dialect, language };
    hub.tell(recipient, { kind: "dialect", dialect: recipient.dialect });
    return undefined;
  },
};
