/**
 * The smallest bot: it repeats what people say to it. Say `echo: hello` in its room, or type `/msg echo hello`.
 *
 *     deno run --allow-net=localhost:8080 examples/echo_bot.ts localhost 8080 lobby
 *
 * @module
 */

import { visits } from "./chat.ts";

const [hostname = "localhost", port = "8080", room = "lobby", name = "echo"] = Deno.args;

for await (const chat of visits({ hostname, port: Number(port) }, name, room)) {
  const call = `${chat.name}:`;
  for await (const line of chat.heard()) {
    let words = line.text.trim();
    if (line.kind === "said") { // in a room, most lines are not for us
      if (!words.toLowerCase().startsWith(call.toLowerCase())) continue;
      words = words.slice(call.length).trim();
    }
    if (words === "") words = `say something behind my name, as in "${call} hello"`;
    const reply = await chat.answer(line, words);
    if (reply.reason === "line_too_long") await chat.answer(line, "that is too long for me to repeat");
  }
}
