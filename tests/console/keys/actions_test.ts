import { assertEquals, assertStringIncludes } from "@std/assert";
import { onLink } from "../../../lib/console/state/transitions.ts";
import { afterKeys, busyServer, consoleWith, keyed, screenOf, textOf } from "../made_up_inside.ts";

const busy = consoleWith(busyServer());
const asked = (keys: string) => afterKeys(busy, keys).asks;
const footer = (keys: string) => textOf(keyed(busy, keys)).at(-1);

Deno.test("kick() asks before it kicks, and kicks by y or Y only", () => {
  assertEquals(footer("K"), "Kick anna (127.0.0.1:4242)? y / n");
  assertEquals(asked("K y"), [{ kind: "kick", id: 2 }]);
  for (const keys of ["K n", "K escape", "K enter", "K q", "K space"]) assertEquals(asked(keys), []);
  assertEquals(asked("K Y"), [{ kind: "kick", id: 2 }]);
  assertEquals(footer("K n"), "Nobody was kicked.");
  assertEquals(asked("K n y"), []);
});

Deno.test("kick() kicks whoever is behind a resource, and whoever's details are looked at", () => {
  assertEquals(asked("r K y"), [{ kind: "kick", id: 12 }]);
  assertEquals(asked("enter j K y").at(-1), { kind: "kick", id: 2 });
  assertEquals(asked("r enter K y").at(-1), { kind: "kick", id: 12 });
});

Deno.test("kick() says in one sentence why a row cannot be kicked", () => {
  assertEquals(footer("j K"), "Cannot kick row 1 (tcp 4000): nobody's connection is behind it.");
  assertEquals(footer("G K"), "Cannot kick bob (127.0.0.1:6666): the connection has ended already.");
  assertEquals(textOf(keyed(consoleWith(), "K")).at(-1), "No row is selected.");
});

Deno.test("kick() asks for the sizes in the outbox that is selected, or in that of the same peer", () => {
  for (const keys of ["D", "j j j D", "r D", "r G D"]) {
    assertEquals(asked(keys), [{ kind: "dump", resource: 12 }], keys);
  }
  assertEquals(footer("j D"), "Cannot dump an outbox for row 1 (tcp 4000): it has none.");
});

Deno.test("kick() does nothing to a recording", () => {
  const playing = onLink(busy, { kind: "playing", file: "monday.jsonl", isOver: false });
  assertEquals(afterKeys(playing, "K y").asks, []);
  assertStringIncludes(screenOf(keyed(playing, "D")), "Cannot act on a recording");
});
