/**
 * What a chat on a node of several keeps and goes on from: who is in, up to where the log was read. It is written with
 * every turn, in the same transaction.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Clock } from "../runtime/clock.ts";
import { NO_FOLDER } from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import type { Presence as StoredPresence, Store } from "../store/store.ts";
import { copyOf, type StoreCopy } from "../store/store_copy.ts";
import type { Fold } from "./fold.ts";
import { Presence } from "./presence.ts";
import type { SavedChat, SavedPresence } from "./saved_person.ts";

/** How far the log was read: the number of the last entry, its time, and what else is opaque here. */
export interface Position {
  readonly seq: number;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/** As it was kept. */
export interface KeptState<At extends Position> {
  readonly position: At;
  readonly saved: SavedPresence;
}

/**
 * What a node goes on from, and how it keeps what it was told.
 * @param data the folder, for the sentence
 * @throws {StartRefused} where that cannot be known now
 */
export function keptBy<At extends Position>(archive: Archive, data: string) {
  const { health, health: { trouble } } = archive;
  if (trouble !== undefined) throw refusal(data, trouble);
  return {
    ...{ kept: keptState<At>(archive), lastId: lastNumber(archive) ?? 0 },
    keep: () => archive.commit(),
    /** Why nothing can be kept just now; undefined while it can. */
    trouble: () => health.trouble,
    /** What somebody has to look after in what is kept; undefined for nothing. */
    concern: () => health.concern,
    /** All of it as it is now, for another thread. @throws {StartRefused} where that cannot be known now */
    copy(): StoreCopy {
      const asked = archive.ask((store) => copyOf(store, data !== NO_FOLDER));
      if (asked.kind === "answer" && health.trouble === undefined) return asked.value;
      throw refusal(data, health.trouble ?? "it cannot be read");
    },
  };
}

function refusal(data: string, trouble: string): StartRefused {
  return new StartRefused(
    `Cannot share the chat, with other nodes or among workers, without the data folder "${data}": ${trouble}`,
  );
}

/**
 * The last number that was given, so that none is given twice: of a line, or of what was read of the log when this was a
 * node; undefined while the store cannot be opened.
 */
export function lastNumber(archive: Pick<Archive, "lastId" | "ask">): number | undefined {
  const { lastId } = archive;
  return lastId === undefined ? undefined : Math.max(lastId, keptState(archive)?.position.seq ?? 0);
}

/** The same of a store that nobody else uses. */
export function lastNumberIn(store: Pick<Store, "lastId" | "presence">): number {
  return Math.max(store.lastId, stateIn(store.presence())?.position.seq ?? 0);
}

/** What was kept last; undefined for nothing. */
function keptState<At extends Position>(archive: Pick<Archive, "ask">): KeptState<At> | undefined {
  const asked = archive.ask((store) => store.presence());
  return asked.kind === "answer" ? stateIn(asked.value) : undefined;
}

function stateIn<At extends Position>(presence: StoredPresence | undefined): KeptState<At> | undefined {
  if (presence === undefined) return undefined;
  const { position, ...saved } = JSON.parse(presence.position) as { position: At } & SavedChat;
  return { position, saved: { ...saved, people: presence.people } };
}

/**
 * Has an archive keep turns, with the people in the chat, from now on.
 * @param position how far the log has been read at this moment
 * @returns what has to be told of every fact
 */
export function keepState(
  archive: Archive,
  fold: Fold,
  clock: Clock,
  position: () => Position,
): Pick<Presence, "note"> {
  const presence = new Presence(fold);
  let kept = -1;
  archive.keepTurns(() => {
    const at = position();
    if (at.seq === kept) return undefined;
    kept = at.seq;
    return presence.change(at, { time: at.time, now: clock.now() });
  });
  archive.health.listen({ onBegunAnew: () => presence.noteAll() });
  return presence;
}
