/**
 * The program as its operator runs it: `main.ts` in a process of its own, in a folder of its own.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { ServerProcess } from "../support/server_process.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;

/** What `deno task start` gives it, and nothing else. */
const PERMISSIONS = ["--allow-net", "--allow-env", "--allow-read", "--allow-write", "--no-prompt"];

/** The command line of the program, without what Deno itself says of downloads; other permissions than the usual where a test wants them. */
export function programLine(args: readonly string[], permissions: readonly string[] = PERMISSIONS) {
  return [Deno.execPath(), "run", "--quiet", "--no-check", ...permissions, MAIN, ...args] as const;
}

/** How one run ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder to run the program in; disposing it removes it. */
export class ProgramFolder implements AsyncDisposable {
  readonly path = Deno.makeTempDirSync({ prefix: "chat-cli-" });

  /** Writes a file of JSON lines, or of any text. */
  async write(name: string, lines: string | readonly unknown[]): Promise<void> {
    const text = typeof lines === "string"
      ? lines
      : lines.map((line) => JSON.stringify(line) + "\n").join("");
    await Deno.writeTextFile(`${this.path}/${name}`, text);
  }

  /** Runs the program to its end. */
  async run(args: readonly string[], { input = "", permissions = PERMISSIONS } = {}): Promise<Ended> {
    const [program, ...rest] = programLine(args, permissions);
    const child = new Deno.Command(program, {
      args: rest,
      cwd: this.path,
      env: { TZ: "UTC" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      signal: AbortSignal.timeout(60_000),
    }).spawn();
    const writer = child.stdin.getWriter();
    const writing = writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
    const [{ code, stdout, stderr }] = await Promise.all([child.output(), writing]);
    const decoder = new TextDecoder();
    return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
  }

  /** Runs the program, which has to do it; returns what it printed. */
  async prints(args: readonly string[], input = ""): Promise<string> {
    const { code, out, err } = await this.run(args, { input });
    assertEquals({ code, err }, { code: 0, err: "" });
    return out;
  }

  /** Runs the program, which has to refuse it: exit code 2, one sentence, no stack trace. */
  async refuses(args: readonly string[], sentence: RegExp, input = ""): Promise<void> {
    const { code, out, err } = await this.run(args, { input });
    assertEquals({ code, out, lines: err.trimEnd().split("\n").length }, { code: 2, out: "", lines: 1 }, err);
    assertMatch(err, sentence);
  }

  /** Starts a server in it. */
  serve(args: readonly string[] = []): Promise<ServerProcess> {
    const command = programLine(["--host", "127.0.0.1", "--port", "0", ...args]);
    return ServerProcess.start({ command: [...command], folder: this.path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** A line as somebody writes it by hand. */
export function handMade(room: string, name: string, text: string, minute = 0, more: object = {}) {
  const time = new Date(Date.UTC(2026, 0, 5, 14, minute)).toISOString();
  return { time, room, name, text, ...more };
}
