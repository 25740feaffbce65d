import { assertEquals } from "@std/assert";
import { awaitSettings, heardSignals } from "../../lib/cli/signals.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** A process that gets signals when a test says so; some systems know only `known`. */
function bench({ terminal = false, known = undefined as readonly Deno.Signal[] | undefined } = {}) {
  const clock = new FakeClock();
  const heard = new Map<Deno.Signal, () => void>();
  const log: string[] = [];
  const process = { isTerminal: terminal };
  const stopped = heardSignals({
    clock,
    on(signal, then) {
      if (known?.includes(signal) === false) throw new TypeError("no such signal");
      heard.set(signal, then);
    },
    isTerminal: () => process.isTerminal,
    reload: () => void log.push("reload"),
    drain: () => void log.push("drain"),
    ignored: (signal) => void log.push(`ignored ${signal}`),
    exit: (code) => void log.push(`exit ${code}`),
  });
  void stopped.then(() => log.push("stop"));
  const get = async (signal: Deno.Signal) => {
    heard.get(signal)!();
    await settled();
    return log.splice(0);
  };
  return { clock, process, get, signals: () => [...heard.keys()] };
}

Deno.test("a first signal stops the server, and a second one that is no echo ends it with the shell's code", async () => {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGQUIT", 131]] as const) {
    const { clock, get } = bench();
    assertEquals(await get(signal), ["stop"]);
    await clock.advance(100);
    assertEquals(await get(signal), []);
    await clock.advance(1);
    assertEquals(await get(signal), [`exit ${code}`]);
  }
});

Deno.test("SIGHUP has the settings read again as often as it comes, and never stops a server", async () => {
  for (const terminal of [false, true]) {
    const { clock, get } = bench({ terminal });
    for (let i = 0; i < 3; i++) {
      assertEquals(await get("SIGHUP"), ["reload"]);
      await clock.advance(1000);
    }
    assertEquals(await get("SIGTERM"), ["stop"]);
    assertEquals(await get("SIGHUP"), []); // it stops: nothing is left to change
  }
});

Deno.test("SIGHUP from a terminal that was closed stops the server with a goodbye", async () => {
  const { process, get } = bench({ terminal: true });
  process.isTerminal = false;
  assertEquals(await get("SIGHUP"), ["stop"]);
});

Deno.test("SIGUSR2 drains the server as often as it comes, and a signal that stops it does so at once", async () => {
  const { get } = bench();
  assertEquals(await get("SIGUSR2"), ["drain"]);
  assertEquals(await get("SIGUSR2"), ["drain"]);
  assertEquals(await get("SIGTERM"), ["stop"]);
  assertEquals(await get("SIGUSR2"), []); // it stops: nobody is waited for
});

Deno.test("signals that mean nothing are told of and end nothing", async () => {
  const { get } = bench();
  for (const signal of ["SIGUSR1", "SIGALRM"] as const) {
    assertEquals(await get(signal), [`ignored ${signal}`]);
  }
});

Deno.test("a SIGHUP before the settings are read ends nothing", () => {
  const heard: Deno.Signal[] = [];
  awaitSettings((signal, then) => {
    heard.push(signal);
    then();
  });
  assertEquals(heard, ["SIGHUP"]);
});

Deno.test("where the system knows few signals the others are heard all the same", async () => {
  const { get, signals } = bench({ known: ["SIGINT"] });
  assertEquals(signals(), ["SIGINT"]);
  assertEquals(await get("SIGINT"), ["stop"]);
});
