/**
 * chat-server: flags, environment and config file become a config; the server runs until a signal, or another command
 * does its work; the exit code tells how it went. 0: as asked. 1: not healthy, not whole. 2: could not start or do it.
 *
 * @module
 */

import denoJson from "./deno.json" with { type: "json" };
import { storeRefusal } from "./lib/cli/data_folder.ts";
import { fileIn, strayVariables } from "./lib/cli/environment.ts";
import { healthOf } from "./lib/cli/health.ts";
import { LogStream } from "./lib/cli/log_stream.ts";
import { readMotd } from "./lib/cli/motd_file.ts";
import type { Request } from "./lib/cli/command.ts";
import type { Flags } from "./lib/runtime/setting.ts";
import { plainFlags } from "./lib/cli/plain_flags.ts";
import { type Given, Reloader } from "./lib/cli/reload.ts";
import { type Settings, settingsFrom, settingsTable } from "./lib/cli/settings.ts";
import { DrainedEarly, StartRefused } from "./lib/runtime/start_refused.ts";
import { awaitSettings, heardSignals } from "./lib/cli/signals.ts";
import { printLines, tell } from "./lib/cli/standard_output.ts";
import { readConfigFile } from "./lib/cli/config_file.ts";
import { doorRefusal } from "./lib/cli/door_refusal.ts";
import { strayZone } from "./lib/cli/system_zone.ts";
import { systemClock } from "./lib/runtime/clock.ts";
import { startingClock } from "./lib/runtime/starting_clock.ts";
import type { Config } from "./lib/runtime/config.ts";
import type { CallPort } from "./lib/doors/workers/calls.ts";
import type { WorkersParts } from "./lib/doors/workers/main_thread.ts";
import type { RunningServer, ThreadWorld } from "./lib/doors/workers/server_thread.ts";
import { atLevel, openLog } from "./lib/runtime/log.ts";
import { messageOf } from "./lib/runtime/reason.ts";
import { startServer } from "./lib/server.ts";

const { version } = denoJson;

async function main(args: readonly string[]): Promise<number> {
  const request = plainFlags(args) ??
    (await import("./lib/cli/command_line.ts")).readCommandLine(args, version);
  if (typeof request === "string") {
    if (request !== "") printLines(request);
    return 0;
  }
  const { command, flags, words: [path, to] } = request;
  if (command === "serve") awaitSettings(Deno.addSignalListener);
  const settings = await settingsOf(request);
  const { config } = settings;
  switch (command) {
    case "config":
      for (const sentence of strayIn(config)) tell(sentence, [Deno.stderr]);
      printLines(settingsTable(settings));
      return 0;
    case "health": {
      const { isUp, sentence } = await healthOf(config);
      tell(sentence);
      return isUp ? 0 : 1;
    }
    case "fingerprint":
      printLines((await (await import("./lib/cli/fingerprint.ts")).fingerprintSentences(config)).join("\n"));
      return 0;
    case "serve":
      return await serve(request, config);
    case "export":
      await (await import("./lib/cli/export.ts")).exportLines(flags, config);
      return 0;
    case "backup":
      tell(await (await import("./lib/cli/backup.ts")).backUp(path!, config));
      return 0;
    case "verify": {
      const { verifyFile } = await import("./lib/cli/verify.ts");
      const { isWhole, sentence } = await verifyFile(path, config);
      tell(sentence);
      return isWhole ? 0 : 1;
    }
    case "recover":
      tell(await (await import("./lib/cli/backup.ts")).recoverFile(path!, to!, config));
      return 0;
    case "import":
      tell(await (await import("./lib/cli/import.ts")).importFile(path!, config));
      return 0;
    case "drain":
      tell(await (await import("./lib/cli/drain.ts")).drainServer(config));
      return 0;
    case "console":
      return await (await import("./lib/cli/console.ts")).runConsole(request, config, version);
    default:
      return command satisfies never;
  }
}

async function settingsOf({ command, flags: given }: Request, isAgain = false): Promise<Settings> {
  const environment = (name: string) => Deno.env.get(name);
  const { config, ...flags } = command === "console" ? tokenIn(given) : given;
  const path = config ?? fileIn("CHAT_CONFIG", environment);
  const file = path === undefined ? undefined : { path, values: await readConfigFile(path, isAgain) };
  return settingsFrom({ flags, environment, file });
}

/** What the console's flags say of the server's settings: the others are its own. */
function tokenIn({ token }: Flags): Flags {
  return token === undefined ? {} : { "admin-token": token };
}

/** Everything a running server is given, read from where it is written now. */
async function givenBy(request: Request): Promise<Given> {
  const { config } = await settingsOf(request, true);
  return { config, motdLines: await readMotd(config.motd) };
}

async function serve(request: Request, config: Config): Promise<number> {
  const clock = startingClock(systemClock);
  const motdLines = await readMotd(config.motd);
  const output = new LogStream(Deno.stdout.writable.getWriter(), config.logFormat);
  let level = config.logLevel;
  // What a running server needs is loaded before its doors open: a crowd may take every descriptor there is.
  const { write } = await openLog({
    level: "debug",
    format: config.logFormat,
    isTerminal: Deno.stdout.isTerminal(),
    write: output.write,
  });
  const log = atLevel(write, () => level);
  for (const sentence of strayIn(config)) log("warning", "{sentence}", { sentence });
  const starting = Promise.withResolvers<RunningServer>(), early = Promise.withResolvers<void>();
  let started: RunningServer | undefined;
  const reloader = new Reloader({
    read: () => givenBy(request),
    change: async ({ config, motdLines }) => {
      const changes = await (await starting.promise).change(config, motdLines);
      level = config.logLevel;
      return changes;
    },
    log,
  });
  const stopping = heardSignals({
    clock: systemClock,
    on: Deno.addSignalListener,
    isTerminal: () => Deno.stdin.isTerminal(),
    reload: () => void reloader.reload(),
    drain: () => started === undefined ? early.resolve() : void started.drain(),
    ignored: (signal) =>
      log(
        "info",
        "Ignored {signal}: it means nothing here. To make the server read its settings again, send SIGHUP",
        { signal },
      ),
    exit: Deno.exit,
  });
  const server = await Promise.race([
    stopping, // a node may wait for the others for as long as it takes
    early.promise, // nobody has come in yet, whom a drain could wait for
    startThreads(config, { clock, log, version, motdLines })
      .catch((error) => {
        if (error instanceof DrainedEarly) return undefined;
        throw storeRefusal(`use the folder "${config.data}"`, error) ?? doorRefusal(config, error) ?? error;
      }),
  ]);
  if (server === undefined) return 0;
  starting.resolve(started = server);
  const reason = await Promise.race([stopping, server.drained, server.failed]);
  if (reason !== undefined) log("error", "This server cannot go on: {reason}", { reason });
  await server.stop();
  await output.flushed(systemClock);
  return reason === undefined ? 0 : 1;
}

/** Starts the server: in this thread, or with several workers. */
async function startThreads(
  config: Config,
  parts: Omit<WorkersParts, "count" | "start" | "spawn">,
): Promise<RunningServer> {
  const count = config.workers === "auto" ? navigator.hardwareConcurrency : Number(config.workers);
  if (count === 1) return await startThread(config, parts);
  const { startWorkers } = await import("./lib/doors/workers/main_thread.ts");
  const spawn = (name: string) => new Worker(import.meta.url, { type: "module", name });
  return await startWorkers(config, { ...parts, count, start: startServer, spawn });
}

/** Starts the server of a thread that people come to, and has it become fast before many of them do. */
async function startThread(config: Config, world: Partial<ThreadWorld> & Pick<ThreadWorld, "log" | "clock">) {
  const server = await startServer(config, { ...world, ...await tracing() });
  const { log, clock } = world, people = () => server.counts().readers;
  import("./lib/doors/rehearsal/rehearsal.ts")
    .then(({ rehearse }) => rehearse({ start: startServer, config, clock, people }))
    .then(({ lines, ms }) => log("debug", "Rehearsed with {lines} lines in {ms} ms", { lines, ms }))
    .catch((error) => log("warning", "Cannot rehearse: {reason}", { reason: messageOf(error) })); // nothing needs it
  return server;
}

/** What the environment says and nobody understands, a sentence each. */
function strayIn({ timeZone }: Config): string[] {
  const zone = strayZone(Deno.env.get("TZ"), timeZone);
  return [...strayVariables(Deno.env.toObject()), ...(zone === undefined ? [] : [zone])];
}

/** Spans of connections, where Deno exports them. */
async function tracing() {
  if (!["true", "1"].includes(Deno.env.get("OTEL_DENO") ?? "")) return {};
  return { trace: (await import("./lib/cli/tracing.ts")).connectionSpans(version) };
}

/**
 * Lets a write fail that would make a file longer than the system allows (`ulimit -f`): unless somebody listens to this
 * signal, the system ends the process. A store that cannot be written is in trouble, and the chat goes on.
 */
function outliveFileLimit(): void {
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGXFSZ", () => {});
}

if ("WorkerGlobalScope" in globalThis) { // this file is where a worker begins too: it is in every build
  const { runWorker } = await import("./lib/doors/workers/worker.ts");
  const port = globalThis as unknown as CallPort;
  await runWorker(port, startThread);
} else if (import.meta.main) {
  outliveFileLimit();
  try {
    Deno.exit(await main(Deno.args));
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    tell(error.message, [Deno.stderr]);
    Deno.exit(2);
  }
}
