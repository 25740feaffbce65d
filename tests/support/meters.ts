/**
 * Meters for tests that do not read them.
 *
 * @module
 */

import { Tally } from "../../lib/observe/tally.ts";
import type { Task } from "../../lib/observe/task.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";

/** A session's meters. */
export function sessionMeters(): { readonly task: Task; readonly tally: Tally } {
  return { task: new TaskGroup(() => {}).add({ kind: "reader", about: "test" }), tally: new Tally() };
}

/** What a door measures and traces with. */
export function doorMeters() {
  return { tasks: new TaskGroup(() => {}), tally: new Tally(), trace: () => () => {} };
}
