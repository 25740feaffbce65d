/** Talk, people and the past, on two nodes of one chat. */

import { assertEquals } from "@std/assert";
import { forget } from "../support/party.ts";
import { story, twoNodes } from "../support/two_nodes.ts";

Deno.test("/me, /away and /who tell the same on both nodes", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  assertEquals(
    await story(test, ["ann", "bob"], ["ann", "/me waves"], ["ann", "/away at lunch"], ["bob", "/who"]),
    {
      ann: ["You are away: at lunch. Saying a line, or /away again, brings you back."],
      bob: ["* ann waves", "2 people are here: ann (away), bob. You are bob."],
    },
  );
  assertEquals(await story(test, ["ann", "bob"], ["ann", "here"], ["bob", "/whois ann"]), {
    ann: ["You are back."],
    bob: [
      "ann: here",
      "ann has been here for less than a minute, said nothing for less than a minute, is in #lobby, " +
      "is at the node berlin.",
    ],
  });
});

Deno.test("/health says which node one is at, and whether it reaches the others", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes: { bus: { there } } } = test;
  const lines = [["ann", "/health"], ["bob", "/health"], ["ann", "/whois ann"]] as const;
  assertEquals(await story(test, ["ann", "bob"], ...lines), {
    ann: [
      "The server is well. This is the node berlin.",
      "ann has been here for less than a minute, said nothing for less than a minute, is in #lobby, " +
      "is at the node berlin.",
    ],
    bob: ["The server is well. This is the node lisbon."],
  });
  there.isCutOff = true;
  assertEquals(await story(test, ["bob"], ["bob", "/health"]), {
    bob: ["The server is up. This is the node lisbon, cut off from the others."],
  });
  there.isCutOff = false;
});

Deno.test("/msg, /reply and /query get to another node, unless the one there ignores whoever writes", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const heard = await story(
    test,
    ["ann", "bob", "eve"],
    ["ann", "/msg bob psst"],
    ["bob", "/away"],
    ["bob", "/reply yes?"],
    ["ann", "/query bob"],
    ["ann", "nothing"],
    ["eve", "/ignore ann"],
    ["ann", "/msg eve unheard"],
  );
  assertEquals(heard, {
    ann: [
      "[ann -> bob] psst",
      "[bob -> ann] yes?",
      "What you type goes to bob alone now: /query takes you back to #lobby.",
      "[ann -> bob] nothing",
      "bob is away. Your line waits on their screen.",
      "[ann -> eve] unheard",
    ],
    bob: [
      "[ann -> bob] psst",
      "You are away. Saying a line, or /away again, brings you back.",
      "[bob -> ann] yes?",
      "[ann -> bob] nothing",
    ],
    eve: ["You get no lines from ann any more; /unignore ann undoes this."],
  });
});

Deno.test("/ignore keeps away what somebody on the other node says, under any name", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const heard = await story(
    test,
    ["ann"],
    ["ann", "/ignore bob"],
    ["bob", "unheard"],
    ["bob", "/nick rob"],
    ["bob", "unheard too"],
    ["ann", "/unignore rob"],
    ["bob", "heard"],
  );
  assertEquals(heard, {
    ann: [
      "You get no lines from bob any more; /unignore bob undoes this.",
      "Server: bob is now known as rob",
      "You get lines from rob again.",
      "rob: heard",
    ],
  });
});

Deno.test("/history and /search look back on both nodes, and /forget takes back on both", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { ann, bob } = test;
  for (const [who, line] of [[ann, "one apple"], [bob, "two apples"], [ann, "three"]] as const) {
    await who.types(line);
  }
  forget(ann, bob);
  const heard = await story(
    test,
    ["ann", "bob"],
    ["bob", "/history"],
    ["ann", "/search apple"],
    ["ann", "/forget"],
    ["bob", "/history"],
  );
  assertEquals(heard, {
    ann: [
      "12:00 ann: one *apple*",
      '1 line with "apple".',
      "Erased: 2 lines of yours. What others have on their screens stays there.",
    ],
    bob: [
      "12:00 ann: one apple",
      "12:00 bob: two apples",
      "12:00 ann: three",
      "The last 3 lines of #lobby.",
      "12:00 bob: two apples",
      "The last 1 line of #lobby.",
    ],
  });
});

Deno.test("/msg tells whoever writes that nobody is there any more, where the other one leaves meanwhile", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  nodes.there.services.hub.leave(bob.guest, { kind: "quit" });
  const written = ann.begins("/msg bob psst"); // who has not heard of it yet
  await nodes.settle();
  await written;
  await nodes.here.flush();
  assertEquals(ann.hears(), [
    "Server: bob has left the chat",
    `Nobody here is called "bob": /who lists everybody who is here.`,
  ]);
});
