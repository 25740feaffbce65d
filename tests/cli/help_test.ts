import { assert, assertEquals } from "@std/assert";
import { COMMANDS, HELP } from "../../lib/cli/commands.ts";
import { COMPLETION } from "../../lib/cli/completion.ts";
import { commandHelp, programHelp } from "../../lib/cli/help.ts";

Deno.test("commandHelp() has how a command is used, what it does, and what each part is for", () => {
  const command = COMMANDS.find(({ name }) => name === "import")!;
  // lines are broken behind a space, which stays where it is
  assertEquals(
    commandHelp(command).replaceAll(/ +$/gm, ""),
    `Usage: chat-server import [--config FILE] [--data FOLDER] [--keep-days DAYS] [--max-line-bytes BYTES
       ] [--max-rooms ROOMS] FILE

take over what export printed as jsonl; the server has to be stopped

  FILE                        JSON lines; - for standard input
  --config FILE               a TOML file with settings
  --data FOLDER               where what is said is kept; none: in memory only (default ./data)
  --keep-days DAYS            how long what is said is kept (default 30)
  --max-line-bytes BYTES      longest line; a terminal cuts typed lines at 4,095 (default 4096)
  --max-rooms ROOMS           rooms in all (default 1000)

Every setting of the server can also be given in the environment (--max-guests is CHAT_MAX_GUESTS)
and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT`,
  );
});

Deno.test("every screen of help fits into 100 columns, and has no blank line too many", () => {
  for (const screen of [programHelp(), ...[...COMMANDS, HELP, COMPLETION].map(commandHelp)]) {
    for (const line of screen.split("\n")) assert(line.length <= 100, line);
    assert(!/\n\n\n/.test(screen) && !/undefined|\(default \)/.test(screen), screen);
  }
});
