/**
 * Loads the line editor when somebody first needs it: when a client first speaks telnet, or a person asks for an editor.
 * Every start would pay 2 ms for it otherwise, and most servers hear from raw clients only.
 *
 * Nobody waits for it. A connection is told when it is there; where it cannot be loaded, for a lack of descriptors
 * perhaps, lines are edited at the client, and the next one who needs it tries again.
 *
 * @module
 */

import type { Background } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { HostParts } from "../session/session_host.ts";
import type { MakeEditor } from "../wire/typed_input.ts";
import { type SpareDescriptors, toldOf } from "./spare_descriptors.ts";

/** Gives what makes editors in a conversation. */
export type EditorOf = (conversation: HostParts) => MakeEditor;

/** What is loaded. */
export interface EditorModule {
  readonly editorOf: EditorOf;
}

export interface LateEditorParts {
  readonly load: () => Promise<EditorModule>;
  /** Keeps the loading. */
  readonly background: Background;
  readonly log: Log;
  /** Asked before it is loaded. */
  readonly spare: Pick<SpareDescriptors, "demand">;
}

/** Who waits for it. */
export interface EditorUser {
  /** It is there from now on. */
  editorCame(): void;
}

export class LateEditor {
  readonly #parts: LateEditorParts;
  readonly #waiting = new Set<EditorUser>();
  #editorOf: EditorOf | undefined;
  #loading: Promise<void> | undefined;

  /** Nothing is loaded yet. */
  constructor(parts: LateEditorParts) {
    this.#parts = parts;
  }

  /** Gives what makes editors in a conversation; undefined as long as that is not loaded. */
  get editorOf(): EditorOf | undefined {
    return this.#editorOf;
  }

  /** Loads it where it is not there yet, and tells the user when it has come; never where it cannot be loaded. May be repeated. */
  need(user: EditorUser): void {
    if (this.#editorOf !== undefined || this.#waiting.has(user)) return;
    this.#waiting.add(user);
    this.#parts.background.keep(this.#bring(user), () => "the line editor");
  }

  /** Tells this user nothing any more. */
  forget(user: EditorUser): void {
    this.#waiting.delete(user);
  }

  async #bring(user: EditorUser): Promise<void> {
    const loading = this.#loading ??= this.#load();
    await loading;
    if (this.#editorOf === undefined && this.#loading === loading) this.#loading = undefined;
    if (this.#waiting.delete(user) && this.#editorOf !== undefined) user.editorCame();
  }

  async #load(): Promise<void> {
    const { load, log, spare } = this.#parts;
    try {
      spare.demand();
      this.#editorOf = (await load()).editorOf;
    } catch (error) {
      log("warning", "Could not load the line editor, so lines are edited at the client: {error}", {
        error: toldOf(error),
      });
    }
  }
}
