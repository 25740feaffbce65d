import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { routeOf, type Site } from "../../../lib/doors/web/routes.ts";
import { type Head, HeadReader } from "../../../lib/http/head.ts";
import type { Reply } from "../../../lib/http/reply.ts";
import { bytes } from "../../support/bytes.ts";

const HTML = { body: bytes("<p>"), packed: bytes("packed"), type: "text/html", tag: '"abc"' };

const SITE: Site = {
  files: new Map([["/", HTML], ["/app.js", { ...HTML, type: "text/javascript" }]]),
  names: ["chat.example.com"],
  isNear: false,
  isEncrypted: false,
  hasTls: true,
  hasSsh: true,
  challenge: (token) => token === "abc" ? "abc.key" : undefined,
};

function route(first: string, lines: readonly string[] = [], site: Partial<Site> = {}) {
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : ["Host: chat:8080"];
  const text = [`${first} HTTP/1.1`, ...host, ...lines, "", ""].join("\r\n");
  return routeOf(new HeadReader().take(bytes(text)) as Head, { ...SITE, ...site });
}

function reply(first: string, lines?: readonly string[], site?: Partial<Site>): Reply {
  const found = route(first, lines, site);
  assert(found.kind === "reply", found.kind);
  return found.reply;
}

const ASKED = ["Upgrade: websocket", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Version: 13"];
const WEB_SOCKET = [...ASKED, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

Deno.test("a browser gets the page, and curl is told how to talk", () => {
  const page = reply("GET /", ["Accept: text/html,*/*"]);
  assertEquals([page.status, page.type], [200, "text/html"]);
  const told = reply("GET /", ["Accept: */*"]);
  assertEquals(told.type, "text/plain; charset=utf-8");
  assertStringIncludes(told.body as string, "telnet chat 8080");
  assertStringIncludes(told.body as string, "openssl s_client -quiet -connect chat:8080");
  assertStringIncludes(told.body as string, "ssh -p 8080 YOU@chat\n");
  const plain = reply("GET /", [], { hasTls: false, hasSsh: false });
  assert(!/openssl|ssh/.test(plain.body as string));
  assertStringIncludes(reply("GET /", ["Host: [::1]"]).body as string, "nc ::1 80");
});

Deno.test("the page may load nothing from elsewhere, and nobody may frame it", () => {
  const { headers = {} } = reply("GET /app.js?x");
  for (
    const part of ["default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "ws://chat:8080"]
  ) {
    assertStringIncludes(headers["content-security-policy"]!, part);
  }
  assert(!/unsafe|\*/.test(headers["content-security-policy"]!));
  assertEquals(headers["cross-origin-opener-policy"], undefined);
  const encrypted = reply("GET /app.js", [], { isEncrypted: true }).headers!;
  assertEquals(encrypted["cross-origin-opener-policy"], "same-origin");
});

Deno.test("the page is packed for those who unpack it", () => {
  for (const accepted of ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5", "gzip;q=0.8"]) {
    const { body, headers } = reply("GET /app.js", [`Accept-Encoding: ${accepted}`]);
    assertEquals([body, headers?.["content-encoding"]], [HTML.packed, "gzip"], accepted);
  }
  for (const accepted of ["", "br", "gzip;q=0", "gzip ; q=0.00, br"]) {
    const { body, headers } = reply("GET /app.js", [`Accept-Encoding: ${accepted}`]);
    assertEquals([body, headers?.["content-encoding"]], [HTML.body, undefined], accepted);
  }
});

Deno.test("a page that has not changed is not sent again", () => {
  for (const known of ['"abc"', 'W/"abc"', '"x", "abc"']) {
    assertEquals(reply("GET /app.js", [`If-None-Match: ${known}`]).status, 304, known);
  }
  assertEquals(reply("GET /app.js", ['If-None-Match: "abcd"']).status, 200);
});

Deno.test("what is not there, and other methods, are answered with a sentence", () => {
  const statuses = {
    "GET /nothing": 404,
    "POST /": 405,
    "PUT /x": 405,
    "CONNECT a:1": 405,
    "OPTIONS *": 405,
  };
  for (const [first, status] of Object.entries({ ...statuses, "POST /app.js": 405, "DELETE /ws": 405 })) {
    const answer = reply(first);
    assertEquals(answer.status, status, first);
    assertMatch(answer.body as string, /^[A-Z].*\.\n$/);
  }
});

Deno.test("a WebSocket begins at /ws, and nowhere else", () => {
  assertEquals(route("GET /ws", WEB_SOCKET), { kind: "chat" });
  assertEquals(route("GET /ws?x", ["Upgrade: WebSocket", ...WEB_SOCKET.slice(1)]).kind, "chat");
  assertEquals(reply("GET /", WEB_SOCKET).status, 200);
  for (let missing = 0; missing < 3; missing++) {
    assertEquals(reply("GET /ws", WEB_SOCKET.toSpliced(missing, 1)).status, 426);
  }
  for (const key of ["", "c2hvcnQ=", "dGhlIHNhbXBsZSBub25jZQ==x"]) {
    assertEquals(reply("GET /ws", [...ASKED, `Sec-WebSocket-Key: ${key}`]).status, 400, key);
  }
});

Deno.test("what a WebSocket is to carry is a list of words, each once; whoever sends another is told so", () => {
  for (const list of ["chat", "a, b", "a,b\t, c"]) {
    assertEquals(route("GET /ws", [...WEB_SOCKET, `Sec-WebSocket-Protocol: ${list}`]).kind, "chat", list);
  }
  for (const list of ["", "a b", "a,,b", "a,", ",a", "a, a", '"a"', "a\x80"]) {
    const { status, body } = reply("GET /ws", [...WEB_SOCKET, `Sec-WebSocket-Protocol: ${list}`]);
    assertEquals(status, 400, list);
    assertMatch(body as string, /^Sec-WebSocket-Protocol has to be a list of words/);
  }
});

Deno.test("pages of other sites cannot join", () => {
  const joined = (origin: string, ...more: string[]) =>
    route("GET /ws", [...WEB_SOCKET, `Origin: ${origin}`, ...more]).kind === "chat";
  for (const own of ["http://chat:8080", "https://chat:8080"]) assert(joined(own), own);
  assert(joined("https://chat", "Host: chat") && joined("http://chat", "Host: chat:80"));
  const others = [
    "null",
    "",
    "http://chat",
    "http://evil",
    "http://chat:8080.evil",
    "http://chat:80801",
    "http://x@chat:8080",
  ];
  for (const other of [...others, "http://chat:8080/", "file://", "http://chat:8080 http://evil"]) {
    assert(!joined(other), other);
  }
});

Deno.test("who is near names this server by a name that no stranger can point here", () => {
  const statusOf = (host: string, isNear = true) =>
    reply("GET /app.js", [`Host: ${host}`], { isNear }).status;
  for (const host of ["127.0.0.1:1", "[::1]", "localhost", "nas", "nas.local", "chat.example.com:8080"]) {
    assertEquals(statusOf(host), 200, host);
  }
  assertEquals(statusOf("evil.example:8080"), 403);
  assertEquals(statusOf("evil.example", false), 200); // strangers may ask by any name
  const rebound = ["Host: evil.example", "Origin: http://evil.example"];
  assertEquals(reply("GET /ws", [...WEB_SOCKET, ...rebound], { isNear: true }).status, 403);
});

Deno.test("a webhook is asked by POST, with a token", () => {
  const token = "Authorization: bearer s3cret";
  assertEquals(route("POST /hook/ops", [token]), { kind: "hook", room: "ops", token: "s3cret" });
  assertEquals(route("POST /hook/%E4%BC%91", [token]), { kind: "hook", room: "休", token: "s3cret" });
  assertEquals(reply("POST /hook/ops").status, 401);
  assertEquals(reply("POST /hook/ops", ["Authorization: Basic eDp5"]).status, 401);
  assertEquals(reply("GET /hook/ops", [token]).status, 405);
  assertEquals(reply("POST /hook/", [token]).status, 404);
  assertEquals(reply("POST /hook/%E4%BC", [token]).status, 404);
});

Deno.test("a certificate authority gets its answer, by any name", () => {
  const asked = (token: string) =>
    reply(`GET /.well-known/acme-challenge/${token}`, ["Host: other.example"], { isNear: true });
  assertEquals([asked("abc").status, asked("abc").body], [200, "abc.key"]);
  assertEquals(asked("x").status, 404);
});
