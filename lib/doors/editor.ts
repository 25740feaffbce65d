/**
 * The editor for the lines of one conversation. Nobody else imports this file, nor what it is made of: `late_editor.ts`
 * loads it.
 *
 * @module
 */

import { SessionHost } from "../session/session_host.ts";
import { KeyEditor } from "../terminal/key_editor.ts";
import type { EditorOf } from "./late_editor.ts";

export const editorOf: EditorOf = (conversation) => (maxLineBytes, news) =>
  new KeyEditor(maxLineBytes, new SessionHost(conversation), news);
