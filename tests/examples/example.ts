/**
 * An example as a newcomer runs it: the command in its own first lines, with the permissions written there and no
 * others, in a process of its own.
 *
 * @module
 */

import { assertMatch } from "@std/assert";

/** Where the examples are. */
export const FOLDER = new URL("../../examples/", import.meta.url);

/** How long to wait for a line, in milliseconds. */
const PATIENCE_MS = 15_000;

/** The ports that the examples' commands name, and what a test has in their place. */
export interface Places {
  /** The chat, in place of `localhost:8080`. */
  readonly chat: { readonly hostname: string; readonly port: number };
  /** What stands behind host and port; the defaults unless given. */
  readonly args?: readonly string[];
  /** Its whole environment besides what Deno itself needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The command that an example shows in its first lines: permission flags and file. */
export async function commandOf(file: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(file, FOLDER));
  const command = /^ \* +(deno run .*)$/m.exec(text)?.[1] ?? "";
  assertMatch(command, new RegExp(`^deno run( --allow-\\S+)+ examples/${file}( |$)`));
  return command;
}

/** A running example. Disposing it ends its process. */
export class Example implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<unknown>;
  readonly #decoders = [new TextDecoder(), new TextDecoder()] as const;
  #output = "";
  #position = 0;
  #hasEnded = false;
  #wake = () => {};

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#reading = Promise.all([this.#read(child.stdout, 0), this.#read(child.stderr, 1)]).then(() => {
      this.#hasEnded = true;
      this.#wake();
    });
  }

  /** Starts one. */
  static async start(file: string, { chat, args = [], environment = {} }: Places): Promise<Example> {
    const { hostname, port } = chat;
    const [flags = ""] = (await commandOf(file)).replace("deno run ", "").split(" examples/");
    const permissions = flags.replace("localhost:8080", `${hostname}:${port}`).replace(
      "0.0.0.0:8000",
      "0.0.0.0:0",
    );
    return new Example(
      new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", ...permissions.split(" "), file, hostname, `${port}`, ...args],
        cwd: FOLDER,
        clearEnv: true,
        env: { ...ownEnvironment(), TZ: "UTC", NO_COLOR: "1", ...environment },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
    );
  }

  /** Waits for the next line that it prints and that matches, and returns it. */
  async prints(wanted: RegExp): Promise<string> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, PATIENCE_MS);
    try {
      for (;;) {
        for (let end; (end = this.#output.indexOf("\n", this.#position)) >= 0;) {
          const line = this.#output.slice(this.#position, end);
          this.#position = end + 1;
          if (wanted.test(line)) return line;
        }
        if (isLate || this.#hasEnded) {
          throw new Error(`It never printed ${wanted}. It printed:\n${this.#output}`);
        }
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Everything that it has printed. */
  get output(): string {
    return this.#output;
  }

  /** Its exit code, once it has ended by itself. */
  async exitCode(): Promise<number> {
    return (await this.#child.status).code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await this.#child.status;
    await this.#reading;
  }

  async #read(stream: ReadableStream<Uint8Array>, which: 0 | 1): Promise<void> {
    for await (const bytes of stream) {
      this.#output += this.#decoders[which].decode(bytes, { stream: true });
      this.#wake();
    }
  }
}

/** What Deno finds its cache by. */
function ownEnvironment(): Record<string, string> {
  const names = ["HOME", "PATH", "DENO_DIR", "XDG_CACHE_HOME", "NPM_CONFIG_REGISTRY"];
  return Object.fromEntries(
    names.map((name) => [name, Deno.env.get(name)]).filter(([, value]) => value !== undefined),
  );
}
