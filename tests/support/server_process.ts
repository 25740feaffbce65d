/**
 * A server in a process of its own, whatever it is made of: started, waited for until it listens, ended by its id.
 *
 * @module
 */

/** How long a server may take to start or to stop, in milliseconds. */
const PATIENCE_MS = 15_000;

/** How to start a server. */
export interface ServerCommand {
  /** The program and its arguments. It must print `Listening on HOST:PORT` on standard output. */
  readonly command: readonly [string | URL, ...string[]];
  /** The folder it starts in. */
  readonly folder: string | URL;
  /** Its whole environment; the variables of this process unless given. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running server. Disposing it kills the process; {@linkcode end} is the polite way. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<void>;
  readonly #listening = Promise.withResolvers<number>();
  #output = "";
  #wanted: { readonly text: string; readonly printed: () => void } | undefined;

  private constructor({ command: [program, ...args], folder, environment }: ServerCommand) {
    this.#child = new Deno.Command(program, {
      args,
      cwd: folder,
      ...(environment && { clearEnv: true, env: { ...environment } }),
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#reading = this.#read();
  }

  /** Starts a server; resolves when it listens. */
  static async start(command: ServerCommand): Promise<ServerProcess> {
    const server = new ServerProcess(command);
    const patience = setTimeout(() => server.#child.kill("SIGKILL"), PATIENCE_MS);
    try {
      await server.#listening.promise;
    } catch (cause) {
      await server[Symbol.asyncDispose]();
      throw cause;
    } finally {
      clearTimeout(patience);
    }
    return server;
  }

  /** The port it listens on. */
  get port(): Promise<number> {
    return this.#listening.promise;
  }

  /** Its process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Its exit code, once it has ended by itself, and all that it printed was read. */
  get code(): Promise<number> {
    return this.#reading.then(async () => (await this.#child.status).code);
  }

  /** What it has printed so far, at most the last 64 KiB. */
  get output(): string {
    return this.#output;
  }

  /** Resolves when it has printed a text, as part of what it prints from now on. */
  async prints(text: string): Promise<void> {
    this.#output = "";
    await this.hasPrinted(text);
  }

  /** Resolves when a text is in its output: what it answers may be here before what it prints. */
  async hasPrinted(text: string): Promise<void> {
    if (this.#output.includes(text)) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const patience = setTimeout(
      () => reject(new Error(`It did not print "${text}", but: ${this.#output}`)),
      PATIENCE_MS,
    );
    this.#wanted = { text, printed: resolve };
    await promise.finally(() => clearTimeout(patience));
  }

  /** Sends a signal and resolves with the exit code; a server that stays longer than 15 seconds is killed. */
  async end(signal: Deno.Signal = "SIGTERM"): Promise<number> {
    const patience = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    this.#child.kill(signal);
    const { code } = await this.#child.status;
    clearTimeout(patience);
    await this.#reading;
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await this.#child.status;
    await this.#reading;
  }

  async #read(): Promise<void> {
    for await (const text of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      this.#output = (this.#output + text).slice(-65_536);
      const port = /Listening on \S+:(\d+)/.exec(this.#output)?.[1];
      if (port !== undefined) this.#listening.resolve(Number(port));
      if (this.#wanted !== undefined && this.#output.includes(this.#wanted.text)) this.#wanted.printed();
    }
    this.#listening.reject(new Error(`The server ended before it listened. It said: ${this.#output}`));
  }
}
