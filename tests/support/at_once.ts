/**
 * What a chat on a log in memory returns, which is there at once.
 *
 * @module
 */

import type { DeedKind } from "../../lib/chat/deed.ts";
import type { Done } from "../../lib/chat/dispatcher.ts";
import type { FactOf } from "../../lib/chat/fact.ts";
import type { Soon } from "../../lib/runtime/soon.ts";

/** A value that has to be there. */
export function atOnce<Value>(soon: Soon<Value>): Value {
  if (typeof soon === "object" && soon !== null && "then" in soon) throw new Error("it comes later");
  return soon as Value;
}

/** What came of a deed that has to count, at once. */
export function doneAtOnce<Kind extends DeedKind>(soon: Soon<Done<Kind>>): FactOf<Kind> {
  const came = atOnce(soon);
  if (!("deed" in came)) throw new Error(`not done: ${came.kind}`);
  return came;
}
