/** On two nodes somebody does what they may, and may no longer where the log has it: all nodes judge it alike. */

import { assertEquals } from "@std/assert";
import type { Name } from "../../../lib/text/clean.ts";
import { forget } from "../../support/party.ts";
import { QUICK_TOKENS } from "../../support/quick_tokens.ts";
import { JSON_LINES, ops } from "../../support/samples.ts";
import { twoNodes } from "../../support/two_nodes.ts";

const HELD = "old";

/** Ann and bob own #ops, on two nodes; eve is in it, zoe is not. It has a webhook. */
async function inOps() {
  const test = await twoNodes(["ann", "zoe"], ["bob", "eve"], { tokens: QUICK_TOKENS });
  const { nodes, ann, bob, eve, zoe } = test;
  for (const who of [ann, bob, eve]) await who.types("/join #ops");
  await ann.types("/owner bob");
  await ann.types(`/hook ${HELD}`);
  forget(ann, bob, eve, zoe);
  return {
    ...test,
    /** What each of them says is under way at once, in this order; returns what the last one hears of their own. */
    async atOnce(...lines: (readonly [typist: typeof ann, line: string])[]): Promise<string[]> {
      const done = lines.map(([typist, line]) => typist.begins(line));
      await nodes.settle();
      await Promise.all(done);
      return lines.at(-1)![0].hears();
    },
  };
}

Deno.test("an owner who is put out changes nothing behind that, whatever they do", async () => {
  const lines = [
    ...["/kick eve", "/owner eve", "/invite zoe", "/topic tea", "/room private", "/room password secret"],
    ...["/room history off", "/hook deploy", `/hook off ${HELD}`, "a line", "/me waves"],
  ];
  for (const line of lines) {
    using test = await inOps();
    const { nodes, ann, bob, eve, zoe } = test, room = nodes.there.rooms.find(ops)!, before = room.saved();
    assertEquals(await test.atOnce([bob, "/kick ann"], [ann, line]), [
      "bob removed you from #ops. What you type goes to #lobby now.",
      // A token takes a while: by then it is known here.
      line === "/hook deploy" ? "Only owners of #ops may do that." : "You are not in #ops: /join #ops first.",
    ], line);
    assertEquals([room.saved(), room.members.size, eve.hears(), zoe.hears()], [
      before,
      2,
      ["Server: ann was removed from #ops by bob"],
      [],
    ], line);
  }
});

Deno.test("whoever is put out of an announce room, or is in one by then, says nothing there", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await test.atOnce([ann, "/room announce"], [eve, "a line"]), [
    "Server: ann made #ops announce (only owners speak)",
    "Your line was not sent: in #ops only its owners speak.",
  ]);
  forget(bob);
  await bob.types("of an owner");
  assertEquals(ann.hears().at(-1), "bob: of an owner");
});

Deno.test("a member invites nobody into a room that is closed by then", async () => {
  using test = await inOps();
  const { ann, eve, zoe } = test;
  assertEquals(await test.atOnce([ann, "/room invite-only"], [eve, "/invite zoe"]), [
    "Server: ann made #ops invite-only",
    "Only owners of #ops may do that.",
  ]);
  assertEquals(zoe.hears(), []);
});

Deno.test("nobody invites who has come meanwhile", async () => {
  using test = await inOps();
  const { bob, zoe } = test;
  assertEquals(
    (await test.atOnce([zoe, "/join #ops"], [bob, "/invite zoe"])).at(-1),
    "zoe is in #ops already.",
  );
  assertEquals(zoe.hears().some((line) => line.includes("invites you")), false);
});

Deno.test("whoever has gone meanwhile is not made an owner, nor put out", async () => {
  for (const line of ["/owner eve", "/kick eve"]) {
    using test = await inOps();
    const { nodes, ann, bob, eve } = test;
    assertEquals(await test.atOnce([eve, "/leave"], [ann, line]), [
      "Server: eve has left #ops",
      "eve is not in #ops.",
    ]);
    assertEquals(
      nodes.here.rooms.find(ops)!.standing(nodes.here.fold.people.get(eve.guest.person.id)!).isOwner,
      false,
    );
    assertEquals(bob.hears(), ["Server: eve has left #ops"]);
  }
});

Deno.test("what two owners do at once is done and told once", async () => {
  const faster = "Not done: somebody else was faster. Please look again, and try once more.";
  const told: Record<string, [told: string, refused: string]> = {
    "/owner eve": ["Server: ann made eve an owner of #ops", faster],
    "/kick eve": ["Server: eve was removed from #ops by ann", "eve is not in #ops."],
    [`/hook off ${HELD}`]: [
      `Server: ann took back the webhook ${HELD} of #ops`,
      `#ops has no webhook called "${HELD}": /hook list lists them.`,
    ],
  };
  for (const [line, expected] of Object.entries(told)) {
    using test = await inOps();
    assertEquals(await test.atOnce([test.ann, line], [test.bob, line]), expected, line);
  }
});

Deno.test("a room has ten webhooks at most, also where two make the last one at once", async () => {
  using test = await inOps();
  const { nodes, ann, bob } = test, letters = "abcdefgh";
  for (const letter of letters) await ann.types(`/hook hook-${letter}`);
  forget(ann, bob);
  const heard = await test.atOnce([ann, "/hook nine"], [bob, "/hook ten"]);
  assertEquals(
    heard.at(-1),
    "#ops has 10 webhooks, and no more can be made: /hook off NAME takes one back.",
  );
  assertEquals([...nodes.there.rooms.find(ops)!.hooks.keys()].slice(-2), ["hook-h", "nine"] as Name[]);
});

Deno.test("a room has an owner also where the node of the last one did not live to say who inherits it", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const { nodes, ann, bob, eve } = test, { here } = nodes.bus, append = here.append.bind(here);
  for (const who of [ann, bob, eve]) await who.types("/join #ops");
  forget(ann, bob, eve);
  here.append = (deed, mustCount) => deed.kind === "inherited" ? undefined : append(deed, mustCount);
  await ann.types("/leave");
  nodes.log.end(here.life);
  await nodes.settle();
  assertEquals(eve.hears(), ["Server: ann has left #ops", "Server: ann has left the chat"]);
  await bob.types("/topic ours");
  assertEquals(eve.hears(), ["Server: bob set the topic of #ops: ours"]);
});

Deno.test("a room that a program kept belongs to whoever came, also where their node did not live to say so", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test, { there } = nodes.bus, append = there.append.bind(there);
  const bot = await nodes.enter(nodes.here, "bot", JSON_LINES);
  for (const who of [ann, bot]) await who.types("/join #ops");
  await ann.types("/leave");
  const room = nodes.here.rooms.find(ops)!;
  assertEquals(room.owners.keeper?.name, "bot" as Name);
  there.append = (deed, mustCount) => deed.kind === "inherited" ? undefined : append(deed, mustCount);
  await bob.types("/join #ops");
  assertEquals(room.owners.has(bob.guest.person.identity), true);
  assertEquals(nodes.here.archive.ask((store) => store.rooms().find(({ name }) => name === ops)?.owners), {
    kind: "answer",
    value: room.owners.keys(),
  });
});
