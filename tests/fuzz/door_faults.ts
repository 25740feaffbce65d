/** Faults of the entrance and of the web door, for `faults.ts`. @module */

import type { Fault } from "../support/planted.ts";

export const DOOR_FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  entrance: [
    {
      name: "whoever a proxy calls for loses what came behind its header",
      file: "lib/wire/first_read.ts",
      find: "this.#filled -= this.#at + count;",
      replace: "this.#filled = 0;",
    },
    {
      name: "a header that is cut is none",
      file: "lib/doors/proxy_header.ts",
      find: '? "cut" : undefined;',
      replace: "? undefined : undefined;",
    },
    {
      name: "a request is taken by its first letters",
      file: "lib/doors/sniff.ts",
      find: 'if (REQUEST_LINE.test(text)) return "http";',
      replace: 'if (REQUEST_BEGINNING.test(text)) return "http";',
    },
  ],
  head: [
    {
      name: "a body has two lengths",
      file: "lib/http/head.ts",
      find: "coding !== undefined && (length",
      replace: "coding === undefined && (length",
    },
    {
      name: "a lone CR hides a second header",
      file: "lib/http/head.ts",
      find: "!NAME.test(name) || CONTROL.test(line)",
      replace: "!NAME.test(name)",
    },
    {
      name: "a head that was cut behind CR has no end",
      file: "lib/http/head.ts",
      find: "this.#bytes[this.#lineStart] === CR",
      replace: "bytes[at - 1] === CR",
    },
    {
      name: "pages of other sites may join",
      file: "lib/doors/web/routes.ts",
      find: "origin !== undefined && !isOwn(origin, host)",
      replace: "origin === undefined && !isOwn('', host)",
    },
  ],
  ssh: [
    {
      name: "a version whose end comes by itself has none",
      file: "lib/doors/ssh/version_line.ts",
      find: "indexOf(LF, filled) + 1",
      replace: "indexOf(LF, filled + 1) + 1",
    },
    {
      name: "whoever has not come in by SSH may talk",
      file: "lib/doors/ssh/messages.ts",
      find: "return (isLoggedIn ? AFTER_LOGIN : BEFORE_LOGIN).has(type);",
      replace: "return AFTER_LOGIN.has(type) || BEFORE_LOGIN.has(type);",
    },
    {
      name: "whoever has gone counts as one who comes in by SSH",
      file: "lib/doors/ssh/ssh_peer.ts",
      find: "this.#parts.logins.delete(this);",
      replace: "",
    },
  ],
  frames: [
    {
      name: "a message is several lines",
      file: "lib/doors/web/web_socket.ts",
      find: "line[at] === LF ||",
      replace: "",
    },
    {
      name: "bytes are taken for text",
      file: "lib/doors/web/web_socket.ts",
      find: "    if (isBinary) {",
      replace: "    if (data.length > 1e6) {",
    },
    {
      name: "a line is lost where a read ends in it",
      file: "lib/doors/web/web_socket.ts",
      find: "this.#lines[0] = line.subarray(part.length)",
      replace: "this.#lines.shift()",
    },
    {
      name: "a read buffer is used again before its bytes are",
      file: "lib/wire/duplex.ts",
      find: "Buffer.from(this.#buffer.subarray(0, count))",
      replace: "Buffer.from(this.#buffer.buffer, 0, count)",
    },
  ],
};
