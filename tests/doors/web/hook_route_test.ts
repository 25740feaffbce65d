/** What a program that speaks through a webhook is answered by HTTP. */

import { assertEquals } from "@std/assert";
import { type HookOutcome } from "../../../lib/chat/hook_speech.ts";
import { hookReplies, replyTo } from "../../../lib/doors/web/hook_route.ts";
import type { Name } from "../../../lib/text/clean.ts";
import { Chat } from "../../support/chat.ts";
import { LogBook } from "../../support/log_book.ts";
import { ops } from "../../support/samples.ts";

const deploy = "deploy" as Name;

/** What comes of a call, and how that is answered: status, headers, sentence. */
const ANSWERS: readonly (readonly [HookOutcome, number, string, Readonly<Record<string, string>>])[] = [
  [
    { kind: "posted", room: ops, name: deploy, id: 7, isSaved: true },
    ...[200, "Said in #ops as deploy: line 7.", {}] as const,
  ],
  [
    { kind: "posted", room: ops, name: deploy, id: 7, isSaved: false },
    ...[200, "Said in #ops as deploy: line 7, which is not saved yet.", {}] as const,
  ],
  [{ kind: "no_text" }, 400, "There is nothing to say: send the text as the body.", {}],
  [
    { kind: "wrong_token" },
    401,
    "No webhook has this token: owners of a room make one there with /hook NAME.",
    {
      "www-authenticate": 'Bearer error="invalid_token"',
    },
  ],
  [
    { kind: "cut_off" },
    503,
    "Not said: this node is cut off from the others. Please try again in a moment.",
    {},
  ],
  [{ kind: "other_room" }, 403, "This token is not for that room.", {}],
  [
    { kind: "not_encrypted" },
    403,
    "Use https: over http others can read the token. The operator may allow it (--hooks-plain on).",
    {},
  ],
  [
    { kind: "name_taken", name: deploy },
    ...[409, "Somebody in the chat is called deploy just now: try again when they have left.", {}] as const,
  ],
  [{ kind: "too_long", maxLineBytes: 4096 }, 413, "The text is too long: it may have 4096 bytes.", {}],
  [{ kind: "too_fast", waitMs: 1 }, 429, "This webhook speaks too fast: try again in 1 s.", {
    "retry-after": "1",
  }],
  [
    { kind: "too_many_tokens", waitMs: 59_001 },
    429,
    "Too many wrong tokens came from your network: try again in 60 s.",
    {
      "retry-after": "60",
    },
  ],
];

Deno.test("every outcome of a call has its status, its sentence, and when to try again", () => {
  for (const [outcome, status, sentence, headers] of ANSWERS) {
    const reply = replyTo(outcome);
    assertEquals([reply.status, reply.body], [status, `${sentence}\n`]);
    const { "cache-control": _, ...rest } = reply.headers ?? {};
    assertEquals<unknown>(rest, headers);
  }
});

/** A call with a token that is wrong. */
const call = {
  ...{ room: "ops", token: "s3cret", text: "hi" },
  ...{ address: "192.0.2.7", isEncrypted: true, isTrusted: false },
};

const settings = { paceLines: 10, paceBurst: 3, maxLineBytes: 20, hooksPlain: "off" } as const;

Deno.test("a wrong token is logged with its address, and the token is not", async () => {
  using chat = new Chat();
  const book = new LogBook();
  const answer = hookReplies({ services: chat.services, settings, pass: () => undefined, log: book.log });
  assertEquals((await answer(call)).status, 401);
  assertEquals(book.lines, ["warning: Refused a webhook call from 192.0.2.7: wrong_token"]);
});

Deno.test("a bug is answered and logged, and goes no further", async () => {
  using chat = new Chat();
  const book = new LogBook();
  const tokens = { fresh: () => "", hashed: () => Promise.reject(new Error("planted")) };
  const services = { ...chat.services, tokens };
  const answer = hookReplies({ services, settings, pass: () => undefined, log: book.log });
  assertEquals((await answer(call)).status, 500);
  assertEquals(book.lines.length, 1);
});
