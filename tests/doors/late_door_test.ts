import { assertEquals } from "@std/assert";
import type { Caller, Take } from "../../lib/doors/connection.ts";
import { lateDoor } from "../../lib/doors/late_door.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { Background } from "../../lib/runtime/background.ts";
import { bytes } from "../support/bytes.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { ARRIVAL } from "../support/at_the_entrance.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { FewFiles } from "../support/few_files.ts";
import { LogBook } from "../support/log_book.ts";

/** A door, whose `build` is the test's. */
function late(build: (taken: Caller[]) => Promise<Take>) {
  const failures: unknown[] = [], taken: Caller[] = [], files = new FewFiles(), book = new LogBook();
  const background = new Background((_, error) => void failures.push(error)), clock = new FakeClock();
  files.hasSome = true;
  const parts = { background, clock, log: book.log, spare: files };
  const door = lateDoor(parts, bytes("busy"), () => build(taken));
  return { door, background, clock, files, failures, taken, log: book.lines };
}

const taking = (taken: Caller[]) => Promise.resolve<Take>((caller) => void taken.push(caller));

Deno.test("lateDoor() builds once, for whoever comes first, and takes all who came meanwhile in order", async () => {
  let builds = 0;
  const { door, background, taken } = late((taken) => {
    builds++;
    return taking(taken);
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

Deno.test("lateDoor() tells whoever came where it cannot be built, lets go of them, and tries again for the next one", async () => {
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 9 }), broken = new Error("no such file");
  let builds = 0;
  const { door, background, taken, failures } = late((taken) =>
    builds++ === 0 ? Promise.reject(broken) : taking(taken)
  );
  const [first, second] = [callerAt(crowd), callerAt(crowd)];
  first.connection.feed(null);
  door(first);
  await background.settled();
  assertEquals([failures, crowd.guests, first.connection.disposals], [[broken], 1, 1]);
  assertEquals(first.connection.taken, bytes("busy"));
  door(second);
  await background.settled();
  assertEquals([taken, second.connection.disposals], [[second], 0]);
});

Deno.test("lateDoor() builds nothing where no file can be opened for it: whoever comes is told so, and the next one is served", async () => {
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 9 });
  let builds = 0;
  const { door, background, clock, files, taken, failures, log } = late((taken) => {
    builds++;
    return taking(taken);
  });
  files.hasSome = false;
  const [polite, slow, deaf, next] = [callerAt(crowd), callerAt(crowd), callerAt(crowd), callerAt(crowd)];
  polite.connection.feed(bytes("the rest of what it says"), null);
  slow.connection.feed(bytes("it goes on, and ends never"));
  deaf.connection.room = 0;
  for (const caller of [polite, slow, deaf]) door(caller);
  await settled();
  assertEquals([polite, slow, deaf].map(({ connection }) => connection.disposals), [1, 0, 0]);
  await clock.advance(500);
  await background.settled();
  for (const { connection } of [polite, slow]) {
    assertEquals([connection.taken, connection.hasClosedWrite], [bytes("busy"), true]);
  }
  assertEquals([builds, crowd.guests, slow.connection.disposals, deaf.connection.disposals], [0, 1, 1, 1]);
  assertEquals(failures, []);
  assertEquals(
    log,
    Array(3).fill("warning: Refused a connection from 192.0.2.1:1: almost all open files are in use"),
  );
  files.hasSome = true;
  door(next);
  await background.settled();
  files.hasSome = false;
  door(next); // what is built needs nothing any more
  assertEquals([builds, taken], [1, [next, next]]);
});

function callerAt(crowd: Crowd) {
  const ticket = crowd.admit(ARRIVAL.address, false);
  return { connection: new FakeConnection(), first: undefined, arrival: ARRIVAL, ticket };
}
