import { assertEquals } from "@std/assert";
import { gate, type GateRules } from "../../lib/admin/gate.ts";

const TOKEN = "0123456789abcdef";

interface Asking extends Partial<GateRules> {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string>;
}

/** What the gate says, in short: the status, or undefined where it lets through. */
function asked({ token = "", hostname = "127.0.0.1", method = "GET", url, headers = {} }: Asking) {
  const sent = { host: "127.0.0.1", ...headers };
  const request = new Request(url ?? "http://127.0.0.1:8081/metrics", { method, headers: sent });
  return gate({ token, hostname })(request)?.status;
}

Deno.test("gate() lets everybody through who asks for the address, where there is no token", () => {
  for (
    const host of [
      "127.0.0.1:8081",
      "localhost",
      "localhost.",
      "localhost.:8081",
      "localhost:9",
      "[::1]:8081",
      "192.0.2.1",
      "LocalHost",
    ]
  ) {
    assertEquals(asked({ headers: { host } }), undefined, host);
  }
  for (const host of ["chat.internal:8081", "chat.internal.", "Chat.internal.:8081"]) {
    assertEquals(asked({ hostname: "Chat.Internal", headers: { host } }), undefined, host);
  }
  assertEquals(asked({ hostname: "chat.internal.", headers: { host: "chat.internal" } }), undefined);
});

Deno.test("gate() refuses names that lead here without being ours: somebody's page may have pointed them here", () => {
  for (
    const host of [
      "evil.example",
      "evil.example:8081",
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      "localhost..",
      ".",
    ]
  ) {
    assertEquals(asked({ headers: { host } }), 403, host);
  }
  assertEquals(asked({ url: "http://evil.example/metrics" }), 403);
  assertEquals(asked({ url: "http://evil.example/metrics", headers: { host: "127.0.0.1" } }), 403);
});

Deno.test("gate() refuses whatever a browser sends for a page, with a token too", () => {
  for (const token of ["", TOKEN]) {
    const authorization = `Bearer ${TOKEN}`;
    assertEquals(asked({ token, headers: { authorization, origin: "http://127.0.0.1:8081" } }), 403);
    assertEquals(asked({ token, headers: { authorization, origin: "null" } }), 403);
    assertEquals(asked({ token, headers: { authorization, "sec-fetch-site": "cross-site" } }), 403);
    assertEquals(asked({ token, headers: { authorization, "sec-fetch-site": "none" } }), undefined);
  }
});

Deno.test("gate() wants the very token where there is one, whatever the host", () => {
  const wrong = [
    "",
    "Bearer",
    "Bearer ",
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Bearer x${TOKEN.slice(1)}`,
  ];
  wrong.push(TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN.toUpperCase()}`);
  for (const authorization of wrong) {
    assertEquals(asked({ token: TOKEN, headers: { authorization } }), 401, authorization);
  }
  assertEquals(asked({ token: TOKEN }), 401);
  const authorization = `Bearer ${TOKEN}`;
  assertEquals(asked({ token: TOKEN, headers: { authorization, host: "chat:8081" } }), undefined);
});

Deno.test("gate() says how to send the token", async () => {
  const request = new Request("http://x/", { headers: { host: "x" } });
  const response = gate({ token: TOKEN, hostname: undefined })(request);
  assertEquals(response?.headers.get("www-authenticate"), "Bearer");
  assertEquals(await response?.json(), {
    error: "This request needs the admin token: send the header Authorization: Bearer TOKEN.",
  });
});

Deno.test("gate() refuses a request that names no host, several, or what is no host, at every door", async () => {
  const several = new Headers([["host", "127.0.0.1"], ["host", "127.0.0.1"]]);
  const wrong = ["", "?", "a b", "localhost/healthz", "localhost\\@x", "ann@localhost", "localhost#x"];
  for (const headers of [{}, several, ...wrong.map((host) => ({ host }))]) {
    for (const token of ["", TOKEN]) {
      for (const hostname of [undefined, "127.0.0.1"]) {
        const response = gate({ token, hostname })(new Request("http://localhost/healthz", { headers }));
        assertEquals([response?.status, await response?.json()], [400, {
          error:
            "This request needs exactly one Host header: send the address that you ask, such as Host: 127.0.0.1.",
        }]);
      }
    }
  }
});

Deno.test("gate() does not look at the host of a Unix socket, which no browser reaches", () => {
  const request = new Request("http://anything/", { headers: { host: "anything" } });
  assertEquals(gate({ token: "", hostname: undefined })(request), undefined);
});

Deno.test("gate() wants JSON from whoever sends something, with a token too", () => {
  for (const token of ["", TOKEN]) {
    const send = (type?: string) =>
      asked({
        token,
        method: "POST",
        headers: { authorization: `Bearer ${TOKEN}`, ...(type !== undefined && { "content-type": type }) },
      });
    for (const type of ["application/json", "application/json; charset=utf-8", "Application/JSON"]) {
      assertEquals(send(type), undefined, type);
    }
    for (const type of [undefined, "text/plain", "application/jsonp", "application/x-www-form-urlencoded"]) {
      assertEquals(send(type), 415, type);
    }
  }
});

Deno.test("gate() takes the word Bearer in any case, and no other scheme", () => {
  for (
    const [scheme, expected] of [["bearer", undefined], ["BEARER", undefined], ["Basic", 401], [
      "",
      401,
    ]] as const
  ) {
    assertEquals(asked({ token: TOKEN, headers: { authorization: `${scheme} ${TOKEN}` } }), expected, scheme);
  }
});
