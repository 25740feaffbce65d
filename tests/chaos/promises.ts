/**
 * What has to hold at the end of every story, whatever failed in it.
 *
 * @module
 */

import type { Ending, Kept, Notes, Seen } from "./notes.ts";

/** Sentences that say where it was broken; none where it was kept. */
type Promised = (ending: Ending) => readonly string[];

const PROMISES: readonly Promised[] = [
  /** All nodes have one history. */
  function sameHistories({ histories }) {
    const [[first, whole], ...others] = [...histories] as [
      [string, readonly Kept[]],
      ...[string, readonly Kept[]][],
    ];
    return others.flatMap(([name, history]) => {
      const at = differenceOf(whole, history);
      if (at === undefined) return [];
      const shown = (line: Kept | undefined) => line === undefined ? "nothing" : `${line.id} ${line.text}`;
      return [`at line ${at} ${first} has ${shown(whole[at])}, and ${name} ${shown(history[at])}`];
    });
  },

  /** What was said is kept, under the number that its author was told; and once, with all that was refused left out. */
  function keptOnce({ notes, histories }) {
    return [...histories].flatMap(([node, history]) => {
      const byText = Map.groupBy(history, ({ text }) => text);
      return notes.flatMap(({ said }) =>
        said.flatMap(({ text, answer }) => {
          const ids = byText.get(text)?.map(({ id }) => id) ?? [];
          if (ids.length > 1) return [`${node} has ${text} more than once: ${ids.join(", ")}`];
          if (answer === "refused") {
            return ids.length === 0 ? [] : [`${text} was refused, and ${node} has it`];
          }
          return answer === undefined || ids[0] === answer
            ? []
            : [`${text} is ${answer}, and at ${node} ${ids[0] ?? "lost"}`];
        })
      );
    });
  },

  /** Everybody's lines stand in the order in which they were said. */
  function ownOrder({ notes, histories }) {
    return [...histories].flatMap(([node, history]) =>
      notes.flatMap(({ name, said }) => {
        const place = new Map(said.map(({ text }, at) => [text, at]));
        const places = history.filter((line) => line.name === name).map(({ text }) => place.get(text) ?? -1);
        const wrong = places.findIndex((at, index) => at <= (places[index - 1] ?? -1));
        return wrong < 0 ? [] : [`at ${node} ${name}-${places[wrong]} is not where its author said it`];
      })
    );
  },

  /** What was seen is what is kept; and whoever was there saw all of it, in the order of its numbers. */
  function seenAsKept({ notes, histories }) {
    const [history = []] = histories.values();
    const kept = new Map(history.map((line) => [line.id, line]));
    return notes.flatMap((person) => person.visits.flatMap((seen) => wrongOn(seen, person, history, kept)));
  },

  /** Nobody leaves twice without having come again. */
  function leavesOnce({ notes }) {
    const events = new Map(notes.flatMap(({ visits }) => visits.flat()).map((seen) => [seen.id, seen]));
    const away = new Set<string>();
    return [...events.values()].toSorted((a, b) => a.id - b.id).flatMap(({ id, kind, from }) => {
      const isTwice = kind === "left" && away.has(from);
      if (kind === "left") away.add(from);
      else if (kind === "joined") away.delete(from);
      return isTwice ? [`${from} left once more, at ${id}`] : [];
    });
  },

  /** At the end all who come are there, everywhere, and nobody else is. */
  function noGhosts({ notes, present }) {
    const wanted = notes.map(({ name }) => name).toSorted().join(", ");
    return [...present].flatMap(([node, people]) => {
      const told = people.toSorted().join(", ");
      return told === wanted ? [] : [`at ${node} there are ${told}, and not ${wanted}`];
    });
  },

  function nothingOdd({ notes }) {
    return notes.flatMap(({ oddities }) => oddities);
  },
];

/** What of all promises was broken. */
export function brokenIn(ending: Ending): readonly string[] {
  return PROMISES.flatMap((promise) => promise(ending));
}

function differenceOf(one: readonly Kept[], other: readonly Kept[]): number | undefined {
  const longer = one.length > other.length ? one : other;
  const at = longer.findIndex((_, at) => one[at]?.id !== other[at]?.id || one[at]?.text !== other[at]?.text);
  return at < 0 ? undefined : at;
}

/** What is wrong with what somebody saw in one visit. */
function wrongOn(
  seen: readonly Seen[],
  { name }: Notes,
  history: readonly Kept[],
  kept: ReadonlyMap<number, Kept>,
): string[] {
  const [first, last] = [seen[0]?.id ?? 0, seen.at(-1)?.id ?? 0], ids = new Set(seen.map(({ id }) => id));
  const missed = history.filter(({ id, name: author }) =>
    first < id && id < last && author !== name && !ids.has(id)
  );
  return [
    ...seen.filter(({ id }, at) => id <= (seen[at - 1]?.id ?? 0)).map(({ id }) =>
      `${name} saw ${id} behind a later one`
    ),
    ...seen.filter(({ kind, id, from, text }) =>
      kind === "said" && (kept.get(id)?.text !== text || kept.get(id)?.name !== from)
    ).map(({ id, text }) => `${name} saw ${id} ${text}, which is not kept so`),
    ...missed.map(({ id, text }) => `${name} was there, and did not see ${id} ${text}`),
  ];
}
