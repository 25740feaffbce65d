/**
 * Pieces that matter to some reader of bytes, by family. What is in them has broken programs before: ours in tests, or
 * others' in the news.
 *
 * @module
 */

import { bytes, hex } from "../support/bytes.ts";
import { closing, frame, OPCODE } from "../support/frames.ts";

function inHex(list: string): Uint8Array[] {
  return list.split("|").map(hex);
}

function inText(...list: readonly string[]): Uint8Array[] {
  return list.map((text) => bytes(text));
}

/** Line ends and the keys of raw clients. */
export const KEYS = inHex(
  "0a|0d|0d 0a|0d 00|00|09|20|03|04|07|08|7f|15|17|18|1a|1b|1b 5b|1b 5b 41|1b 4f 50|1b 5b 5b 41|1b 5d|1b 5c|" +
    "1b 5b 31 3b 35 44|1b 50|1b 28 42|1b 2f|1b 5b 32 4a|1b 5d 30 3b|9b 33 31 6d",
);

/** Keys for editing a line, and the ends of a paste. */
export const EDITING = inHex(
  "01|02|05|06|0b|0c|0e|10|12|14|19|1b 62|1b 66|1b 64|1b 7f|1b 5b 43|1b 5b 44|1b 5b 42|1b 5b 48|1b 5b 46|1b 5b 33 7e|" +
    "1b 5b 31 3b 35 43|1b 4f 64|1b 1b 5b 44|1b 5b 32 30 30 7e|1b 5b 32 30 31 7e|1b 5d 30 3b 61 07|61 6e 09 09|2f 70 0d",
);

/** Telnet, whole and broken: commands, questions, answers, subnegotiations; a TLS hello. */
export const TELNET = inHex(
  "ff|ff ff|f2|ff ff f4|ff ff fd 06|ff ff fd 00|fe ff|ff fe|ff f4|ff f3|ff f5|ff f6|ff f7|ff f8|ff ec|ff ee|ff f1|ff f2|ff fd 06|ff fb 00|ff fd 00|ff fd 12|" +
    "ff fb 1f|ff fb 03|ff fc 00|ff fe 00|ff fe 01|ff fb ff|ff fa|ff f0|ff fa 1f 00 50 00 18 ff f0|" +
    "ff fa 18 00 ff ff|ff f9|ff ef|16 03 01",
);

/** UTF-8, whole, cut, overlong, and of what is no character. */
export const UTF8 = inHex(
  "e4 bd a0|e4|bd|c3|a9|c3 a9|f0 9f 98 83|f0 9f|c0 af|e0 80 af|f0 80 80 af|f4 90 80 80|ed a0 80|ed b0 80|" +
    "ed a0 bd ed b8 83|ef bb bf|ef bf bd|ef bf bf|c2 9b|c2 85|d1 8f|e3 83 86|c1 bf|f8 88 80 80 80|fe|e9|ef bf|f0 9f 87 a9",
);

/** Characters that hide, turn, pile up, look like others, or change their length. */
export const CHARACTERS = inText(
  ..."\u202e|\u2066|\u2069|\u200e|\u061c|\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad|\u034f|\u115f|\u3164"
    .split("|"),
  ..."\u2028|\u2029|\u0085|\u009b31m|\u009d|\u009c|\ufdd0|\ufffe|\u{1ffff}|\u{e0041}|\u{e007f}|\u{e0100}"
    .split("|"),
  ..."\u{1d173}|\u{13430}|\u{1bca0}|\u180e|\u17b4|\u2063|\ufff9|\u0600|\u06dd|\ufe0f|\ufe0e|\u0301|\u0323"
    .split("|"),
  ..."👩|👩‍👩‍👧|❤️|🏽|🇩🇪|🏴|1️⃣|İ|ß|ς|ſ|ﬁ|ﷺ|Å|①|ｆ|Ⅷ|я|а|ａ|한|ก|你|好|テ|が|\u3099|\u1100\u1161|\u0e33|\u00a0|\u3000"
    .split("|"),
);

/** What is invisible and belongs to how something is spelt or seen, and what is hidden, blank or piled up. */
export const SPELLINGS = inText(
  ..."می\u200cخ|ه\u200d|क्\u200d|র\u200d্|葛|\u{e0101}|\ufe00|ᠭ\u180b|ᠨ\u180eᠠ|🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"
    .split("|"),
  ..."\u2800|\ue000|\u{10fffd}|                 | \u0301|\u103b|\u0f90".split("|"),
);

/** Words that mean something to JavaScript. */
export const WORDS = inText(
  ..."__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON length null undefined NaN true"
    .split(" "),
  ..."-1 0 1 -0 1e999 65536 2147483648 4294967296 9007199254740993 99999999999999999999 0x10 1_000 ٣ １"
    .split(" "),
);

/** JSON, whole and broken. */
export const JSON_PIECES = inText(
  ...`{ } [ ] : , " \\ \\" \\u0000 \\u001b[2J \\ud800 \\udc00 \\u202e \\n \\u2028 {} [] "" {"": }} "a":1, null -`
    .split(" "),
  ...`"verb" "say" "argument" "room" "ref" "json" "nick" "__proto__":{"x":1}, {"verb":"say"} 1e400`.split(
    " ",
  ),
);

/** Records of a ledger, whole and broken: lives, and where records stand. */
export const RECORD_PIECES = inText(
  ...`{"act": {"kind":"hello", {"kind":"gone", {"kind":"deed", "deed":"x"} "gone":"a1"} "node":"b", "version":1} "was":"b1",`
    .split(" "),
  ...`"life":"a1", "life":"b1", "life":"c1", "way":1, "way":2, "nth":1, "nth":2, "nth":3, "behind":0} "by":999999}`
    .split(" "),
  `\n${
    JSON.stringify({ act: { kind: "hello", node: "b", version: 1 }, life: "b2", way: 1, nth: 1, behind: 0 })
  }\n`,
  `\n${JSON.stringify({ act: { kind: "deed", deed: [] }, life: "b1", way: 3, nth: 9, behind: 0 })}\n`,
);

/** TOML, whole and broken. */
export const TOML_PIECES = inText(
  ..."= [ ] [[ ]] { } . \"\" ''  \"\"\" ''' # + _ inf nan 1979-05-27 07:32:00 1979-05-27T07:32:00Z 0o17 0b1"
    .split(" "),
  ..."\n|port = |[port]\n|a.b = 1\n|toString = 1\n|valueOf = {}\n|__proto__ = 1\n|= { toString = 1 }\n|[[lang]]\n"
    .split("|"),
  ...`\\u0000|\\uD800|\\x1b|data = "|max-guests = 99999999999999999999\n|= [1, "a", [2], {}]\n|log-chat = true\n`
    .split("|"),
);

/** Verbs and what goes with them. */
export const COMMAND_PIECES = inText(
  ..."/ // /me /msg /reply /w /join /leave /rooms /who /topic /room /invite /kick /owner /history /since"
    .split(" "),
  ..."/search /forget /whois /away /ignore /unignore /nick /color /lang /tz /set /json /help /motd /health /quit"
    .split(" "),
  ..."#lobby #ops # anna beto public private password announce invite-only history on off en zh all".split(
    " ",
  ),
  ..."from: in: since: 1h 2d +8 UTC Asia/Shanghai system replay 10 -1 1e9 2026-01-01 12:00 # @anna\n".split(
    " ",
  ),
);

/** HTTP, whole and broken: what two readers understand in two ways most of all. */
export const HTTP_PIECES = inText(
  ..."\r\n|\n|\r|\r\n\r\n|\n\n| |\t|: |:|\r\n |,|; | HTTP/1.1|HTTP/1.0| HTTP/2.0|GET |HEAD |POST |OPTIONS |/ws|/hook/|/.."
    .split("|"),
  ..."Host: a|Host: [::1]:80|Host: |Content-Length: 5|Content-Length: 5, 5|Content-Length: -1|Transfer-Encoding: chunked"
    .split("|"),
  ..."Origin: http://a|Origin: null|Upgrade: websocket|Connection: Upgrade|Expect: 100-continue|Accept: text/html"
    .split("|"),
  ..."Authorization: Bearer x|http://|https://u@a:1/|%00|%e4|?|#|*|[::1]|127.1|localhost.|0x7f.1|a:99999"
    .split("|"),
);

/** WebSocket frames from a client, whole and broken, and heads of such that are too long. */
export const FRAMES: readonly Uint8Array[] = [
  ...[OPCODE.text, OPCODE.more, OPCODE.binary, OPCODE.ping, OPCODE.pong].map((opcode) => frame(opcode, "hi")),
  ...[
    frame(OPCODE.text),
    frame(OPCODE.text, "a", { isLast: false }),
    frame(OPCODE.more, "b", { isLast: false }),
  ],
  ...[
    frame(OPCODE.text, "x".repeat(200)),
    frame(OPCODE.text, "x", { isMasked: false }),
    frame(OPCODE.text, "a\r\nb"),
  ],
  ...[
    frame(3, "x"),
    frame(0x41, "x"),
    closing(1000, "bye"),
    closing(1005),
    closing(4999),
    frame(OPCODE.close),
  ],
  ...inHex(
    "81 fe ff ff|81 ff 00 00 00 00 00 01 00 01|81 ff ff ff ff ff ff ff ff ff|89 fe 00 7e|81 80|88 81|01 80",
  ),
];
