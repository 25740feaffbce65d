import { assertEquals } from "@std/assert";
import { listenOptions, type TcpConnection, TcpDoor, type TcpDoorParts } from "../../lib/doors/tcp_door.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import type { Caller } from "../../lib/doors/connection.ts";
import { Turnstile } from "../../lib/doors/turnstile.ts";
import { Undecided } from "../../lib/doors/undecided.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import { Background } from "../../lib/runtime/background.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

const AT = { hostname: "127.0.0.1", port: 4000, reusePort: false };

Deno.test("TcpDoor listens at once, but beside another server only when it opens; closed before that it never does", () => {
  let listening = 0;
  const listen = () => {
    listening++;
    return { addr: AT, accept: () => new Promise<never>(() => {}), close: () => void listening-- };
  };
  const alone = new TcpDoor(listen, AT);
  assertEquals(listening, 1);
  alone[Symbol.dispose]();
  assertEquals(listening, 0);
  const beside = new TcpDoor(listen, { ...AT, reusePort: true });
  assertEquals(listening, 0);
  const clock = new FakeClock();
  const pass = () => {}; // nobody is let in here
  beside.open(
    {
      ...{ clock, log: silentLog, activities: unobserved(clock), background: new Background(() => {}) },
      turnstile: { passBehind: pass },
    } as unknown as TcpDoorParts,
  );
  assertEquals(listening, 1);
  beside[Symbol.dispose]();
  assertEquals(listening, 0);
  new TcpDoor(listen, { ...AT, reusePort: true })[Symbol.dispose]();
  assertEquals(listening, 0);
});

Deno.test("a port is shared only where the server is one node of several", () => {
  assertEquals(listenOptions({ ...DEFAULTS, host: "::", port: 1 }), {
    hostname: "::",
    port: 1,
    reusePort: false,
  });
  assertEquals(listenOptions({ ...DEFAULTS, bus: "nats://127.0.0.1:4222" }).reusePort, true);
});

Deno.test("TcpDoor lets go of a connection whose peer vanished before it was welcomed, and goes on", async () => {
  const closed: string[] = [];
  const vanished = (name: string) => ({
    remoteAddr: { hostname: "192.0.2.1", port: 1 },
    setNoDelay() {
      throw new Deno.errors.NotConnected("Transport endpoint is not connected");
    },
    [Symbol.dispose]: () => void closed.push(name),
  } as unknown as TcpConnection);
  const waiting = [vanished("first"), vanished("second")];
  const listener = {
    addr: { hostname: "127.0.0.1", port: 4000 },
    accept: () => Promise.resolve(waiting.shift() ?? new Promise<never>(() => {})),
    close: () => void closed.push("listener"),
  };
  const clock = new FakeClock();
  const parts = {
    clock,
    log: silentLog,
    activities: unobserved(clock),
    background: new Background((_, error) => {
      throw error;
    }),
    isTrusted: () => true,
    isProxy: () => false,
    spare: { allow: () => true },
    turnstile: new Turnstile(clock, 8),
  };
  const door = new TcpDoor(() => listener, AT);
  door.open(parts as unknown as TcpDoorParts); // nobody comes in, so nothing else is used
  await settled();
  assertEquals([door.address, closed], [listener.addr, ["first", "second"]]);
  assertEquals(door.isOpen, true);
  door[Symbol.dispose]();
  door[Symbol.dispose]();
  assertEquals(door.isOpen, false);
  assertEquals(closed, ["first", "second", "listener"]);
});

Deno.test("TcpDoor calls an IPv4 peer of a port for both families by its IPv4 address, for trust and in logs", async () => {
  const peer = {
    remoteAddr: { hostname: "::ffff:192.0.2.7", port: 40_000 },
    setNoDelay() {},
    setKeepAlive() {},
  } as unknown as TcpConnection;
  const waiting = [peer];
  const listener = {
    addr: { hostname: "::", port: 4000 },
    accept: () => Promise.resolve(waiting.shift() ?? new Promise<never>(() => {})),
    close() {},
  };
  const asked: string[] = [];
  const clock = new FakeClock();
  const background = new Background(() => {});
  const isTrusted = (address: string) => asked.push(address) > 0;
  const spare = { allow: () => true };
  const callers: Caller[] = [];
  const parts = {
    turnstile: new Turnstile(clock, 8),
    ...{ clock, log: silentLog, activities: unobserved(clock), background, isTrusted, spare },
    isProxy: () => false,
    ...{ config: CHAT_ONLY, crowd: new Crowd(CHAT_ONLY), tally: new Tally(), undecided: new Undecided() },
    doors: { chat: (caller: Caller) => void callers.push(caller) },
  };
  using door = new TcpDoor(() => listener, AT);
  door.open(parts as unknown as TcpDoorParts);
  await settled();
  assertEquals(asked, ["192.0.2.7"]);
  assertEquals(callers.map(({ arrival }) => arrival), [{
    ...{ address: "192.0.2.7", peer: "192.0.2.7:40000", door: "tcp" },
    ...{ isTrusted: true, isEncrypted: false, isPage: false },
  }]);
});
