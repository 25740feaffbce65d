/**
 * A room with an owner and a member, and how others are refused who act as owners.
 *
 * @module
 */

import type { ChatOptions } from "../../support/chat.ts";
import { forget, party } from "../../support/party.ts";

export const NOT_OWNER = ["Only owners of #ops may do that."];
export const NOBODYS = [
  "#lobby belongs to everybody, so nobody may do that: make a room of your own with /join.",
];

export const NOT_SENT = [
  "Your line was not sent: perhaps it was for #ops, which you were removed from. What you type goes to #lobby now.",
];

/** Ann and bob in ann's room #ops, eve in the lobby. */
export async function inOps(options: ChatOptions = {}) {
  const test = await party(["ann", "bob", "eve"], options);
  await test.ann.types("/join #ops");
  await test.bob.types("/join #ops");
  forget(test.ann, test.bob, test.eve);
  return test;
}
