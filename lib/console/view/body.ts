/**
 * What fills the room between header and footer: a table; or what is known of one row, scrolled, with a table below; or
 * what lies above all that.
 *
 * @module
 */

import { type ConsoleState, viewOf } from "../state/console_state.ts";
import type { Layout } from "./layout.ts";
import { span } from "../words/lines.ts";
import { dumpLines, helpLines } from "./overlay_lines.ts";
import { resourceLines } from "./resource_lines.ts";
import type { ScreenLine } from "../words/screen_types.ts";
import { tableInView } from "../table/tables.ts";
import { taskLines } from "./task_lines.ts";

/** The least lines that a table below details has: its title, the columns' titles, two rows. */
const LEAST_TABLE = 4;

/** What fills the room. */
export interface Body {
  /** Its lines, at most as many as there is room for. */
  readonly lines: readonly ScreenLine[];
  /** By how many lines it can be scrolled at most. */
  readonly maxScroll: number;
  /** How many lines scroll by a page key; of a table, how many rows it shows. */
  readonly page: number;
}

/** What fills the room of a screen. */
export function bodyOf(state: ConsoleState, { seeing, room, columns }: Layout): Body {
  const { overlay } = state, view = viewOf(state);
  const { rows } = seeing.picture, { words } = seeing;
  if (overlay?.kind === "help") return scrolled(helpLines(seeing, columns), state.scroll, room);
  if (overlay?.kind === "dump") return scrolled(dumpLines(overlay.dump, seeing, columns), state.scroll, room);
  const table = tableInView(state, seeing);
  switch (view.kind) {
    case "tasks":
    case "resources": {
      const lines = table.lines(columns, room);
      const isEmpty = table.ids.length === 0;
      const note = rows[view.kind].size > 0 ? words.views.noneMatch : words.views.none;
      return {
        lines: isEmpty ? [...lines, [span(` ${note}`, "dim")]] : lines,
        maxScroll: 0,
        page: Math.max(1, room - 1),
      };
    }
    case "task": {
      const task = rows.tasks.get(view.id);
      if (task === undefined) return missing();
      return details(
        taskLines(task, seeing, columns, room),
        words.details.related,
        words.details.noneRelated,
      );
    }
    case "resource": {
      const resource = rows.resources.get(view.id);
      if (resource === undefined) return missing();
      return details(resourceLines(resource, seeing, columns), words.details.operations, words.details.none);
    }
    default:
      throw view satisfies never;
  }

  function missing(): Body {
    return { lines: [[span(words.details.gone, "dim")]], maxScroll: 0, page: 1 };
  }

  /** Lines that scroll, and below them a table with a title. */
  function details(lines: ScreenLine[], title: string, empty: string): Body {
    const all = table.ids.length === 0 ? 1 : table.ids.length + 2;
    const least = Math.max(LEAST_TABLE, Math.floor(room / 3));
    const below = Math.min(all, Math.max(least, room - lines.length), Math.max(0, room - 1));
    const top = scrolled(lines, state.scroll, room - below);
    const heading: ScreenLine = [span(title, "title")];
    const rest = room - top.lines.length;
    return {
      ...top,
      lines: table.ids.length === 0
        ? [...top.lines, [span(empty, "dim")]]
        : [...top.lines, heading, ...table.lines(columns, rest - 1)],
    };
  }
}

/** The lines from `scroll` on, as many as there is room for. */
function scrolled(lines: readonly ScreenLine[], scroll: number, room: number): Body {
  const maxScroll = Math.max(0, lines.length - room);
  const from = Math.min(scroll, maxScroll);
  return { lines: lines.slice(from, from + room), maxScroll, page: Math.max(1, room) };
}
