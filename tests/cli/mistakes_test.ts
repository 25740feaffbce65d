import { assertEquals } from "@std/assert";
import { readCommandLine } from "../../lib/cli/command_line.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

/** The sentence for a command line; undefined where it is understood. */
function told(line: string): string | undefined {
  try {
    readCommandLine(line.split(" "), "0");
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
    throw error;
  }
  return undefined;
}

const cases: Readonly<Record<string, string>> = {
  "frobnicate": 'Unexpected "frobnicate": there is no such command; chat-server help lists them',
  "sreve": 'Unexpected "sreve": there is no such command; did you mean serve?',
  "complete bash": 'Unexpected "complete": there is no such command; did you mean completion?',
  "start --port 5": 'Unexpected "start": there is no such command; did you mean serve?',
  "version": 'Unexpected "version": there is no such command; did you mean --version?',
  "status": 'Unexpected "status": there is no such command; did you mean health?',
  "stop": 'Unexpected "stop": there is no such command; chat-server help lists them',
  "toString": 'Unexpected "toString": there is no such command; chat-server help lists them',
  "--daemon": 'Cannot use "--daemon": there is no such flag; chat-server serve --help lists those there are',
  "--": "Unexpected --: serve takes no words, only flags",
  "health --": "Unexpected --: health takes no words, only flags",
  "help frobnicate": 'Unexpected "frobnicate": there is no such command; chat-server help lists them',
  "help expotr": 'Unexpected "expotr": there is no such command; did you mean export?',
  "completion": "Missing SHELL: type chat-server completion bash",
  "--prot 5": 'Cannot use "--prot": there is no such flag; did you mean --port?',
  "serve --max_guests 5": 'Cannot use "--max_guests": there is no such flag; did you mean --max-guests?',
  "--maxGuests=5": 'Cannot use "--maxGuests": there is no such flag; did you mean --max-guests?',
  "--outbox 5": 'Cannot use "--outbox": there is no such flag; did you mean --outbox-lines?',
  "-p 5": 'Cannot use "-p": there is no such flag; chat-server serve --help lists those there are',
  "-v": 'Cannot use "-v": there is no such flag; did you mean --version?',
  "export --romo x": 'Cannot use "--romo": there is no such flag; did you mean --room?',
  "console --onse": 'Cannot use "--onse": there is no such flag; did you mean --once?',
  "export --port 8":
    "Cannot use --port with export: it is a flag of serve, config, health; chat-server export --help lists those there are",
  "health --max-guests 5":
    "Cannot use --max-guests with health: it is a flag of serve, config; chat-server health --help lists those there are",
  "--port": "Cannot use --port without a value: type --port PORT",
  "--port --host x": "Cannot use --port without a value: type --port PORT",
  "export --format": "Cannot use --format without a value: type --format text|jsonl|html",
  "--log-chat=yes": "Cannot give --log-chat a value: it takes none",
  "--log-chat false": 'Unexpected "false": serve takes no words, only flags',
  "--port=5 --port 6": "Cannot use --port twice",
  "serve export": "Cannot use serve and export together: one command at a time",
  "import a b": 'Unexpected "b": import takes one FILE',
  "backup -- -a -b": "Unexpected words: backup takes one FILE",
  "backup": "Missing FILE: type chat-server backup FILE",
  "recover a": "Missing NEW: type chat-server recover FILE NEW",
  "recover a b c": 'Unexpected "c": recover takes FILE and NEW',
  "import --data x": "Missing FILE: type chat-server import FILE",
};

Deno.test("mistakes of a command line are told in one sentence that says what to type", () => {
  for (const [line, sentence] of Object.entries(cases)) assertEquals(told(line), sentence, line);
});

Deno.test("a command line without a mistake is understood, also with values that look like flags", () => {
  for (
    const line of ["--port -1", "export --tz -3", "import -", "backup -- -x", "console :9 --once", "health"]
  ) {
    assertEquals(told(line), undefined, line);
  }
});

Deno.test("the admin token is refused on every command line, with where it goes, and is not repeated", () => {
  const lines = [
    "--admin-token X",
    "--admin-token=X",
    "serve --admin-token X",
    "--admin-token",
    "--help --admin-token X",
  ];
  for (
    const line of [...lines, "console --admin-token X", "export --admin-token=X", "health --admin-token X"]
  ) {
    assertEquals(
      told(line),
      "Cannot take --admin-token on a command line: everybody on this machine could read it there; set " +
        "CHAT_ADMIN_TOKEN, or admin-token in the file named with --config",
      line,
    );
  }
});
