import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { doorRefusal } from "../../lib/cli/door_refusal.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";

Deno.test("doorRefusal() knows why a port is not to be had, and leaves bugs alone", () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const config = { ...DEFAULTS, host: "127.0.0.1", port: listener.addr.port };
  try {
    const error = assertThrows(() => Deno.listen({ hostname: config.host, port: config.port }));
    assertMatch(
      doorRefusal(config, error)!.message,
      /^Cannot listen on 127.0.0.1:\d+: the port is in use/,
    );
  } finally {
    listener.close();
  }
  assertEquals(doorRefusal(config, new TypeError("a bug")), undefined);
});

Deno.test("doorRefusal() tells what else keeps a door shut", () => {
  const { errors } = Deno;
  const told = (error: unknown) => doorRefusal(DEFAULTS, error)?.message.replace(/^.*8080: /, "");
  assertEquals(
    told(new errors.PermissionDenied("x")),
    "permission denied, as for most ports below 1024; use a higher port, such as --port 8080",
  );
  const invalid = Object.assign(new TypeError("Invalid argument (os error 22)"), { code: "EINVAL" });
  assertEquals(
    told(invalid),
    "the system does not accept this address; a link-local one needs its network too, such as fe80::1%eth0",
  );
  assertEquals(told(new errors.NotCapable("x")), "the program was started without --allow-net");
  assertMatch(told(new errors.AddrNotAvailable("x"))!, /^this machine has no such address, --host takes/);
  assertMatch(told(new Error("failed to lookup address"))!, /^the host name is not known, --host takes/);
});
