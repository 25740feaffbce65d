import { assertEquals } from "@std/assert";
import { bytesOfHex, hexOf } from "../../support/telnet_reader.ts";
import { TelnetTerminal } from "./telnet_terminal.ts";

const encoder = new TextEncoder(), decoder = new TextDecoder();

/** A terminal whose server sends these pieces, one a read. */
async function terminalOf(...pieces: readonly Uint8Array[]) {
  const written: string[] = [], rest = [...pieces];
  const terminal = await TelnetTerminal.open({
    read(into) {
      const piece = rest.shift();
      if (piece !== undefined) into.set(piece);
      return Promise.resolve(piece?.length ?? null);
    },
    write(bytes) {
      written.push(hexOf(bytes));
      return Promise.resolve(bytes.length);
    },
  });
  let text = "";
  const bytes = new Uint8Array(512);
  for (let count; (count = await terminal.read(bytes)) !== null;) {
    text += decoder.decode(bytes.subarray(0, count));
  }
  return { terminal, text, written };
}

function drawn(before: string, after = ""): string {
  return `\x1b[?7l#lobby> ${before}\x1b7${after}\x1b8\x1b[?7h`;
}

Deno.test("what is drawn is taken out of the text and kept, wherever it is cut", async () => {
  const sent = `\r\x1b[J\x1b[?2004h${drawn("hal")}\r\x1b[Jc0001: hi\r\nc0002: hello\r\n${
    drawn("half", "a line")
  }`;
  const bytes = encoder.encode(sent);
  for (let cut = 1; cut < bytes.length; cut++) {
    const { terminal, text } = await terminalOf(bytes.subarray(0, cut), bytes.subarray(cut));
    assertEquals(
      [text, terminal.input],
      ["c0001: hi\nc0002: hello\n", "#lobby> halfa line"],
      `cut at ${cut}`,
    );
  }
});

Deno.test("it takes the server's echo when it is asked, and says that it is an xterm", async () => {
  const asked = bytesOfHex("ff fd 00 ff fd 1f ff fd 18 ff fa 18 01 ff f0 ff fb 01 ff fb 03 ff f1");
  for (let cut = 1; cut < asked.length; cut++) {
    const { text, written } = await terminalOf(asked.subarray(0, cut), asked.subarray(cut));
    assertEquals([text, written], ["", [
      "ff fb 00",
      "ff fc 1f",
      "ff fb 18",
      "ff fa 18 00 78 74 65 72 6d ff f0",
      "ff fd 01",
      "ff fd 03",
    ]], `cut at ${cut}`);
  }
});
