/**
 * `POST /hook/ROOM`: what a program that speaks through a webhook is answered, in English, as all machines are here.
 *
 * @module
 */

import { type HookCall, type HookOutcome, HookSpeech, type HookSpeechParts } from "../../chat/hook_speech.ts";
import { type Reply, sentence } from "../../http/reply.ts";
import type { Log } from "../../runtime/log.ts";

/** Makes what answers all calls of one server; it never throws. */
export function hookReplies(
  parts: HookSpeechParts & { readonly log: Log },
): (call: HookCall) => Promise<Reply> {
  const speech = new HookSpeech(parts), { log } = parts;
  return async (call) => {
    const { address } = call;
    try {
      const outcome = await speech.speak(call);
      if (outcome.kind === "wrong_token") {
        log("warning", "Refused a webhook call from {address}: {reason}", { address, reason: outcome.kind });
      }
      return replyTo(outcome);
    } catch (error) {
      log("error", "Bug in a webhook call from {address}: {error}", { address, error });
      return sentence(500, "Something went wrong on our side, and it was logged.");
    }
  };
}

/** The answer to a call. Nothing in it tells whoever has no token which rooms there are. */
export function replyTo(outcome: HookOutcome): Reply {
  switch (outcome.kind) {
    case "posted": {
      const { room, name, id, isSaved } = outcome;
      return sentence(
        200,
        `Said in ${room} as ${name}: line ${id}${isSaved ? "" : ", which is not saved yet"}.`,
      );
    }
    case "not_encrypted":
      return sentence(
        403,
        "Use https: over http others can read the token. The operator may allow it (--hooks-plain on).",
      );
    case "wrong_token":
      return sentence(401, "No webhook has this token: owners of a room make one there with /hook NAME.", {
        "www-authenticate": 'Bearer error="invalid_token"',
      });
    case "too_many_tokens":
      return later("Too many wrong tokens came from your network", outcome.waitMs);
    case "other_room":
      return sentence(403, "This token is not for that room.");
    case "cut_off":
      return sentence(503, "Not said: this node is cut off from the others. Please try again in a moment.");
    case "too_fast":
      return later("This webhook speaks too fast", outcome.waitMs);
    case "too_long":
      return sentence(413, `The text is too long: it may have ${outcome.maxLineBytes} bytes.`);
    case "no_text":
      return sentence(400, "There is nothing to say: send the text as the body.");
    case "name_taken":
      return sentence(
        409,
        `Somebody in the chat is called ${outcome.name} just now: try again when they have left.`,
      );
  }
}

function later(why: string, waitMs: number): Reply {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return sentence(429, `${why}: try again in ${seconds} s.`, { "retry-after": `${seconds}` });
}
