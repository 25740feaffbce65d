/**
 * What fills the room between header and footer: a table; or what is known of one row, scrolled, with a table below; or
 * what lies above all that.
 *
 * @module
 */

import { type ConsoleState, viewOf } from "../state/console_state.ts";
import type { Table } from "../table/table.ts";
import { tableInView } from "../table/tables.ts";
import { type ScreenLine, span } from "../words/lines.ts";
import type { Layout } from "./layout.ts";
import { dumpLines, helpLines } from "./overlays.ts";
import { resourceLines } from "./resource_details.ts";
import { taskLines } from "./task_details.ts";

/** The least lines that a table below details has: its title, the columns' titles, two rows. */
const LEAST_TABLE = 4;

export interface Body {
  /** Its lines, at most as many as there is room for. */
  readonly lines: readonly ScreenLine[];
  /** By how many lines it can be scrolled at most. */
  readonly maxScroll: number;
  /** How many lines scroll by a page key; of a table, how many rows it shows. */
  readonly page: number;
}

export function bodyOf(state: ConsoleState, layout: Layout): Body {
  const { overlay, scroll } = state, { context, room, columns } = layout, view = viewOf(state);
  const { picture: { rows }, words: { views, details } } = context;
  if (overlay?.kind === "help") return scrolled(helpLines(context, columns), scroll, room);
  if (overlay?.kind === "dump") return scrolled(dumpLines(overlay.dump, context, columns), scroll, room);
  const table = tableInView(state, context);
  switch (view.kind) {
    case "tasks":
    case "resources": {
      const note = rows[view.kind].size > 0 ? views.noneMatch : views.none;
      const none = table.ids.length > 0 ? [] : [[span(` ${note}`, "dim")]];
      return { lines: [...table.lines(columns, room), ...none], maxScroll: 0, page: Math.max(1, room - 1) };
    }
    case "task": {
      const task = rows.tasks.get(view.id);
      const lines = task && taskLines(task, context, columns, room);
      return detailsBody(lines, { table, title: details.related, empty: details.noneRelated });
    }
    case "resource": {
      const resource = rows.resources.get(view.id);
      const lines = resource && resourceLines(resource, context, columns);
      return detailsBody(lines, { table, title: details.operations, empty: details.none });
    }
    default:
      throw view satisfies never;
  }

  /** Lines that scroll, and below them a table with a title; no lines of a row that is not there any more. */
  function detailsBody(
    lines: ScreenLine[] | undefined,
    { table, title, empty }: { readonly table: Table; readonly title: string; readonly empty: string },
  ): Body {
    if (lines === undefined) return { lines: [[span(details.gone, "dim")]], maxScroll: 0, page: 1 };
    const count = table.ids.length;
    const least = Math.max(LEAST_TABLE, Math.floor(room / 3), room - lines.length);
    const below = Math.min(count === 0 ? 1 : count + 2, least, Math.max(0, room - 1));
    const top = scrolled(lines, scroll, room - below);
    const bottom = count === 0
      ? [[span(empty, "dim")]]
      : [[span(title, "title")], ...table.lines(columns, room - top.lines.length - 1)];
    return { ...top, lines: [...top.lines, ...bottom] };
  }
}

/** The lines from `scroll` on, as many as there is room for. */
function scrolled(lines: readonly ScreenLine[], scroll: number, room: number): Body {
  const maxScroll = Math.max(0, lines.length - room);
  const from = Math.min(scroll, maxScroll);
  return { lines: lines.slice(from, from + room), maxScroll, page: Math.max(1, room) };
}
