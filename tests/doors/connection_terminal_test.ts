import { assertEquals } from "@std/assert";
import { ConnectionTerminal } from "../../lib/doors/connection_terminal.ts";
import { SocketWriter } from "../../lib/wire/socket_writer.ts";
import { Chat } from "../support/chat.ts";
import { bytes } from "../support/bytes.ts";
import { Typist } from "../terminal/typed.ts";

Deno.test("ConnectionTerminal draws an editor that comes while the end of another one waits to be written", () => {
  using chat = new Chat();
  const { reader } = chat.seat(),
    writer = new SocketWriter({ write: ({ length }) => Promise.resolve(length) });
  const terminal = new ConnectionTerminal(reader, writer, () => {});
  const { editor } = new Typist();
  editor.type(bytes("half"));
  terminal.use(editor);
  terminal.use(undefined);
  terminal.use(editor);
  const framed = new TextDecoder().decode(writer.frame!.around(bytes("a line\r\n")));
  assertEquals(framed.startsWith("\r\x1b[J\x1b[?2004ha line\r\n"), true);
  assertEquals(framed.includes("> half"), true);
});
