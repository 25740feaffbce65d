/** Faults planted in copies of a session: each lets out a password, and is found. */

import { assertEquals } from "@std/assert";
import { SECRET } from "../../lib/terminal/signal.ts";
import type * as Support from "../support/chat.ts";
import type * as Conversation from "../support/conversation.ts";
import { EditedTerminal } from "../support/edited_terminal.ts";
import { settled } from "../support/fake_clock.ts";
import { LARGE } from "../support/party.ts";
import { type Trial, tryAll } from "../support/planted_trials.ts";
import { QUICK_PASSWORDS } from "../support/quick_passwords.ts";

/** The modules of one program: ours, or a copy. */
interface Program {
  readonly support: typeof Support;
  readonly conversation: typeof Conversation;
}

/** Ann in a room with a password, and bob, who types at a terminal that the server edits. */
async function sceneIn({ support: { Chat }, conversation: { begin } }: Program) {
  const chat = new Chat({ bounds: LARGE, passwords: QUICK_PASSWORDS });
  const ann = chat.enter("ann");
  await ann.types("/join #ops");
  await ann.types("/room password hunter2");
  const terminal = new EditedTerminal(), bob = begin(chat, {}, undefined, terminal);
  const types = async (...lines: string[]) => {
    for (const line of lines) bob.say(line);
    await settled();
    await chat.flush();
  };
  await types("bob");
  return { chat, ann, bob, terminal, types, [Symbol.dispose]: () => chat.fanOut[Symbol.dispose]() };
}

const TRIALS: readonly Trial<Program>[] = [
  {
    name: "a password that is typed unseen is for one room, once, and said to nobody",
    faults: [
      {
        name: "a password that is remembered",
        file: "lib/commands/hidden_entry.ts",
        find: "    const goOn = this.#goOn;\n    this.#goOn = undefined;",
        replace: "    const goOn = this.#goOn;",
      },
      {
        name: "a password that is typed ahead, and said",
        file: "lib/session/interpreter.ts",
        find: "if (entry.isAwaited)",
        replace: "if (entry.isAwaited && line.kind === 'mistyped')",
      },
      {
        name: "a password that is typed ahead, and remembered",
        file: "lib/session/interpreter.ts",
        find: "entry.refuseSeen(text)",
        replace: 'entry.refuseSeen(cleanText(""))',
      },
      {
        name: "what is typed unseen is a line like others where nobody asked",
        file: "lib/session/interpreter.ts",
        find: "this.#end(this.#parts.entry.take(signal.slice(SECRET.length)))",
        replace:
          "this.#parts.entry.isAwaited ? this.#end(this.#parts.entry.take(signal.slice(SECRET.length))) : this.hear(signal.slice(SECRET.length))",
      },
      {
        name: "a wrong password after which the next one is said",
        file: "lib/commands/rooms/ask_password.ts",
        find: 'if (refusal?.kind === "wrong_password") entry.ask(take);',
        replace: "",
      },
      {
        name: "a password that opens what the room was",
        file: "lib/commands/rooms/join.ts",
        find: "? comeTo(asker, room, password)",
        replace: "? enter(asker, room)",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { chat, ann, bob, terminal, types } = scene;
      await types("/join #ops", "hunter2", SECRET, `${SECRET}hunter2`);
      assertEquals(terminal.asked, ["hide next", "hide next, forget hunter2"]);
      const isIn = () => chat.rooms.all().at(-1)!.members.size === 2;
      assertEquals(isIn(), false);
      await types("/join #ops", `${SECRET}hunter3`);
      assertEquals(isIn(), false);
      await types("hunter2", `${SECRET}hunter2`);
      assertEquals(isIn(), true);
      await types("/leave #ops", `${SECRET}hunter2`);
      assertEquals(isIn(), false);
      assertEquals(/hunter/.test(ann.terminal.heard + bob.terminal.heard), false);
    },
  },
  {
    name: "a line with a password in it is not remembered, and shown and quoted without it",
    faults: [
      {
        name: "a password that is remembered with its command",
        file: "lib/session/session_host.ts",
        find: "    return hasSecret(",
        replace: "    return !line.startsWith('/join') && hasSecret(",
      },
      {
        name: "a password that stays on the screen",
        file: "lib/session/session_host.ts",
        find: " : withoutSecret(text);",
        replace: " : text;",
      },
      {
        name: "a password behind a mistyped command",
        file: "lib/commands/secret.ts",
        find: '["join", "room"].some((known) => isNear(verb, known))',
        replace: "false",
      },
      {
        name: "a mistyped command that is quoted with the password",
        file: "lib/commands/rooms/room.ts",
        find: 'argumentWithoutSecret("room", argument)',
        replace: "argument",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { bob, types } = scene;
      const typed = [
        "/join #ops hunter2",
        "/jion ops hunter2",
        " /JOIN #ops hunter2",
        "/room pasword hunter2",
      ];
      for (const line of typed) {
        assertEquals(bob.host().isSecret(line), true, line);
        assertEquals(bob.host().shown(line).includes("hunter2"), false, line);
      }
      await types(...typed);
      assertEquals(bob.terminal.heard.includes("hunter2"), false);
    },
  },
];

tryAll(TRIALS, async (importer) => ({
  support: await importer<typeof Support>("tests/support/chat.ts"),
  conversation: await importer<typeof Conversation>("tests/support/conversation.ts"),
}));
