/**
 * The head of a web request, and what becomes of it.
 *
 * 1. Where the bytes are cut makes no difference.
 * 2. A head that is understood is understood in one way: its parts are bounded and clean, and nothing comes twice that may
 *    come once.
 * 3. Every request is answered with a whole answer. A WebSocket begins for one's own pages and for programs only, and a
 *    webhook with a token only.
 *
 * @module
 */

import { routeOf, type Site } from "../../../lib/doors/web/routes.ts";
import {
  type BadHead,
  type Head,
  HeadReader,
  MAX_HEAD_BYTES,
  MAX_HEADER_LINES,
} from "../../../lib/http/head.ts";
import { replyBytes } from "../../../lib/http/reply.ts";
import { bytes } from "../../support/bytes.ts";
import { file } from "../corpus.ts";
import { cuttingsOf } from "../cuttings.ts";
import { CHARACTERS, HTTP_PIECES, UTF8 } from "../morsels.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Statuses that a head is refused with. */
const REFUSED = [400, 414, 431, 505];

/** Headers that mean something here. */
const KNOWN: ReadonlySet<string> = new Set(
  "host accept origin upgrade connection content-length transfer-encoding expect authorization if-none-match"
    .split(" "),
);

const SITE: Site = {
  files: new Map([["/", { body: bytes("<p>"), packed: bytes(""), type: "text/html", tag: '"abc"' }]]),
  names: ["chat.example"],
  isNear: true,
  isEncrypted: false,
  hasTls: true,
  hasSsh: true,
  challenge: (token) => token === "abc" ? "abc.key" : undefined,
};

function read(chunks: Iterable<Uint8Array>): Head | BadHead | undefined {
  const reader = new HeadReader();
  for (const chunk of chunks) {
    const head = reader.take(chunk);
    if (head !== undefined) return head;
  }
  return undefined;
}

const facts = (head: Head | BadHead | undefined) =>
  head !== undefined && "headers" in head ? { ...head, headers: [...head.headers] } : head;

function run(input: Uint8Array): string[] {
  const head = read([input]);
  for (const [how, chunks] of Object.entries(cuttingsOf(input))) {
    insistSame(facts(read(chunks)), facts(head), `the same is read ${how} as in one piece`);
  }
  if (head === undefined) {
    insist(input.length <= MAX_HEAD_BYTES, "a head is bounded", input.length);
    return ["unfinished"];
  }
  if ("status" in head) {
    insist(
      REFUSED.includes(head.status) && /^[A-Z].*\.$/.test(head.sentence),
      "a refusal is a sentence",
      head,
    );
    return [`refused ${head.status} ${head.sentence.slice(0, 30)}`];
  }
  insistClear(head);
  const traits = [...head.headers.keys()].filter((name) => KNOWN.has(name));
  return [`${head.isOld} ${head.headers.size > traits.length}`, ...traits, ...answered(head)];
}

/** By rules of their own, simpler than the reader's. */
function insistClear({ method, path, headers, host, isOld }: Head): void {
  // deno-lint-ignore no-control-regex
  const isClean = (text: string) => !/[\0-\x08\x0a-\x1f\x7f]/.test(text) && text.isWellFormed();
  insist(/^[!-~]+$/.test(method), "a method is a word", method);
  insist(isClean(path) && !/[\s?#]/.test(path) && path !== "", "a path is clean", path);
  insist(headers.size <= MAX_HEADER_LINES, "headers are bounded", headers.size);
  for (const [name, value] of headers) {
    insist(/^[!-~]+$/.test(name) && name === name.toLowerCase() && isClean(value), "a header is clean", {
      name,
      value,
    });
  }
  insist(
    isOld && host === "" || URL.canParse(`http://${host}/`) || /:\d+$/.test(host),
    "a host is one",
    host,
  );
  insist(!/[/?#@\\\s,]/.test(host), "a host is nothing else", host);
  const length = headers.get("content-length");
  insist(length === undefined || !headers.has("transfer-encoding"), "a body has one length");
  insist(
    length === undefined || `${Number(length)}` === length.replace(/^0+(?=.)/, ""),
    "a length is a number",
    length,
  );
}

function answered(head: Head): string[] {
  const route = routeOf(head, SITE);
  if (route.kind === "chat") {
    const origin = head.headers.get("origin");
    insist(
      head.method === "GET" && !head.isOld && head.path === "/ws",
      "a WebSocket begins by GET at /ws",
      head.path,
    );
    insist(
      origin === undefined || new URL(origin).host === new URL(`http://${head.host}`).host ||
        isPortOf(origin, head.host),
      "an origin is one's own",
      { origin, host: head.host },
    );
    return ["chat"];
  }
  if (route.kind === "hook") {
    insist(head.method === "POST" && route.token !== "" && route.room !== "", "a webhook has a token", route);
    return ["hook"];
  }
  const sent = new TextDecoder().decode(replyBytes(route.reply, false, 0));
  const [top = "", ...body] = sent.split("\r\n\r\n"),
    [, length] = /\r\ncontent-length: (\d+)/.exec(top) ?? [];
  insist(
    /^HTTP\/1\.1 \d{3} [A-Za-z -]+\r\n(?:[a-z-]+: [^\r\n]*(?:\r\n|$))+$/.test(top),
    "an answer has a head",
    top,
  );
  insist(
    route.reply.status === 304 || bytes(body.join("\r\n\r\n")).length === Number(length),
    "an answer is as long as it says",
    length,
  );
  return [`${route.reply.status}`];
}

/** Whether they differ by a port that goes without saying. */
function isPortOf(origin: string, host: string): boolean {
  return URL.canParse(`https://${host}`) && new URL(`https://${host}`).origin === origin.toLowerCase();
}

/** The target. */
export const head: Target = {
  name: "head",
  async seeds() {
    const text = new TextDecoder().decode(await file("heads.txt"));
    return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => bytes(line.replaceAll("|", "\r\n")));
  },
  morsels: [...HTTP_PIECES, ...HTTP_PIECES, ...CHARACTERS, ...UTF8],
  run,
};
