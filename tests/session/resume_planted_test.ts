/** Faults planted in what holds a seat and gives it back: each loses or doubles something, or slows somebody, and is found. */

import { assertEquals } from "@std/assert";
import type * as Support from "../support/chat.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import type * as Conversation from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { type Trial, tryAll } from "../support/planted_trials.ts";
import { JSON_LINES } from "../support/samples.ts";

/** The modules of one program: ours, or a copy. */
interface Program {
  readonly support: typeof Support;
  readonly conversation: typeof Conversation;
}

type Line = Record<string, unknown>;

/** Somebody who talks in bursts, and a client that is in and has a token. */
async function sceneIn({ support: { Chat }, conversation: { begin } }: Program) {
  const chat = new Chat(), ann = chat.enter("ann");
  const connect = () => {
    const it = begin(chat, {}, JSON_LINES);
    return {
      ...it,
      lines: (): Line[] => it.terminal.heard.split("\n").filter(Boolean).map((line) => JSON.parse(line)),
      async asks(request: Line): Promise<void> {
        it.say(JSON.stringify(request));
        await settled();
        await chat.flush();
      },
    };
  };
  const bob = connect();
  await bob.asks({ verb: "nick", argument: "bob" });
  await bob.asks({ verb: "resume", ref: 1 });
  const token = String(bob.lines().find(({ about }) => about === "resumable")?.token);
  /** What is said in one turn is one piece for whoever reads it. */
  const burst = (...texts: string[]) => {
    for (const text of texts) chat.deeds.say("said", ann, chat.rooms.lobby, cleanText(text));
  };
  return { chat, ann, bob, token, connect, burst, [Symbol.dispose]: () => chat.fanOut[Symbol.dispose]() };
}

const said = (lines: Line[]) => lines.filter(({ kind }) => kind === "said").map(({ text }) => text);

const TAIL = "lib/delivery/tail.ts";
const OUTBOX = "lib/delivery/resumable_outbox.ts", SEATS = "lib/session/resumable_seats.ts";

const TRIALS: readonly Trial<Program>[] = [
  {
    name:
      "whoever comes back gets each line once and in order, those of an unfinished turn and of a long absence too",
    faults: [
      {
        name: "a piece that is not cut where the client has seen half of it",
        file: "lib/delivery/tail.ts",
        find: "end >= seen ? piece : piece.subarray(endOf(piece, seen - end))",
        replace: "piece",
      },
      {
        name: "a piece that is cut a line too far",
        file: "lib/delivery/tail.ts",
        find: "endOf(piece, seen - end)",
        replace: "endOf(piece, seen - end + 1)",
      },
      {
        name: "a counting that begins with the answer that gave the token",
        file: "lib/delivery/tail.ts",
        find: "pieces.slice(at + 1)",
        replace: "pieces.slice(at)",
      },
      {
        name: "what waits goes ahead of what was written",
        file: TAIL,
        find: "[...this.#parts, ...this.#behindMark(waiting)]",
        replace: "[...this.#behindMark(waiting), ...this.#parts]",
      },
      {
        name: "what was written and never read is forgotten",
        file: OUTBOX,
        find: "unseen = tail?.behind(seen, other.backlog.giveUp().items);",
        replace: "unseen = other.backlog.giveUp().items;",
      },
      {
        name: "a move ahead of what the turn still has",
        file: OUTBOX,
        find: "    this.shared.turn.settle();\n",
        replace: "",
      },
      {
        name: "a session that goes on at the lost connection",
        file: SEATS,
        find: "    before.end(RESUMED);\n",
        replace: "",
      },
      {
        name: "a connection that is lost and takes the seat along",
        file: "lib/session/session.ts",
        find: "      if (reader.farewell === undefined) await this.#hold(opening);\n",
        replace: "",
      },
      {
        name: "somebody who is back and stays marked away",
        file: SEATS,
        find: "    if (seat.isMarkedAway) this.#mark(seat, guest, false);\n",
        replace: "",
      },
      {
        name: "a seat that moved and whose time is up all the same",
        file: SEATS,
        find: "        expiry.cancel();\n",
        replace: "",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { chat, bob, token, connect, burst } = scene;
      burst("1", "2", "3");
      await chat.flush();
      bob.type.close();
      await settled();
      burst("4", "5");
      await chat.flush();
      burst("6"); // waits in the turn
      const back = connect();
      await back.asks({ verb: "resume", argument: token, seen: 1, ref: 1 });
      burst("7");
      await chat.flush();
      assertEquals(said(back.lines()), ["2", "3", "4", "5", "6", "7"]);
      const [bobHere] = [...chat.fold.people.values()].filter(({ name }) => name === "bob");
      assertEquals([bobHere?.away, chat.services.seating.guest(bobHere!)?.seats.size], [undefined, 1]);
      assertEquals(bob.reader.farewell?.kind, "resumed");
      const { timers } = chat.clock;
      back.reader.end({ kind: "quit" });
      await chat.clock.advance(200_000);
      assertEquals([chat.tally.expired, timers > chat.clock.timers], [0, true]);
    },
  },
  {
    name: "a seat that is held slows nobody, and is told what it missed beyond its bounds",
    faults: [
      {
        name: "a held reader who is waited for",
        file: "lib/delivery/backlog.ts",
        find: "!this.#isBehind && !this.#isHeld",
        replace: "!this.#isBehind",
      },
      {
        name: "a gap that is not told",
        file: TAIL,
        find: "    goOn(this.count); // skipped behind what waits\n",
        replace: "",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { chat, bob, token, connect, burst } = scene;
      bob.type.close();
      await settled();
      for (let i = 0; i < 6; i++) {
        burst(`${i}`);
        await chat.flush();
      }
      assertEquals(chat.fanOut.valve.behind, 0);
      for (let i = 6; i < 12; i++) { // outboxes of 8 lines
        burst(`${i}`);
        await chat.flush();
      }
      const back = connect();
      await back.asks({ verb: "resume", argument: token, seen: 0, ref: 1 });
      const lines = back.lines(), skipped = lines.find(({ kind }) => kind === "skipped");
      assertEquals(said(lines).length + Number(skipped?.lines ?? 0), 12);
    },
  },
  {
    name: "a count means the same lines on every connection of a seat, whatever was skipped there",
    faults: [
      {
        name: "a gap that counts as one line",
        file: TAIL,
        find: "    if (gap > 0) this.#parts.push(gap);\n",
        replace: "    this.#parts.push(1);\n    this.count -= gap - 1;\n",
      },
      {
        name: "a line that tells of a gap and counts as one, where whoever was told comes back",
        file: OUTBOX,
        find: "    if (this.tail !== undefined) this.tail.count += lines - 1;\n",
        replace: "",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { chat, bob, token, connect, burst } = scene;
      bob.terminal.hold();
      for (let i = 1; i <= 20; i++) { // outboxes of 8 lines
        burst(`${i}`);
        await chat.flush();
      }
      bob.terminal.release();
      await chat.flush();
      const request = { verb: "resume", argument: token, seen: 0 }, first = connect();
      await first.asks(request);
      await chat.flush();
      burst("21");
      await chat.flush();
      const second = connect(); // a try that was given up before the first one
      await second.asks(request);
      await chat.flush();
      const last = connect();
      await last.asks({ ...request, seen: 20 });
      assertEquals([said(first.lines()).at(-1), said(last.lines())], ["21", ["21"]]);
    },
  },
  {
    name: "a request that is sent again is answered again, once on each connection, and not done again",
    faults: [
      {
        name: "a request that is done again",
        file: "lib/session/interpreter.ts",
        find: "earlier = requests?.recall(request);",
        replace: "earlier = undefined as ReturnType<NonNullable<typeof requests>['recall']>;",
      },
      {
        name: "a request that is never done again",
        file: "lib/session/earlier_requests.ts",
        find: "    this.#earlier.delete(key);\n",
        replace: "",
      },
    ],
    async run(program) {
      using scene = await sceneIn(program);
      const { chat, ann, bob, token, connect } = scene, hello = { verb: "say", argument: "hello", ref: 7 };
      await bob.asks(hello);
      bob.type.close();
      await settled();
      const back = connect();
      await back.asks({ verb: "resume", argument: token, seen: 0, ref: 1 });
      ann.hears();
      await back.asks(hello);
      await chat.flush();
      assertEquals(ann.hears(), []);
      await back.asks(hello);
      await chat.flush();
      assertEquals(ann.hears(), ["bob: hello"]);
    },
  },
];

tryAll(TRIALS, async (load) => ({
  support: await load<typeof Support>("tests/support/chat.ts"),
  conversation: await load<typeof Conversation>("tests/support/conversation.ts"),
}));
