/** The tutorial's session, line by line as it is printed there: qiao, li and Alice. @module */

import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("the tutorial's session: qiao, li and Alice hear exactly what the tutorial prints", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.say("qiao");
  await qiao.hears("Hello qiao, you are the first one here. Type to talk, /help for help.");

  await using li = await Guest.connect(server);
  await li.hears(WELCOME);
  await li.say("li");
  await li.hears("Hello li, here with you: qiao. Type to talk, /help for help.");
  await qiao.hears("Server: li has joined the chat");

  await qiao.say("hello world");
  await li.hears("qiao: hello world");
  await li.say("hi qiao");
  await qiao.hears("li: hi qiao");

  await using alice = await Guest.connect(server);
  await alice.hears(WELCOME);
  await alice.say("Alice");
  await alice.hears("Hello Alice, here with you: qiao, li. Type to talk, /help for help.");
  await qiao.hears("Server: Alice has joined the chat");
  await li.hears("Server: Alice has joined the chat");

  await alice.close();
  await qiao.hears("Server: Alice has left the chat");
  await li.hears("Server: Alice has left the chat");
});

Deno.test("somebody who only connects is nobody's business", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  const passerby = await Guest.connect(server);
  await passerby.hears(WELCOME);
  await passerby.close();
  await using li = await Guest.join(server, "li");
  await li.say("just us");
  await qiao.hears("Server: li has joined the chat", "li: just us");
});

Deno.test("a reset frees the name at once and is a leave like any other", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.reset();
  await qiao.hears("Server: li has joined the chat", "Server: li has left the chat");
  await using again = await Guest.join(server, "li");
  await again.say("back");
  await qiao.hears("Server: li has joined the chat", "li: back");
});

Deno.test("what was said before the end of input is said, also without a line end, and before the leave", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using pipe = await Guest.connect(server);
  await pipe.send("li\none\ntwo\nlast words");
  pipe.end();
  await qiao.hears(
    "Server: li has joined the chat",
    "li: one",
    "li: two",
    "li: last words",
    "Server: li has left the chat",
  );
  await pipe.hears(WELCOME);
  await pipe.hears(
    "Hello li, here with you: qiao. Type to talk, /help for help.",
    "Goodbye!",
  );
});

Deno.test("a stopping server says goodbye to everybody, also to those without a name", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using nobody = await Guest.connect(server);
  await nobody.hears(WELCOME);
  const stopped = server.stop();
  await qiao.hears("Goodbye: the server is stopping.");
  await nobody.hears("Goodbye: the server is stopping.");
  await qiao.close();
  await nobody.close();
  await stopped;
});
