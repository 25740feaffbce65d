/** A line editor that is loaded before anybody needs it, for tests in which time is a double. @module */

import { editorOf } from "../../lib/doors/editor.ts";
import { LateEditor } from "../../lib/doors/late_editor.ts";
import type { Background } from "../../lib/runtime/background.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { PLENTY } from "./few_files.ts";

/** Loads it at once. */
export const loadEditor = () => Promise.resolve({ editorOf });

/** One that is there in the same turn of the event loop. */
export function loadedEditor(background: Background): LateEditor {
  return new LateEditor({ load: loadEditor, background, log: silentLog, spare: PLENTY });
}
