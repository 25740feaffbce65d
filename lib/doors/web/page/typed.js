// @ts-check
/** What a typed line is: said, done by `/me`, or a command; and whether a password is in it. */

/** @import { Asked, Row } from "./types.d.ts" */

/** A command with a password in it, also behind a slip of the finger. */
const SECRET = /^\s*[/⁄∕\\、・]\s*(?:join\s+\S+|room\s+password)\s+\S/iu;

/** Nearly a private command: the server tells what it looks like, and says it to nobody. */
const SLIP = /^\s*(?!\\[wr]\s)[/⁄∕\\、・](?:msg|w|reply|r|join|room)\s+\S/iu;

/** @param {string} text */
export const hasPassword = (text) => SECRET.test(text.normalize("NFKC"));

/** Whether what is typed behind a command is meant for where that leads. @param {string} text */
export const leads = (text) => /^[/⁄∕](?:join|query)\b/i.test(text.normalize("NFKC"));

/** @param {string} text @returns {Pick<Row, "kind" | "text"> | undefined} nothing of a command */
export function spoken(text) {
  const [, deed] = /^[/／]me\s+(.*)/s.exec(text) ?? [];
  if (deed) return { kind: "acted", text: deed };
  return /^[/／⁄∕](?![/／⁄∕])/.test(text)
    ? undefined
    : { kind: "said", text: text.replace(/^[/／⁄∕]{2}/, "/") };
}

/** The request for a typed line. One to a person names them: it goes to nobody else, whatever the query is. @param {string} tab @param {string} text @param {string} you @returns {Asked} */
export function requestOf(tab, text, you) {
  const row = spoken(text), common = { tab, text, isSecret: hasPassword(text) };
  if (tab[0] === "#") return { verb: "line", argument: text, room: tab, ...common };
  if (!row || SLIP.test(text.normalize("NFKC"))) return { verb: "line", argument: text, ...common };
  return {
    verb: "msg",
    argument: `${tab.slice(1)} ${row.kind === "acted" ? `* ${you} ` : ""}${row.text}`,
    ...common,
  };
}
