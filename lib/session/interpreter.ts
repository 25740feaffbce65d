/**
 * What a connection's lines mean: the first one is a name, every later one is said or obeyed, and programs that speak
 * JSON are understood too. Whatever somebody does wrong is answered with one sentence.
 *
 * @module
 */

import { arrive } from "../commands/you/arrive.ts";
import { type Asker, type GuestAsker, roomIn } from "../commands/command.ts";
import { once, type Soon } from "../runtime/soon.ts";
import type { Outcome } from "../commands/outcome.ts";
import type { Place } from "../guard/place.ts";
import type { HiddenEntry } from "../commands/hidden_entry.ts";
import { parseLine, verbOf } from "../commands/line.ts";
import { offer } from "../commands/offer.ts";
import { lookFurtherBack } from "../commands/past/history.ts";
import { act } from "../commands/talk/me.ts";
import { answered } from "./earlier_requests.ts";
import { isTalk } from "./lines_ahead.ts";
import { answerRead, doTask } from "./only_task.ts";
import { readRequest, type Request } from "./request.ts";
import type { ResumableSeat, ResumableSeats } from "./resumable_seats.ts";
import { giveToken, resume } from "./resume.ts";
import type { Services } from "../chat/services.ts";
import { say } from "../commands/talk/say.ts";
import { runCommand } from "../commands/table.ts";
import { type Preferences, REPLAY_LINES } from "../chat/guest.ts";
import type { CleanText } from "../text/clean.ts";
import { type Notice, type Ref, refused } from "../model/notice.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Stranger } from "../model/farewell.ts";
import { farewellTo, isHeaderOfRequest, strangerIn, strangerOf } from "./stranger.ts";
import { firstWishes } from "../model/dialect.ts";
import type { Reader } from "../delivery/reader.ts";
import { NO_TEXT } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import type { Tally } from "../observe/tally.ts";
import { isSignal, MENDED, NAMED, ONLY, SECRET, SIGNAL } from "../terminal/signal.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface InterpreterParts {
  readonly services: Services;
  /** Seats whose clients may come back. */
  readonly resumableSeats: ResumableSeats;
  /** Whose lines they are. */
  readonly reader: Reader;
  /** Its place among all. */
  readonly place: Place;
  /** Where they are typed. */
  readonly terminal: Terminal;
  /** What is awaited from there unseen. */
  readonly entry: HiddenEntry;
  /** Where they come from, without a port. */
  readonly address: string;
  /** Told what a line takes beyond saying something, in lines. */
  readonly charge: (lines: number) => void;
  /** How many names may be tried. */
  readonly nameTries: number;
  /** Longest line, in bytes; only quoted in the refusal. */
  readonly maxLineBytes: number;
  /** What this port serves too, to those who begin with it. */
  readonly served?: readonly Stranger[];
  readonly tally: Tally;
}

export class Interpreter {
  readonly #parts: InterpreterParts;
  readonly #asker: Asker;
  #preferences: Preferences; // until there is a guest who has them
  #guest: GuestAsker | undefined;
  #seat: ResumableSeat | undefined; // once its client may come back
  #namedAt: number | undefined; // by the clock, as long as nothing has come behind the name
  #tries = 0;
  #knowsOfBroken = false; // that others do not see all of what was typed

  constructor(parts: InterpreterParts) {
    this.#parts = parts;
    const { services, reader, terminal, entry, charge } = parts;
    this.#preferences = { ...firstWishes(reader.dialect), replayLines: REPLAY_LINES };
    this.#asker = {
      ...services,
      seat: reader,
      terminal,
      entry,
      prefer: (change) => this.#prefer(change),
      charge,
      answer: (notice: Notice) => reader.tell(notice),
      end: (farewell) => reader.end(farewell),
    };
  }

  /** The seat, where its client may come back to it. */
  get seat(): ResumableSeat | undefined {
    return this.#seat;
  }

  /** Whether a line is only said to a room. */
  isTalk(line: string): boolean {
    return isTalk(line, this.#guest?.guest, this.#parts);
  }

  /** Acts on one line or signal; a promise where that takes longer. */
  hear(line: string): Soon<void> {
    const { reader, served } = this.#parts;
    if (isSignal(line)) return this.#hearSignal(line);
    if (reader.dialect.json) return this.#request(line);
    const stranger = this.#strangerBy(line);
    return stranger === undefined ? this.#obey(cleanText(line)) : reader.end(farewellTo(stranger, served));
  }

  /** Who speaks another protocol, by their first lines. */
  #strangerBy(line: string): Stranger | undefined {
    if (this.#guest === undefined) return strangerOf(line);
    const namedAt = this.#namedAt;
    if (namedAt === undefined) return undefined;
    this.#namedAt = undefined;
    return isHeaderOfRequest(line, () => this.#asker.clock.now() - namedAt) ? "http" : undefined;
  }

  #hearSignal(signal: string): Soon<void> {
    const { reader, maxLineBytes, served } = this.#parts, stranger = strangerIn(signal);
    if (stranger !== undefined) return reader.end(farewellTo(stranger, served));
    switch (signal) {
      case SIGNAL.goodbye:
        return reader.end({ kind: "quit" });
      case SIGNAL.areYouThere:
        return reader.tell({ kind: "still_here" });
      case SIGNAL.tooLong:
        return this.#refuse({ kind: "line_too_long", maxLineBytes });
      case SIGNAL.notText:
        if (this.#guest !== undefined) return this.#refuse({ kind: "line_not_text" });
        return this.#refuse({ kind: "bad_name", problem: "not_text", given: NO_TEXT });
      default:
        if (signal.startsWith(ONLY)) return this.#doOnly(signal.slice(ONLY.length));
        if (signal.startsWith(NAMED)) return this.#take(signal.slice(NAMED.length));
        return signal.startsWith(SECRET)
          ? this.#end(this.#parts.entry.take(signal.slice(SECRET.length)))
          : this.#hearMended(signal.slice(MENDED.length));
    }
  }

  /** Takes a name that came before anything was typed: it is never read as a command. */
  #take(name: string): Soon<void> {
    return this.#end(this.#speak(say, this.#asker, cleanText(name)));
  }

  /** Does the one thing that somebody came for, and lets them go. */
  async #doOnly(task: string): Promise<void> {
    const { reader, tally } = this.#parts, refusal = await doTask(this.#asker, task, this.#parts);
    if (refusal === undefined) await answerRead(reader);
    else tally.refused(refusal);
    reader.end(refusal === undefined ? { kind: "quit" } : { kind: "not_done", refusal });
  }

  /**
   * Acts on what can be shown of a line that was not UTF-8: people read past a letter, programs and names do not. Whoever
   * typed it sees their own screen, so they are told once what others see.
   */
  #hearMended(text: string): Soon<void> {
    const { reader } = this.#parts;
    if (this.#guest === undefined || reader.dialect.json) return this.hear(SIGNAL.notText);
    const outcome = this.#obey(cleanText(text));
    if (text.includes("\ufffd") && !this.#knowsOfBroken) {
      this.#knowsOfBroken = true;
      reader.tell({ kind: "not_utf8" });
    }
    return outcome;
  }

  #obey(text: CleanText): Soon<void> {
    const { reader } = this.#parts;
    const outcome = this.#type(this.#asker, text);
    if (this.#guest === undefined && outcome === undefined && reader.farewell === undefined) {
      reader.tell({ kind: "prompt" });
    }
    return this.#end(outcome);
  }

  /**
   * Acts on a line as a person types it.
   * @param room where it is said, if it is
   */
  #type(asker: Asker, text: CleanText, room?: CleanText): Outcome {
    const { entry } = this.#parts, guest = this.#guest?.guest;
    const line = parseLine(text);
    if (line.kind === "command") {
      const isDone = guest !== undefined && room !== undefined && verbOf(line.verb) === "me";
      return isDone
        ? this.#speak(act, asker, line.argument, room)
        : runCommand(asker, guest, line.verb, line.argument);
    }
    if (entry.isAwaited) return entry.refuseSeen(text);
    if (line.kind === "mistyped" && guest !== undefined) return { kind: "not_said", verb: line.verb };
    return this.#speak(say, asker, line.kind === "say" ? line.text : text, room);
  }

  /** Acts on a request in JSON, and sees to it that it is answered. */
  #request(line: string): Soon<void> {
    const { reader } = this.#parts;
    const request = readRequest(line), { ref } = request;
    if (request.kind === "bad") return this.#refuse({ kind: "bad_request", problem: request.problem }, ref);
    if (request.verb === "resume") return this.#end(this.#resume(request), ref);
    const requests = this.#seat?.requests, earlier = requests?.recall(request);
    if (earlier !== undefined) {
      // One whose answer was not there yet was being done: the answer comes here, or has come.
      if (!earlier.isToCome) reader.tell(earlier.answer ?? { kind: "done", id: undefined }, ref);
      return;
    }
    const heard = requests?.hear(request);
    const answer = (notice: Notice) => {
      isAnswered = true;
      answered(heard, notice);
      this.#here.tell(notice, ref);
    };
    let isAnswered = false;
    const end = (refusal: Refusal | undefined): undefined => {
      if (refusal !== undefined) {
        answered(heard, refused(refusal));
        this.#refuse(refusal, ref);
      } else if (!isAnswered && this.#here.farewell === undefined) answer({ kind: "done", id: undefined });
    };
    const done = once(this.#ask({ ...this.#asker, answer }, request), end);
    if (requests !== undefined) requests.underWay = done;
    return done;
  }

  /** Gives a token, or has somebody come back with one. */
  #resume(request: Extract<Request, { kind: "request" }>): Outcome {
    const { resumableSeats: seats, reader, place } = this.#parts, { argument, ref } = request;
    if (argument === "") {
      if (this.#guest === undefined) return { kind: "not_yet", verb: "resume" };
      const given = giveToken(seats, { reader, place, known: this.#seat, ref });
      return "kind" in given ? given : void (this.#seat = given);
    }
    if (this.#guest !== undefined) return { kind: "not_resumable", cause: "here" };
    return once(resume(seats, { reader, place, request }), (back) => {
      if (back.kind !== "resumed") return back;
      this.#seat = back.seat;
      this.#guest = { ...this.#asker, guest: back.guest };
      return back.seat.requests.underWay; // before what is asked for here
    });
  }

  /** Where whoever sits here is reached: at another connection, where they have gone on there. */
  get #here(): Reader {
    return this.#seat?.reader ?? this.#parts.reader;
  }

  #ask(asker: Asker, { verb, argument, room, before }: Extract<Request, { kind: "request" }>): Outcome {
    const guest = this.#guest?.guest;
    if (verb === "line") return this.#type(asker, argument, room);
    if (verb === "complete") return offer(asker, guest, argument);
    if (guest === undefined) {
      if (verb === "nick") return this.#speak(say, asker, argument);
      return verb === "say" ? { kind: "not_yet", verb: "say" } : runCommand(asker, undefined, verb, argument);
    }
    if (before !== undefined) return lookFurtherBack({ ...asker, guest }, argument, before);
    if (verb === "say") return this.#speak(say, asker, argument, room);
    if (verb === "me" && room !== undefined) return this.#speak(act, asker, argument, room);
    return runCommand(asker, guest, verb, argument);
  }

  /** Takes a line as a name; or says or does it, in a room that is named, or where one's lines go. */
  #speak(how: typeof say, asker: Asker, text: CleanText, room?: CleanText): Outcome {
    const known = this.#guest;
    if (known === undefined) {
      return once(arrive(asker, text, this.#parts.address), (arrived) => {
        if (arrived.kind !== "guest") return arrived;
        this.#guest = { ...this.#asker, guest: arrived };
        this.#namedAt = this.#asker.clock.now();
        return undefined;
      });
    }
    const guestAsker = asker === this.#asker ? known : { ...asker, guest: known.guest };
    const where = room === undefined ? undefined : roomIn(guestAsker, room);
    return where === undefined || where.kind === "room" ? how(guestAsker, text, where) : where;
  }

  #prefer(change: Partial<Preferences> | undefined): Preferences {
    const { services, reader } = this.#parts;
    this.#preferences = { ...this.#guest?.guest.preferences ?? this.#preferences, ...change };
    if (change !== undefined) services.seating.prefer(reader, this.#preferences);
    return this.#preferences;
  }

  #end(outcome: Outcome, ref?: Ref): Soon<void> {
    return outcome && once(outcome, (refusal) => refusal && this.#refuse(refusal, ref));
  }

  /** Says no. Somebody without a name gets the prompt again, a bounded number of times. */
  #refuse(refusal: Refusal, ref?: Ref): void {
    const { reader, nameTries, tally } = this.#parts;
    tally.refused(refusal);
    this.#here.tell(refused(refusal), ref);
    if (this.#guest !== undefined) return;
    if (++this.#tries >= nameTries) return reader.end({ kind: "too_many_tries", nameTries });
    reader.tell({ kind: "prompt" });
  }
}
