/**
 * Faults planted in copies of the program, and what the inside and the console's warnings say of them.
 */

import { assertEquals, assertMatch } from "@std/assert";
import { CONSOLE_DEFAULTS } from "../../lib/console/settings/settings.ts";
import { warningsOf } from "../../lib/console/state/warnings.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import type { Inside } from "../../lib/inspect/inspector.ts";
import { waitsFor } from "../../lib/inspect/task_rows.ts";
import { Guest } from "../support/guest.ts";
import { type Fault, PlantedCopy } from "../support/planted.ts";

const BUSY: Fault = {
  name: "a busy loop in /me",
  file: "lib/commands/talk/me.ts",
  find: "  return text.trim() === ",
  replace:
    "  for (const end = performance.now() + 400; performance.now() < end;);\n  return text.trim() === ",
};

/** Between what a busy machine does to an honest turn, and what the fault does. */
const SETTINGS = {
  ...CONSOLE_DEFAULTS,
  thresholds: { ...CONSOLE_DEFAULTS.thresholds, "never-yielded": 200 },
};

const FORGOTTEN: readonly Fault[] = [
  {
    name: "a pump that does not go on after a write",
    file: "lib/delivery/outbox.ts",
    find: "    pump.activity.wakes();\n    this.#writeAlone();",
    replace: "",
  },
  {
    name: "an outbox that nobody is told of",
    file: "lib/delivery/outbox.ts",
    find: "    this.shared.flusher.add(this);",
    replace: "",
  },
];

Deno.test("a busy loop is a never-yielded warning with the name and the place of the task", async () => {
  await using copy = await PlantedCopy.make(BUSY);
  const { startServer } = await copy.import<typeof import("../../lib/server.ts")>("lib/server.ts");
  const shown = Promise.withResolvers<Inside>();
  const server = await startServer({ ...CHAT_ONLY, host: "127.0.0.1", port: 0, data: "none" }, {
    openAdmin({ inside }) {
      shown.resolve(inside);
      return Promise.resolve(undefined);
    },
  });
  const inside = await shown.promise;
  const warnings = () => {
    const tasks = Array.from(inside.tasks(), (task) => task.row());
    return warningsOf({ tasks, resources: [], now: Date.now() }, SETTINGS).filter(({ name }) =>
      name === "never-yielded"
    );
  };
  {
    await using ann = await Guest.join(server, "ann");
    assertEquals(warnings(), []);
    await ann.say("/me thinks");
    await ann.say("/who");
    await ann.hearUntil("1 person");
    const [{ sentence } = { sentence: "nothing" }, ...others] = warnings();
    assertMatch(
      sentence,
      /^the reader of ann \(lib\/doors\/visit\.ts:\d+\) had a turn of ([4-9]\d\d|\d{4,})(\.\d)? ms/,
    );
    assertEquals(others, []);
  }
  await server.stop();
});

Deno.test("bytes that nobody will ever write are waited for by nobody: nothing can wake their pump", async () => {
  for (const fault of [undefined, ...FORGOTTEN]) {
    await using copy = fault && await PlantedCopy.make(fault);
    const { Chat } = copy === undefined
      ? await import("../support/chat.ts")
      : await copy.import<typeof import("../support/chat.ts")>("tests/support/chat.ts");
    using chat = new Chat();
    const { reader, terminal } = chat.seat();
    const says = async () => {
      reader.outbox.offer(new TextEncoder().encode("line\n"), 1);
      await chat.flush();
    };
    terminal.hold();
    await says();
    await says();
    terminal.release();
    await chat.flush();
    await chat.clock.advance(100);
    const expected = fault === undefined ? "lines" : "nothing";
    assertEquals(waitsFor("idle", reader.outbox.snapshot(), chat.fanOut.snapshot()), expected, fault?.name);
  }
});
