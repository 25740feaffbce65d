/** Every failure of an order is a kind sentence that says what to do, whatever an authority sends. */

import { assert, assertEquals } from "@std/assert";
import { AcmeFailure, networkFailure, problemFailure } from "../../../lib/doors/tls/acme_failure.ts";

const TYPE = "urn:ietf:params:acme:error:";

function told(kind: string, detail?: unknown): string {
  return problemFailure({ type: TYPE + kind, detail }, "chat.example").message;
}

Deno.test("what an authority says is told as what to do, with its own words behind it", () => {
  assertEquals(
    told("dns", "NXDOMAIN looking up A for chat.example"),
    "DNS has no address for chat.example: give it an A or AAAA record with the public address of this server (it says: NXDOMAIN looking up A for chat.example)",
  );
  assertEquals(
    told("connection"),
    "nothing answers at port 80 of chat.example: lead port 80 to this server, and open it in the firewall",
  );
  for (const kind of ["unauthorized", "incorrectResponse"]) {
    assertEquals(
      told(kind),
      "another server answers at port 80 of chat.example: its DNS records and its port 80 have to lead here",
    );
  }
  assertEquals(
    told("rateLimited"),
    "the authority has given too many certificates or seen too many failures: it asks to wait",
  );
  assertEquals(told("somethingNew", "no tea"), "the authority refuses (it says: no tea)");
});

Deno.test("a problem of any shape is one short line without control characters", () => {
  const odd = [
    undefined,
    null,
    7,
    {},
    [],
    "constructor",
    "__proto__",
    `${TYPE}constructor`,
    "\x1b[2J",
    "x".repeat(1e5),
  ];
  for (const type of odd) {
    for (const detail of [...odd, "two\nlines\x07 and \x1b]0;a title\x07"]) {
      const { message } = problemFailure({ type, detail }, "chat.example");
      assert(message.startsWith("the authority refuses") && message.length < 400);
      // deno-lint-ignore no-control-regex
      assert(!/[\x00-\x1f\x7f]/.test(message), JSON.stringify(message));
    }
  }
});

Deno.test("an authority that is not reached is named, with what to look for", () => {
  const directory = "https://authority.example:14000/dir";
  const at = (text: string) => networkFailure(directory, new TypeError(text)).message;
  const dns = "client error (Connect): dns error: failed to lookup address information";
  assertEquals(
    at(dns),
    "authority.example:14000 cannot be reached: DNS does not know it, or there is no network",
  );
  const { message, cause } = networkFailure(
    directory,
    new TypeError("fetch failed", { cause: new Error(dns) }),
  );
  assertEquals(message, at(dns)); // as Deno 2.9 puts it
  assert(cause instanceof TypeError);
  assertEquals(
    at("tcp connect error: Connection refused"),
    "authority.example:14000 cannot be reached: nothing answers there",
  );
  assert(at("invalid peer certificate: UnknownIssuer").includes("not trusted here"));
  assert(at("operation timed out").endsWith("there is no network, or a firewall lets nothing out"));
  assertEquals(new AcmeFailure("x").retryAfterMs, 0);
});
