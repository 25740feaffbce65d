/**
 * Requests of programs: whatever a line is, it is a request or it is said what is wrong with it.
 *
 * 1. What the published schema calls a request is one; the document does not promise too much.
 * 2. What it is made of is clean, and nothing that was written can reach into the program (`__proto__`).
 *
 * @module
 */

import { readRequest } from "../../../lib/session/request.ts";
import { isPublished } from "../../support/protocol_schema.ts";
import { stainInside } from "../clean.ts";
import { lines, linesOf } from "../corpus.ts";
import { CHARACTERS, JSON_PIECES, UTF8, WORDS } from "../morsels.ts";
import { insist, insistClean, type Target } from "../target.ts";

/** Most characters of a `ref`, as `docs/protocol.md` says. */
const MAX_REF = 64;

function run(input: Uint8Array): Set<string> {
  return new Set(linesOf(input).map(judged));
}

function judged(line: string): string {
  const request = readRequest(line);
  const { ref } = request;
  insist(Object.keys(Object.prototype).length === 0, "nothing is put on all objects", line);
  insist(isRef(ref), "a ref is a finite number or a short text", { line, ref });
  insist(isWritten(ref, line), "a ref that is a number keeps its digits", { line, ref });
  insist(
    request.kind === "request" || !isPublished("request", parsed(line)),
    "what the schema allows is taken",
    line,
  );
  if (request.kind === "bad") {
    insist(/^("\w+"|a request) /.test(request.problem), "it is said what is wrong", request);
    return `bad ${request.problem}`;
  }
  const { verb, argument, room, before } = request;
  insistClean(stainInside([verb, argument, room]), "what is asked for is clean", line);
  insist(
    [verb, argument].every((part) => typeof part === "string"),
    "a request has a verb and an argument",
    request,
  );
  insist(
    room === undefined || ["say", "me", "line"].includes(verb),
    "a room goes with say, me and line",
    request,
  );
  insist(before === undefined || (verb === "history" && before >= 1), "an id goes with history", request);
  return `request ${verb.slice(0, 8)} ${typeof room} ${typeof ref} ${argument.length > 0}`;
}

function isRef(ref: unknown): boolean {
  return ref === undefined || Number.isFinite(Number(JSON.stringify(ref))) ||
    (typeof ref === "string" && [...ref].length <= MAX_REF);
}

/** Whether a ref is written as it came; text may come in other escapes. */
function isWritten(ref: unknown, line: string): boolean {
  return ref === undefined || typeof ref === "string" || line.includes(JSON.stringify(ref));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The target. */
export const request: Target = {
  name: "request",
  seeds: () => lines("requests.jsonl"),
  morsels: [...JSON_PIECES, ...WORDS, ...CHARACTERS, ...UTF8],
  run,
};
