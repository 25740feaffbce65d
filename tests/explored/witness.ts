/**
 * What one reader may be shown, whatever the order: goes through the lines of a terminal, believes them, and says where
 * they contradict each other. It knows nothing of the server but its lines.
 *
 * 1. Numbers grow: everybody is told the same things in the same order, each of them once.
 * 2. Names are unique: nobody comes, or is renamed to a name, while somebody has it.
 * 3. Nobody and no webhook speaks, leaves or is renamed who is not here: joins come before first lines, and nobody leaves twice.
 * 4. Nothing of the chat comes before the greeting, nothing at all after the goodbye.
 * 5. Lines of a room come only while the reader is in it.
 *
 * Where lines were skipped for a slow reader, 2 and 3 cannot be told any more.
 *
 * @module
 */

/** A line for programs, as far as it is looked at. */
interface Line {
  readonly kind: string;
  readonly about?: string;
  readonly id?: number;
  readonly from?: string;
  readonly to?: string;
  readonly name?: string;
  readonly others?: readonly string[];
  readonly room?: string;
  readonly current?: string;
  readonly text?: string;
  readonly messages?: readonly { readonly text: string }[];
  readonly lines?: number;
  readonly hook?: string;
  readonly isOn?: boolean;
}

/** What was read before: the same lines come in thousands of orders. */
const lines = new Map<string, Line>();

function parsed(text: string): Line {
  const known = lines.get(text);
  if (known !== undefined) return known;
  const line = JSON.parse(text) as Line;
  lines.set(text, line);
  return line;
}

/** A witness of one terminal. */
export class Witness {
  /** What was said by other people, in order. */
  readonly texts: string[] = [];
  /** What it was shown of the past. */
  readonly pastTexts: string[] = [];
  /** How many lines it was told to have missed. */
  skipped = 0;
  readonly #here = new Set<string>();
  readonly #hooks = new Set<string>(); // those there were, too
  readonly #rooms = new Set<string>();
  #name: string | undefined;
  #lastId = 0;
  #isOver = false;

  /** Sees one more line. Throws an Error where it contradicts an earlier one. */
  see(text: string): void {
    const line = parsed(text);
    const { kind, about, id, from = "", to = "", room = "" } = line;
    if (this.#isOver) throw new Error(`"${kind}" came after the goodbye`);
    if (id !== undefined) {
      if (this.#name === undefined) throw new Error(`"${kind}" came before the greeting`);
      if (id <= this.#lastId) throw new Error(`number ${id} came after ${this.#lastId}`);
      this.#lastId = id;
    }
    switch (kind === "notice" ? about : kind) {
      case "greeting":
        this.#name = line.name;
        for (const name of [line.name!, ...line.others!]) this.#come(name);
        this.#rooms.add("#lobby");
        break;
      case "joined":
        return this.#come(from);
      case "left":
        return this.#go(from);
      case "renamed":
        this.#go(from);
        return this.#come(to);
      case "renamed_you":
        this.#go(this.#name!);
        this.#name = to;
        return this.#come(to);
      case "hook":
        this.#hooks.add(line.hook!);
        return line.isOn === true ? this.#come(line.hook!) : this.#go(line.hook!);
      case "said":
        this.#expectHere(from);
        if (!this.#rooms.has(room)) throw new Error(`"${line.text}" was said in ${room}, where one is not`);
        if (!this.#hooks.has(from)) this.texts.push(line.text!);
        break;
      case "room_made":
      case "room_entered":
        this.#rooms.add(room);
        break;
      case "room_left":
      case "removed_you":
        this.#rooms.delete(room);
        this.#rooms.add(line.current!);
        break;
      case "history":
        this.pastTexts.push(...line.messages!.map(({ text }) => text));
        break;
      case "skipped":
        this.skipped += line.lines!;
        break;
      case "goodbye":
        this.#isOver = true;
    }
  }

  /** Who is here, as far as this reader was told. */
  get here(): readonly string[] {
    return [...this.#here];
  }

  #come(name: string): void {
    if (this.#here.has(name) && this.skipped === 0) throw new Error(`there are two ${name}s`);
    this.#here.add(name);
  }

  #go(name: string): void {
    this.#expectHere(name);
    this.#here.delete(name);
  }

  #expectHere(name: string): void {
    if (!this.#here.has(name) && this.skipped === 0) throw new Error(`${name} is not here`);
  }
}
