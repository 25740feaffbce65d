/**
 * What programs say through webhooks. Whoever has a hook's token says one line in the hook's room, under the hook's name;
 * the rules of the room do not matter, since an owner has given the token away.
 *
 * Requirements:
 * 1. whoever has no token learns nothing: neither which rooms nor which hooks there are;
 * 2. a line is committed before its sender is told that it was said;
 * 3. a line that is refused changes nothing, apart from what is counted.
 *
 * @module
 */

import { Pace, type PaceBounds } from "../guard/pace.ts";
import { type NetworkTries, PasswordTries } from "../guard/password_tries.ts";
import { isLoopback } from "../guard/trusted_networks.ts";
import { checkRoomName } from "../model/room_name.ts";
import type { InForce } from "../runtime/live_config.ts";
import { once, type Soon } from "../runtime/soon.ts";
import { networkOf } from "../text/address.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import { trimmed } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import { oneLine } from "../text/one_line.ts";
import type { Hook } from "./hook.ts";
import type { Services } from "./services.ts";

/** Networks remembered from which a right token came; of more, the oldest are forgotten. */
const MAX_KNOWN = 1000;

const encoder = new TextEncoder();

/** One line for a room, as it came, without its last line end. */
export interface HookCall {
  /** The name of a room, with its `#` or without. */
  readonly room: string;
  readonly token: string;
  readonly text: string;
  /** The caller's address, without a port. */
  readonly address: string;
  readonly isEncrypted: boolean;
  /** Whether its pace is waived. */
  readonly isTrusted: boolean;
}

/** What came of it. */
export type HookOutcome =
  | {
    readonly kind: "posted";
    readonly room: RoomName;
    readonly name: Name;
    readonly id: number;
    /** Whether it is where it is kept. */
    readonly isSaved: boolean;
  }
  | { readonly kind: "not_encrypted" | "wrong_token" | "other_room" | "no_text" | "cut_off" }
  | { readonly kind: "too_many_tokens"; readonly waitMs: number }
  | { readonly kind: "too_fast"; readonly waitMs: number }
  | { readonly kind: "too_long"; readonly maxLineBytes: number }
  | { readonly kind: "name_taken"; readonly name: Name };

export interface HookSpeechParts {
  readonly services: Pick<
    Services,
    "hooks" | "rooms" | "names" | "dispatcher" | "past" | "clock" | "tokens"
  >;
  /** Read for every line: they may change. */
  readonly settings: PaceBounds & Pick<InForce, "maxLineBytes" | "hooksPlain">;
  /** Lets so many bytes be said now, or what to wait for before asking again (`delivery/valve.ts`). */
  readonly pass: (bytes: number) => Promise<void> | undefined;
}

export class HookSpeech {
  readonly #parts: HookSpeechParts;
  readonly #tries = new PasswordTries();
  readonly #known = new Set<string>();
  readonly #paces = new WeakMap<Hook, Pace>();

  constructor(parts: HookSpeechParts) {
    this.#parts = parts;
  }

  /** Says a line. A promise, since the token is hashed beside the chat, and since readers may be behind. */
  async speak(call: HookCall): Promise<HookOutcome> {
    const { services: { tokens, hooks }, settings, pass } = this.#parts, { token, text } = call;
    if (!call.isEncrypted && settings.hooksPlain === "off" && !isLoopback(call.address)) {
      return { kind: "not_encrypted" };
    }
    const hash = await tokens.hashed(token);
    const hook = this.#recognised(hash, networkOf(call.address));
    if (hook.kind !== "hook") return hook;
    const line = this.#read(hook, call);
    if (typeof line !== "string") return line;
    for (let wait; (wait = pass(text.length)) !== undefined;) await wait;
    // It may have been taken back meanwhile.
    return hooks.get(hash) === hook ? this.#say(hook, line) : { kind: "wrong_token" };
  }

  /**
   * Whose token a hash is. Wrong ones are bounded for each network. Where a right one came from, right ones go on to be
   * taken, so that one program with an old token does not silence the others beside it.
   */
  #recognised(hash: string, network: string): Hook | HookOutcome {
    const now = this.#parts.services.clock.now(), hook = this.#parts.services.hooks.get(hash);
    const tries: NetworkTries = this.#tries.of(network);
    const waitMs = hook !== undefined && this.#known.has(network) ? 0 : tries.waitMs(now);
    if (waitMs > 0) return { kind: "too_many_tokens", waitMs };
    if (hook === undefined) {
      tries.tried(now);
      return { kind: "wrong_token" };
    }
    tries.opened();
    this.#known.delete(network);
    this.#known.add(network); // to the end
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.values().next().value!);
    return hook;
  }

  /** The line of a call, if it may be said now and is one. */
  #read(hook: Hook, { room: word, text, isTrusted }: HookCall): CleanText | HookOutcome {
    const { services: { rooms, clock }, settings } = this.#parts;
    const check = checkRoomName(cleanText(word));
    const room = check.kind === "room_name" ? rooms.find(check.name) : undefined;
    if (room?.hooks.get(hook.name) !== hook) return { kind: "other_room" };
    const now = clock.now(), pace = this.#paces.get(hook) ?? new Pace(settings, now);
    this.#paces.set(hook, pace);
    const waitMs = isTrusted ? 0 : pace.takeOrLeave(now);
    if (waitMs > 0) return { kind: "too_fast", waitMs };
    const { maxLineBytes } = settings;
    if (encoder.encode(text).length > maxLineBytes) return { kind: "too_long", maxLineBytes };
    const line = trimmed(cleanText(oneLine(text)));
    return line === "" ? { kind: "no_text" } : line;
  }

  #say(hook: Hook, text: CleanText): Soon<HookOutcome> {
    const { names, dispatcher, past } = this.#parts.services, { name, room } = hook;
    if (!names.isFree(name, hook)) return { kind: "name_taken", name }; // since the store was opened late
    return once(dispatcher.do({ kind: "posted", room, hook: name, text }), (came) => {
      if (came.kind === "posted") return { kind: "posted", room, name, id: came.id, isSaved: past.commit() };
      if (came.kind === "cut_off") return { kind: "cut_off" };
      return names.isFree(name, hook) ? { kind: "wrong_token" } : { kind: "name_taken", name };
    });
  }
}
