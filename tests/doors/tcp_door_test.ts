import { assertEquals } from "@std/assert";
import { openTcpDoor, type TcpConnection, type TcpDoorParts } from "../../lib/doors/tcp_door.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

Deno.test("openTcpDoor() lets go of a connection whose peer vanished before it was welcomed, and goes on", async () => {
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
  const tasks = new TaskGroup((_, error) => {
    throw error;
  });
  const parts = {
    clock: new FakeClock(),
    log: silentLog,
    tasks,
    isTrusted: () => true,
    spare: { allow: () => true },
  };
  const door = openTcpDoor(listener, parts as unknown as TcpDoorParts); // nobody comes in, so nothing else is used
  await settled();
  assertEquals([door.hostname, door.port, closed], ["127.0.0.1", 4000, ["first", "second"]]);
  door.close();
  assertEquals(closed, ["first", "second", "listener"]);
});

Deno.test("openTcpDoor() calls an IPv4 peer of a port for both families by its IPv4 address, for trust and in logs", async () => {
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
  const started: unknown[] = [];
  const tasks = {
    start({ about }: { about: string | (() => unknown) }, run: (task: unknown) => unknown) {
      if (typeof about === "string") run({ enter() {}, leave() {} }); // the door itself
      else started.push(about());
    },
  };
  const isTrusted = (address: string) => asked.push(address) > 0;
  const spare = { allow: () => true };
  const parts = { clock: new FakeClock(), log: silentLog, tasks, isTrusted, spare };
  const door = openTcpDoor(listener, parts as unknown as TcpDoorParts);
  await settled();
  door.close();
  assertEquals(asked, ["192.0.2.7"]);
  assertEquals(started, [{ name: "192.0.2.7:40000", fields: { peer: "192.0.2.7:40000", door: "tcp" } }]);
});
