import { assert, assertEquals } from "@std/assert";
import { COMMANDS, HELP } from "../../lib/cli/commands.ts";
import { COMPLETION } from "../../lib/cli/completion.ts";
import { commandHelp, programHelp } from "../../lib/cli/help.ts";

Deno.test("commandHelp() has how a command is used, what it does, and what each part is for", () => {
  const command = COMMANDS.find(({ name }) => name === "import")!;
  assertEquals(
    commandHelp(command),
    `Usage: chat-server import [--config FILE] [--data FOLDER] [--keep-days DAYS]
       [--max-line-bytes BYTES] [--max-rooms ROOMS] FILE

add a jsonl export to the store; the server must be stopped

  FILE                        the jsonl file; - for standard input
  --config FILE               a TOML file with settings
  --data FOLDER               where lines are kept; none: in memory only
                              (default ./data)
  --keep-days DAYS            how long lines are kept (default 30)
  --max-line-bytes BYTES      longest line; terminals cut typed lines at 4,095
                              bytes (default 4096)
  --max-rooms ROOMS           most rooms in all (default 1000)

A setting of the server can also come from the environment (CHAT_MAX_GUESTS=500)
or from the TOML file (max-guests = 500). A flag wins over the environment, and
the environment over the file.`,
  );
});

Deno.test("the help of the program is one screen, of 24 lines", () => {
  assert(programHelp().split("\n").length < 24, programHelp());
});

Deno.test("every screen of help fits into 80 columns, and has no blank line too many", () => {
  for (const screen of [programHelp(), ...[...COMMANDS, HELP, COMPLETION].map(commandHelp)]) {
    for (const line of screen.split("\n")) assert(line.length <= 80, line);
    assert(!/\n\n\n/.test(screen) && !/undefined|\(default \)/.test(screen), screen);
  }
});
