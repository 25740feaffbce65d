/**
 * Prints a room as readable lines, like `tail -f`. After a break it goes on where it stopped: it reads what it missed from
 * the room's history.
 *
 *     deno run --allow-net=localhost:8080 examples/log_tail.ts localhost 8080 lobby
 *
 * @module
 */

import { type Event, visits } from "./chat.ts";

/** How many lines of history it shows at the start, and at most after a break. */
const FIRST_LINES = 10, MAX_LINES = 500;

/** The line that was printed last. */
let last = { id: 0, time: "" };

/** What happened, as a sentence; undefined for events that this log leaves out. */
function sentenceOf(event: Event): string | undefined {
  switch (event.kind) {
    case "said":
      return `${event.from}: ${event.text}`;
    case "acted":
      return `* ${event.from} ${event.text}`;
    case "joined":
    case "left":
      return `${event.from} has ${event.kind} the chat`;
    case "entered":
    case "exited":
      return `${event.from} has ${event.kind} ${event.room}`;
    case "skipped":
    case "goodbye":
      return `-- ${event.text}`;
  }
}

function print(event: Event, room: string): void {
  const sentence = sentenceOf(event);
  if (sentence === undefined || ("room" in event && event.room !== room)) return;
  if (event.kind === "said" || event.kind === "acted") {
    // A line may come twice: from the history and live. If a server keeps nothing, ids begin again, but times go on.
    if (event.id <= last.id && event.time <= last.time) return;
    last = event;
  }
  const time = "time" in event ? new Date(event.time) : new Date();
  console.log(`${time.toLocaleString("sv")} ${sentence}`); // Sweden writes 2026-11-23 14:05:09
}

const [hostname = "localhost", port = "8080", room = "lobby", name = "log"] = Deno.args;

for await (const chat of visits({ hostname, port: Number(port) }, name, room)) {
  const missed = await chat.request("history", `${last.id === 0 ? FIRST_LINES : MAX_LINES} ${chat.room}`);
  for (const line of missed.messages ?? []) print(line, chat.room);
  for await (const event of chat.events) print(event, chat.room);
}
