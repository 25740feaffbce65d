/**
 * Kept lines as one web page that needs nothing else: no script, no font, no picture. Readable in dark and in light, and
 * with a million lines: the browser lays out only those in sight.
 *
 * @module
 */

import { escape } from "@std/html/entities";
import type { Message } from "../model/message.ts";
import { dateTimeText } from "../render/time.ts";

/** A form in which kept lines leave the program. */
export interface ExportForm {
  readonly head: string;
  /** Some lines, each with its end. */
  page(messages: readonly Message[]): string;
  readonly foot: string;
}

/** Lines in one section, which the browser lays out as one. */
const SECTION_LINES = 100;

const STYLE = `
:root { color-scheme: light dark; --quiet: #5b6470; --name: #0b57a4 }
@media (prefers-color-scheme: dark) { :root { --quiet: #9aa4b1; --name: #8ec2ff } }
body { max-width: 60em; margin: 1.5em auto; padding: 0 1em; font: 1rem/1.5 system-ui, sans-serif }
section { content-visibility: auto; contain-intrinsic-size: auto ${SECTION_LINES * 1.7}em }
p { margin: .2em 0; overflow-wrap: anywhere; white-space: pre-wrap }
p:target { outline: 2px solid var(--name) }
time { color: var(--quiet); font-size: .85em; font-variant-numeric: tabular-nums }
b { color: var(--name) }
`;

/**
 * The page of one room. Every line has its id as anchor: `page.html#m17`.
 * @param timeZone where the times that are seen are for; `datetime` has them in UTC
 */
export function htmlPage(title: string, timeZone: string): ExportForm {
  const name = escape(title);
  return {
    head: `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${name}</h1>
`,
    page(messages) {
      let html = "";
      for (let at = 0; at < messages.length; at += SECTION_LINES) {
        const lines = messages.slice(at, at + SECTION_LINES).map((message) => paragraph(message, timeZone));
        html += `<section>\n${lines.join("")}</section>\n`;
      }
      return html;
    },
    foot: "</body>\n</html>\n",
  };
}

function paragraph({ id, time, kind, name, text }: Message, timeZone: string): string {
  const when = `<time datetime="${new Date(time).toISOString()}">${dateTimeText(time, timeZone)}</time>`;
  const who = `<b><bdi>${escape(name)}</bdi></b>`;
  const line = kind === "said" ? `${who}: ${spoken(text)}` : `* ${who} ${spoken(text)}`;
  return `<p id="m${id}">${when} ${line}</p>\n`;
}

/** What somebody said, in the direction it is written in whatever stands around it. */
function spoken(text: string): string {
  return `<bdi>${escape(text)}</bdi>`;
}
