import { assertEquals } from "@std/assert";
import type { Arrival, Caller, Take } from "../../lib/doors/connection.ts";
import { lateDoor } from "../../lib/doors/late_door.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Background } from "../../lib/runtime/background.ts";
import { FakeConnection } from "../support/fake_connection.ts";

const ARRIVAL: Arrival = {
  address: "192.0.2.1",
  peer: "192.0.2.1:1",
  door: "tcp",
  isTrusted: false,
  isEncrypted: false,
  isPage: false,
};

Deno.test("lateDoor() builds once, for whoever comes first, and takes all who came meanwhile in order", async () => {
  const background = new Background(() => {}), taken: Caller[] = [];
  let builds = 0;
  const door = lateDoor(background, () => {
    builds++;
    return Promise.resolve<Take>((caller) => void taken.push(caller));
  });
  assertEquals(builds, 0);
  const callers = Array.from(
    { length: 3 },
    () => callerAt(new Crowd({ maxGuests: 9, maxGuestsPerAddress: 9 })),
  );
  for (const caller of callers.slice(0, 2)) door(caller);
  await background.settled();
  door(callers[2]!);
  assertEquals([builds, taken], [1, callers]);
});

Deno.test("lateDoor() lets go of whoever came where it cannot be built, and tries again for the next one", async () => {
  const failures: unknown[] = [], crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 9 });
  const background = new Background((_, error) => void failures.push(error));
  const broken = new Error("no descriptor"), taken: Caller[] = [];
  let builds = 0;
  const door = lateDoor(background, () => {
    if (builds++ === 0) return Promise.reject(broken);
    return Promise.resolve<Take>((caller) => void taken.push(caller));
  });
  const [first, second] = [callerAt(crowd), callerAt(crowd)];
  door(first);
  await background.settled();
  assertEquals([failures, crowd.guests, first.connection.disposals], [[broken], 1, 1]);
  door(second);
  await background.settled();
  assertEquals([taken, second.connection.disposals], [[second], 0]);
});

function callerAt(crowd: Crowd) {
  const ticket = crowd.admit(ARRIVAL.address, false);
  return { connection: new FakeConnection(), first: undefined, arrival: ARRIVAL, ticket };
}
