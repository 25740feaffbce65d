/** Faults in what pages and programs need: their messages, and their way back to a seat. @module */

import type { TriedFault } from "./tried_fault.ts";

export const CLIENT_FAULTS: readonly TriedFault[] = [
  {
    name: "what a page says with its request is lost",
    file: "lib/doors/web/web_door.ts",
    find: "openWebSocket(head, connection, this.#peer.rest, deadlines)",
    replace: "openWebSocket(head, connection, new Uint8Array(0), deadlines)",
    breaks: "whoever asks at a page is answered",
    from: 52,
    seeds: 10,
  },
  {
    name: "a page goes on having lines that are too long once it had one",
    file: "lib/wire/message_text.ts",
    find: "    this.#isTooLong = false;\n",
    replace: "",
    breaks: "every request is answered once",
    from: 125,
    seeds: 10,
  },
  {
    name: "people at pages see come and go whoever does, whatever they want",
    file: "lib/render/render.ts",
    find: "const hides = !isProgram(dialect) &&",
    replace: "const hides = !dialect.json &&",
    breaks: "one sees come and go whom one wants to",
    from: 248,
    seeds: 10,
  },
  {
    name: "whoever came back once has a token that is worth nothing",
    file: "lib/session/resumable_seats.ts",
    find: "if (seat.reader === reader) this.#byToken",
    replace: "this.#byToken",
    breaks: "whoever comes back in time goes on",
    from: 61,
    seeds: 10,
  },
  {
    name: "whoever comes back does not wait for what the log has not told of them",
    file: "lib/session/interpreter.ts",
    find: "return back.seat.requests.underWay;",
    replace: "return undefined;",
    breaks: "a whisper comes behind what its sender said",
    story: "back_while_a_line_is_on_its_way",
  },
  {
    name: "whoever comes to a full chat in which somebody may come back is let in",
    file: "lib/guard/place.ts",
    find: "if (refusal === undefined) this.#enter();\n    return refusal;",
    replace: "this.#enter();\n    return undefined;",
    breaks: "people are no more than the limits",
    story: "nobody_new_in_a_full_chat",
  },
  {
    name: "whoever is always let in is not counted",
    file: "lib/guard/crowd.ts",
    find: `return refusal ?? new Place(network, this.#counted, "in");`,
    replace: `const counted = isTrusted ? { ...this.#counted, guests: new Counts() } : this.#counted;
    return refusal ?? new Place(network, counted, "in");`,
    breaks: "people are no more than the limits",
    story: "who_is_always_let_in_counts_for_those_who_come_later",
  },
];
