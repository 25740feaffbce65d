/**
 * Faults planted in copies of the chat, and that a test finds each: what writes beside the log, and a fold that is wrong.
 */

import { assertRejects } from "@std/assert";
import type * as Support from "../support/chat.ts";
import { type Fault, PlantedCopy } from "../support/planted.ts";

/** Second writers, each beside what does it through the log. */
const WRITERS: readonly Fault[] = [
  {
    name: "a topic that is written at once",
    file: "lib/commands/rooms/topic.ts",
    find: 'dispatcher.do({ kind: "topic", room: room.label, by, text })',
    replace: "{ deed: (room.topic = text) } as never",
  },
  {
    name: "an absence that is written at once",
    file: "lib/commands/people/away.ts",
    find: 'const done = asker.dispatcher.do({ kind: "away", who: asker.guest.person.id, text });\n',
    replace: "asker.guest.person.away = text;\n    const done = { deed: {} } as never;\n",
  },
  {
    name: "an invitation that is written at once",
    file: "lib/commands/rooms/invite.ts",
    find: 'return onceDone(dispatcher.do({ kind: "invited", who: other.id, room: room.label, by }), () => (',
    replace: "room.members.invite(other);\n    return onceDone({ deed: {} } as never, () => (",
  },
  {
    name: "somebody who is counted in by whoever shows it",
    file: "lib/chat/announcer.ts",
    find: "    ignorers.arrived(fact.person);",
    replace: "    ignorers.arrived(fact.person);\n    fact.person.trail.count(0, false);",
  },
  {
    name: "a kick that puts out of two rooms",
    file: "lib/chat/announcer.ts",
    find: "    const wasCurrent =",
    replace: "    this.#parts.lobby.members.delete(person);\n    const wasCurrent =",
  },
  {
    name: "a name that is given up at once, and taken when the log says so",
    file: "lib/chat/hub.ts",
    find: "    const { name: to } = check;\n",
    replace: "    const { name: to } = check;\n    person.trail.forget(person.trail.spans());\n",
  },
];

/** What people do, in a chat of a copy. */
async function live({ Chat }: typeof Support): Promise<void> {
  const chat = new Chat();
  using _ = chat.fanOut;
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  const lines = [
    "/join #ops",
    "/topic tea",
    "/invite bob",
    "hi",
    "/nick anna",
    "/away lunch",
    "hi again",
    "/away",
  ];
  for (const line of lines) {
    await ann.types(line);
    chat.insistFolded();
  }
  await bob.types("/join #ops");
  await bob.types("hi");
  await ann.types("/kick bob");
  await ann.types("/forget");
  chat.insistFolded();
}

Deno.test("what nobody writes beside the log comes to the same when the log is folded anew", async () => {
  await live(await import("../support/chat.ts"));
});

for (const fault of WRITERS) {
  Deno.test(`a second writer is found: ${fault.name}`, async () => {
    await using copy = await PlantedCopy.make(fault);
    const support = await copy.import<typeof Support>("tests/support/chat.ts");
    await assertRejects(() => live(support), Error, "the log comes to something else");
  });
}
