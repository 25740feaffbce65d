/**
 * What programs write once they speak JSON: one request a line (docs/protocol.md, docs/protocol.schema.json).
 *
 * @module
 */

import type { CleanText } from "../text/clean.ts";
import { isWrittenNumber, jsonObject } from "../text/json_object.ts";
import type { Ref } from "../model/notice.ts";
import { trimmed } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import { oneLine } from "../text/one_line.ts";

/** Most characters of a `ref` that is text: enough for any identifier, and no reply outgrows its question. */
const MAX_REF = 64;

/** Verbs whose argument is a text as it was typed, blanks around it included. */
const LITERAL: readonly string[] = ["say", "line", "complete"];

/** Verbs that may name a room for what is said. */
const WITH_ROOM: readonly string[] = ["say", "me", "line"];

/** One request, understood; or why it is none. */
export type Request =
  | {
    readonly kind: "request";
    readonly verb: CleanText;
    readonly argument: CleanText;
    readonly room: CleanText | undefined;
    /** Only lines with a smaller id are wanted; with `history` alone. */
    readonly before?: number;
    /** How many lines somebody has counted who comes back; with `resume` alone. */
    readonly seen?: number;
    readonly ref: Ref | undefined;
  }
  | { readonly kind: "bad"; readonly problem: string; readonly ref: Ref | undefined };

/**
 * Reads one line. Fields it does not know are left aside, so that newer programs can talk to this server, and `null` is
 * what many programs write for what they leave out. An argument is trimmed as a typed one is; a whole line is not.
 *
 * @example
 * ```ts
 * import { readRequest } from "./request.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const request = readRequest(`{"verb":"say","argument":"hello","room":"#ops","ref":7}`);
 * assertEquals(request.kind === "request" && request.ref, 7);
 * assertEquals(readRequest("hello").kind, "bad");
 * ```
 */
export function readRequest(line: string): Request {
  const object = jsonObject(line);
  if (object === undefined) return bad("a request is one JSON object a line");
  const argument = object["argument"] ?? "", room = object["room"] ?? undefined;
  const ref = object["ref"] ?? undefined, seen = countOf(object["seen"]);
  const verb = typeof object["verb"] === "string" ? object["verb"].trim().toLowerCase() : undefined;
  if (!isRef(ref)) return bad(`"ref" is a number, or text of at most ${MAX_REF} characters`);
  if (verb === undefined) return bad(`"verb" is missing, for example "say"`, ref);
  if (typeof argument !== "string") return bad(`"argument" has to be text`, ref);
  if (room !== undefined && (typeof room !== "string" || !WITH_ROOM.includes(verb))) {
    return bad(`"room" is text, and goes with the verbs say, me and line`, ref);
  }
  const before = object["before"] ?? undefined, id = idOf(before);
  if (before !== undefined && (id === undefined || verb !== "history")) {
    return bad(`"before" is the id of a line, and goes with the verb history`, ref);
  }
  if (verb === "resume" && (object["seen"] ?? undefined) !== undefined && seen === undefined) {
    return bad(`"seen" is a whole number: how many lines you counted`, ref);
  }
  const text = cleanText(oneLine(argument)), where = room === undefined ? room : trimmed(cleanText(room));
  return {
    kind: "request",
    verb: cleanText(verb),
    argument: LITERAL.includes(verb) ? text : trimmed(text),
    room: where === "" ? undefined : where, // as if it was left out: it names none of the rooms
    ...(id !== undefined && { before: id }),
    ...(verb === "resume" && seen !== undefined && { seen }),
    ref,
  };
}

function bad(problem: string, ref?: Ref): Request {
  return { kind: "bad", problem, ref };
}

/** A value as a number of lines, if it may be one. */
function countOf(value: unknown): number | undefined {
  const count = isWrittenNumber(value) ? Number(value.rawJSON) : value;
  return Number.isSafeInteger(count) && count as number >= 0 ? count as number : undefined;
}

/** Whether a value can be given back as it is: a number that no program can hold cannot. */
function isRef(ref: unknown): ref is Ref | undefined {
  if (isWrittenNumber(ref)) return Number.isFinite(Number(ref.rawJSON));
  return ref === undefined || typeof ref === "number" ||
    (typeof ref === "string" && [...ref].length <= MAX_REF);
}

/** A value as the id of a line, if it may be one; no line has a greater one than this language can count to. */
function idOf(value: unknown): number | undefined {
  const id = isWrittenNumber(value) ? Number(value.rawJSON) : value;
  return typeof id === "number" && Number.isInteger(id) && id >= 1
    ? Math.min(id, Number.MAX_SAFE_INTEGER)
    : undefined;
}
