/** The last line of somebody who came by SSH to talk: the channel is a double. */

import { assertEquals } from "@std/assert";
import { Chat } from "../../support/chat.ts";
import { comeBySsh, FakeTerminal } from "./by_ssh.ts";

Deno.test("the goodbye has a row of its own, where something was half typed at a terminal that can only print", async () => {
  const ways = [["half", "half\r\nGoodbye!\r\n"], ["half\x15", "\b \bGoodbye!\r\n"]] as const;
  for (const [typed, shown] of ways) {
    using chat = new Chat();
    const come = comeBySsh(chat, { terminal: new FakeTerminal("dumb") });
    await chat.flush();
    await come.connection.type(typed);
    await chat.flush();
    come.connection.feed(null);
    await chat.clock.advance(3000);
    await come.gone;
    assertEquals(come.connection.heard.slice(-shown.length), shown);
  }
});
