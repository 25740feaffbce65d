/** When the web page asks for the password of a room, and which lines have one in them. */

import { assertEquals } from "@std/assert";
import { passwordWanted } from "../../../../lib/doors/web/page/password.js";
import { hasPassword } from "../../../../lib/doors/web/page/typed.js";
import type { Line } from "../../../../lib/doors/web/page/types.d.ts";

const refused = (fields: Partial<Line>): Line => ({ kind: "refused", text: "", ...fields });

const NEEDS_ONE = refused({ reason: "needs_password", room: "#ops" });
const LACKS_ONE = refused({ reason: "bad_argument", verb: "room", given: "password" });
const TYPED = { verb: "line", text: "/x", tab: "#tea" } as const;

Deno.test("a password is asked for where a typed line, or the address, lacks nothing else", () => {
  assertEquals(passwordWanted(NEEDS_ONE, TYPED), { room: "#ops", isNew: false });
  assertEquals(passwordWanted(NEEDS_ONE, { verb: "join", isMove: true }), { room: "#ops", isNew: false });
  assertEquals(passwordWanted(LACKS_ONE, TYPED), { room: "#tea", isNew: true });
});

Deno.test("after a wrong password that was typed unseen the next one is asked for", () => {
  const wrong = refused({ reason: "wrong_password", room: "#ops" });
  const unseen = { verb: "join", argument: "#ops x", tab: "#tea", isSecret: true } as const;
  assertEquals(passwordWanted(wrong, unseen), { room: "#ops", isNew: false });
  assertEquals(passwordWanted(wrong, { ...TYPED, text: "/join #ops x", isSecret: true }), undefined);
});

Deno.test("no password is asked for where the page asked by itself, or another answer came", () => {
  assertEquals(passwordWanted(NEEDS_ONE, { verb: "join", isQuiet: true }), undefined);
  assertEquals(passwordWanted(NEEDS_ONE), undefined);
  assertEquals(passwordWanted(refused({ reason: "wrong_password", room: "#ops" }), TYPED), undefined);
  assertEquals(passwordWanted({ ...LACKS_ONE, given: "passwords" }, TYPED), undefined);
  assertEquals(passwordWanted(LACKS_ONE, { ...TYPED, tab: "@ben" }), undefined);
  assertEquals(passwordWanted({ kind: "notice", text: "", about: "room_entered" }, TYPED), undefined);
});

Deno.test("a line with a password is known, however its slash is typed", () => {
  for (
    const line of ["/join #ops x", " /JOIN ops x y", "／join #ops x", "、join #ops x", "/room password x"]
  ) {
    assertEquals(hasPassword(line), true, line);
  }
  for (
    const line of ["/join #ops", "/join #ops ", "/room password", "/room public", "join me there", "//join"]
  ) {
    assertEquals(hasPassword(line), false, line);
  }
});
