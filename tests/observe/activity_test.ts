/** Both adapters of the activity port, and that nothing is measured where nobody looks. */

import { assert, assertEquals } from "@std/assert";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { IDLE, unobserved } from "../../lib/observe/unobserved.ts";
import { activityContract } from "../contracts/activity_contract.ts";
import { FakeClock } from "../support/fake_clock.ts";

activityContract("TaskGroup", (clock) => new TaskGroup(clock));
activityContract("unobserved()", unobserved);

Deno.test("unobserved() reads no clock and asks for no snapshot: every activity is the same", async () => {
  let reads = 0;
  class CountingClock extends FakeClock {
    override now(): number {
      reads++;
      return super.now();
    }
  }
  const clock = new CountingClock(), activities = unobserved(clock);
  const part = {
    snapshot() {
      throw new Error("asked");
    },
  };
  const [activity, other] = [activities.begin("reader", part), activities.begin("pump", part)];
  assert(activity === IDLE && other === IDLE);
  assert(activities.clockOf(activity) === clock);
  activity.wakes();
  activity.run(() => activity.goOn(() => activity.timed(() => {})));
  const row = activities.row();
  row.wakes();
  row.run(() => [{ activity }]);
  assertEquals(activities.moment(), 0);
  const waited = Promise.resolve();
  assert(activity.waits("its pace", waited) === waited && activity.yields(waited) === waited);
  activity[Symbol.dispose]();
  await waited;
  assertEquals(reads, 0);
});
