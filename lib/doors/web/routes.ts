/**
 * What a web request is about, by its head: it is answered at once, begins a WebSocket, or brings a line of a webhook.
 *
 * @module
 */

import { type Head, TOKEN } from "../../http/head.ts";
import { hostIn, isLocalName, isNamed, mayBeAsked } from "../../http/hosts.ts";
import { type Reply, sentence } from "../../http/reply.ts";
import type { PageFile } from "./page_files.ts";
import { howToTalk } from "./how_to_talk.ts";

/** What a client may ask to be spoken inside (RFC 6455, 4.1): words, each once. */
const SUBPROTOCOLS = new RegExp(`^${TOKEN}(?:[ \\t]*,[ \\t]*${TOKEN})*$`);

/** What a request is about. */
export type Route =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "chat" }
  | { readonly kind: "hook"; readonly room: string; readonly token: string };

/** What the answers depend on, besides the request. */
export interface Site {
  /** The files of the page, by their path. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** The names of this server, as far as it knows them. */
  readonly names: readonly string[];
  /** Whether whoever asks may be a browser that reaches what strangers cannot. */
  readonly isNear: boolean;
  readonly isEncrypted: boolean;
  /** Whether encrypted connections are taken on this port, and clients of SSH. */
  readonly hasTls: boolean;
  readonly hasSsh: boolean;
  /** Answers a certificate authority that asks for this token. */
  readonly challenge: (token: string) => string | undefined;
}

const CHALLENGE = "/.well-known/acme-challenge/", HOOK = "/hook/", CHAT = "/ws";

/** What a browser sends to begin a WebSocket (RFC 6455, 4.2.1); a WebSocket has no other key. */
const WEB_SOCKET_KEY = /^[+/\dA-Za-z]{22}==$/;

/** What a request is about. */
export function routeOf(head: Head, site: Site): Route {
  const { method, path } = head;
  if (path.startsWith(CHALLENGE)) return reply(reading(head, () => challenged(path, site)));
  if (!mayAsk(head, site)) {
    return refused(
      403,
      "This server does not know the name you call it by. Use its IP address, or have it started with --tls-names and this name.",
    );
  }
  if (path === CHAT) return chatRoute(head);
  if (path.startsWith(HOOK)) return hookRoute(head);
  if (path === "/" && !wantsPage(head)) return reply(reading(head, () => howToTalk(head.host, site)));
  const file = site.files.get(path);
  if (file !== undefined) return reply(reading(head, () => fileReply(file, head, site)));
  if (method !== "GET" && method !== "HEAD") {
    return refused(405, "Only GET and HEAD can be used here.", { allow: "GET, HEAD" });
  }
  return refused(404, "There is no such page here. The chat is at /.");
}

/**
 * Whether the name in Host is fine. For everybody else any name leads here; whoever is near could be a browser with a page
 * of strangers, who pointed a name of their own here.
 */
function mayAsk({ host, isOld }: Head, { isNear, names }: Site): boolean {
  if (!isNear || isOld && host === "") return true;
  const name = hostIn(host);
  return mayBeAsked(name, "localhost") || isLocalName(name) || isNamed(name, names);
}

/** Browsers ask for HTML when somebody opens a page; curl and wget take anything. */
function wantsPage({ headers }: Head): boolean {
  return /\btext\/html\b/i.test(headers.get("accept") ?? "");
}

function reading({ method }: Head, make: () => Reply): Reply {
  if (method === "GET" || method === "HEAD") return make();
  return sentence(405, "Nothing can be sent here: only GET and HEAD can be used.", { allow: "GET, HEAD" });
}

function challenged(path: string, { challenge }: Site): Reply {
  const answer = challenge(path.slice(CHALLENGE.length));
  if (answer === undefined) return sentence(404, "Nobody has asked for this certificate.");
  return { ...sentence(200, ""), type: "application/octet-stream", body: answer };
}

function fileReply(
  { body, packed, type, tag }: PageFile,
  { host, headers }: Head,
  { isEncrypted }: Site,
): Reply {
  const common = {
    ...SECURITY,
    // `self` is enough today; older Safari did not count WebSockets as that.
    "content-security-policy": `${POLICY}; connect-src 'self'${
      host === "" ? "" : ` ws://${host} wss://${host}`
    }`,
    // Over plain HTTP browsers do not take it, and complain.
    ...isEncrypted && { "cross-origin-opener-policy": "same-origin" },
    "cache-control": "no-cache", // it is asked for each time, and only sent where it has changed
    "vary": "accept, accept-encoding",
    "etag": tag,
  };
  const known = (headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(tag)) return { status: 304, type, body: "", headers: common };
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(headers.get("accept-encoding") ?? "")) {
    return { status: 200, type, body, headers: common };
  }
  return { status: 200, type, body: packed, headers: { ...common, "content-encoding": "gzip" } };
}

/** Nothing comes from anywhere else, nothing is sent there, and no other site shows this one in a frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const SECURITY = { "permissions-policy": "camera=(), microphone=(), geolocation=()" } as const;

function chatRoute({ method, headers, host, isOld }: Head): Route {
  if (method !== "GET") return refused(405, "A WebSocket begins with GET.", { allow: "GET" });
  const upgrade = (headers.get("upgrade") ?? "").toLowerCase().split(",").map((word) => word.trim());
  if (isOld || !upgrade.includes("websocket") || !/\bupgrade\b/i.test(headers.get("connection") ?? "")) {
    return refused(426, "Here a WebSocket is spoken, one line of JSON in each message.", {
      upgrade: "websocket",
      connection: "upgrade, close",
    });
  }
  if (headers.get("sec-websocket-version") !== "13") {
    return refused(426, "Only version 13 of WebSocket is spoken here.", { "sec-websocket-version": "13" });
  }
  if (!WEB_SOCKET_KEY.test(headers.get("sec-websocket-key") ?? "")) {
    return refused(400, "A WebSocket needs a Sec-WebSocket-Key of 16 bytes.");
  }
  if (!areSubprotocols(headers.get("sec-websocket-protocol"))) {
    return refused(400, "Sec-WebSocket-Protocol has to be a list of words, separated by commas, each once.");
  }
  const origin = headers.get("origin");
  if (origin !== undefined && !isOwn(origin, host)) {
    return refused(
      403,
      "Pages of other sites cannot join this chat: Origin has to be the host that is asked.",
    );
  }
  return { kind: "chat" };
}

function areSubprotocols(list: string | undefined): boolean {
  if (list === undefined) return true;
  const words = list.split(",").map((word) => word.trim());
  return SUBPROTOCOLS.test(list) && new Set(words).size === words.length;
}

/** Whether a page came from the very host that is asked now. A proxy in front may have ended the encryption. */
function isOwn(origin: string, host: string): boolean {
  return ["http", "https"].some((scheme) => {
    const own = `${scheme}://${host}`;
    return URL.canParse(own) && origin.toLowerCase() === new URL(own).origin;
  });
}

function hookRoute({ method, path, headers }: Head): Route {
  if (method !== "POST") {
    return refused(405, "A webhook is asked by POST, with the line as its body.", { allow: "POST" });
  }
  const room = decoded(path.slice(HOOK.length));
  if (room === undefined || room === "") return refused(404, "The address of a webhook is /hook/ROOM.");
  const [, token] = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token === undefined) {
    return refused(401, "A webhook needs its token: send the header Authorization: Bearer TOKEN.", {
      "www-authenticate": "Bearer",
    });
  }
  return { kind: "hook", room, token };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a percent sign without its digits
  }
}

function refused(status: number, text: string, headers?: Reply["headers"]): Route {
  return reply(sentence(status, text, headers));
}

function reply(reply: Reply): Route {
  return { kind: "reply", reply };
}
