/** The examples, run as their first lines say, and what people in the room see of them. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { freePort } from "../support/free_port.ts";
import { startServer } from "../../lib/server.ts";
import { Guest, startTestServer } from "../support/journey.ts";
import { Program } from "../support/program.ts";
import { CutWay } from "../support/cut_way.ts";
import { Chat } from "../../examples/chat.ts";
import { commandOf, Example, FOLDER } from "./example.ts";

/** The examples in the order they are read; they all stand on `chat.ts`. */
const EXAMPLES = ["echo_bot.ts", "dice_bot.ts", "log_tail.ts", "webhook.ts"];

const TOKEN = "a secret for this test";

/** Deno 2.4 takes a timer for a leak that is due and is cleared before its turn; a server that stops has some. */
const sanitizeOps = !Deno.version.deno.startsWith("2.4.");

const test = (name: string, fn: () => Promise<void>) => Deno.test({ name, fn, sanitizeOps });

test("every example is in the guide, in reading order, with the command it shows itself", async () => {
  const guide = await Deno.readTextFile(new URL("README.md", FOLDER));
  const commands = await Promise.all(EXAMPLES.map(commandOf));
  const places = commands.map((command) => guide.indexOf(command));
  assert(places.every((place) => place > 0), `${places}`);
  assertEquals(places, places.toSorted((a, b) => a - b));
  const files = Array.from(Deno.readDirSync(FOLDER), ({ name }) => name).filter((name) =>
    name.endsWith(".ts")
  );
  assertEquals(files.toSorted(), ["chat.ts", ...EXAMPLES].toSorted());
});

test("every example is 20 to 60 lines, and its types are right", async () => {
  for (const file of EXAMPLES) {
    const lines = (await Deno.readTextFile(new URL(file, FOLDER))).trimEnd().split("\n").length;
    assert(lines >= 20 && lines <= 60, `${file} has ${lines} lines`);
  }
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", ...EXAMPLES],
    cwd: FOLDER,
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
});

test("echo_bot.ts repeats what is said to it, in the room and in private, and helps who does not know how", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await using _echo = await Example.start("echo_bot.ts", { chat });
  await anna.hears("Server: echo has joined the chat");
  await anna.send("not for you\necho: hello 你好 “you”\nECHO:\n");
  await anna.hears("echo: anna: hello 你好 “you”");
  await anna.hears(`echo: anna: say something behind my name, as in "echo: hello"`);
  await anna.say("/w echo psst");
  await anna.hears("[anna -> echo] psst", "[echo -> anna] psst");
  await anna.say("echo: " + "é".repeat(2040));
  await anna.hears("echo: anna: that is too long for me to repeat");
});

test("echo_bot.ts misses nothing where its connection is cut: it goes on at the next one", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await using way = new CutWay(chat);
  await using _echo = await Example.start("echo_bot.ts", { chat: way });
  await anna.hears("Server: echo has joined the chat");
  await anna.say("echo: one");
  await anna.hears("echo: anna: one");
  way.cut();
  await anna.say("echo: two");
  await anna.hears("echo: anna: two");
});

test("a bot that makes a webhook still comes back: the token in that answer is not that of its seat", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  using visit = await Chat.enter(chat, "robo", "ops");
  await anna.hears("Server: robo has joined the chat");
  assertEquals((await visit.request("hook", "deploy")).kind, "notice");
  using again = await Chat.enter(chat, "robo", "ops", visit);
  await again.request("say", "back", "#lobby");
  await anna.hears("robo: back");
});

test("echo_bot.ts goes into another room under another name, and answers where it is asked", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await anna.say("/join #tea");
  await anna.hearUntil("You made #tea");
  await using _echo = await Example.start("echo_bot.ts", { chat, args: ["tea", "Parrot"] });
  await anna.hears("Server: Parrot has joined the chat", "Server: Parrot has joined #tea");
  await anna.say("parrot: hello");
  await anna.hears("Parrot: anna: hello");
  await anna.send("/join #lobby\nParrot: here too\n");
  await anna.hearUntil("What you type goes to #lobby");
  await anna.hears("Parrot: anna: here too");
});

test("no example answers another program, or itself", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await using _echo = await Example.start("echo_bot.ts", { chat });
  await anna.hears("Server: echo has joined the chat");
  await using _dice = await Example.start("dice_bot.ts", { chat });
  await anna.hears("Server: dice has joined the chat");
  await using bot = await Program.join(chat, "bot");
  await bot.ask("say", "echo: !roll d6");
  await bot.ask("say", "!roll d6");
  await bot.ask("msg", "echo hello");
  await bot.ask("msg", "dice d6");
  await anna.hears("Server: bot has joined the chat", "bot: echo: !roll d6", "bot: !roll d6");
  await anna.say("echo: !roll d6");
  await anna.hears("echo: anna: !roll d6");
  await anna.say("!roll 1d2");
  assertMatch(await anna.hearLine(), /^dice: anna: 1d2 is [12]\n$/);
  assertEquals(bot.lines.filter(({ kind, from }) => kind === "whispered" && from !== "bot"), []);
});

test("dice_bot.ts rolls what it is asked for, and says what it can roll", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await using _dice = await Example.start("dice_bot.ts", { chat });
  await anna.hears("Server: dice has joined the chat");
  await anna.send("hello\n!rolling\n!roll 3d6\n");
  const [, dice = "", sum] = /^dice: anna: 3d6 is (\d \+ \d \+ \d) = (\d+)\n$/.exec(await anna.hearLine()) ??
    [];
  const fallen = dice.split(" + ").map(Number);
  assert(fallen.every((one) => one >= 1 && one <= 6));
  assertEquals(fallen.reduce((a, b) => a + b), Number(sum));
  for (const mistake of ["", " 0d6", " 21d6", " d1", " d1001", " 2x6", " many"]) {
    await anna.say(`!roll${mistake}`);
    assertMatch(await anna.hearLine(), /^dice: anna: try "!roll 2d6"/);
  }
  await anna.send("/w dice d1000\n/w dice what?\n");
  await anna.hears("[anna -> dice] d1000", "[anna -> dice] what?");
  assertMatch(await anna.hearLine(), /^\[dice -> anna\] d1000 is \d+\n$/);
  assertMatch(await anna.hearLine(), /^\[dice -> anna\] try/);
});

test("log_tail.ts prints a room, what was said before included, and no other one", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await anna.say("before");
  await anna.say("/join #tea");
  await anna.hearUntil("You made #tea");
  await anna.say("not for the log");
  await using log = await Example.start("log_tail.ts", { chat });
  await anna.hears("Server: log has joined the chat");
  await log.prints(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d anna: before$/);
  await using ben = await Guest.join(chat, "ben");
  await ben.send("hello\n/me waves\n/w log psst\n/quit\n");
  await log.prints(/ ben has joined the chat$/);
  await log.prints(/ ben: hello$/);
  await log.prints(/ \* ben waves$/);
  await log.prints(/ ben has left the chat$/);
  assertEquals(/not for the log|psst/.exec(log.output), null);
});

test("the examples come back after a restart of the server, and log_tail.ts has missed nothing", async () => {
  const data = await Deno.makeTempDir();
  const settings = { ...CHAT_ONLY, data, host: "127.0.0.1", port: freePort(), admin: "none" };
  try {
    const first = await startServer(settings);
    const chat = { hostname: first.hostname, port: first.port };
    await using log = await Example.start("log_tail.ts", { chat });
    await using echo = await Example.start("echo_bot.ts", { chat });
    await echo.prints(/^In #lobby as echo\.$/);
    await log.prints(/^In #lobby as log\.$/);
    {
      await using anna = await Guest.join(chat, "anna");
      await anna.say("before the restart");
      await log.prints(/ anna: before the restart$/);
      await first.stop();
    }
    await log.prints(/ -- Goodbye: the server is stopping\.$/);
    await log.prints(/next try in 2 s/); // time for anna to come back first
    const second = await startServer(settings);
    try {
      await using anna = await Guest.join(chat, "anna");
      await anna.say("while the log was away");
      await log.prints(/ anna: while the log was away$/);
      await echo.prints(/^In #lobby as echo\.$/);
      await anna.say("echo: hello again");
      await anna.hearUntil("echo: anna: hello again");
      await log.prints(/ echo: anna: hello again$/);
      assertEquals(log.output.match(/before the restart/g)?.length, 1);
    } finally {
      await second.stop();
    }
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});

test("webhook.ts says in the room what is posted with the right token, and nothing else", async () => {
  await using chat = await startTestServer();
  await using anna = await Guest.join(chat, "anna");
  await using hook = await Example.start("webhook.ts", {
    chat,
    args: ["lobby", "0"],
    environment: { CHAT_WEBHOOK_TOKEN: TOKEN },
  });
  const port = /:(\d+)/.exec(await hook.prints(/Listening on/))?.[1];
  await anna.hears("Server: webhook has joined the chat");
  const url = `http://127.0.0.1:${port}/`;
  const withToken = `${url}?token=${encodeURIComponent(TOKEN)}`;
  /** Posts, checks the status, and returns the sentence. */
  const post = async (status: number, to: string, body?: BodyInit, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(to, { method: "POST", headers, ...(body !== undefined && { body }) });
    const sentence = await response.text();
    assertEquals(response.status, status, sentence);
    return sentence;
  };
  await post(403, url, "no token");
  await post(403, `${url}?token=wrong`, "wrong token");
  await post(403, withToken, "wrong header", `Bearer ${TOKEN}x`);
  await post(400, withToken);
  for (const text of ["", " \n ", "x".repeat(1001), "x".repeat(20_000)]) await post(400, withToken, text);
  await post(400, withToken, ReadableStream.from([new TextEncoder().encode("of unknown length")]));
  const asked = await fetch(withToken);
  assertEquals([asked.status, /^Post what/.test(await asked.text())], [405, true]);

  assertMatch(await post(200, withToken, "the build is green"), /^Said as line \d+\.\n$/);
  await anna.hears("webhook: the build is green");
  await post(200, url, "你好\n\x1b[31mtwo\x7f lines\x1b[0m", `Bearer ${TOKEN}`);
  await anna.hears("webhook: 你好 two lines");
  await post(200, withToken, `"`.repeat(1000));
  await anna.hears(`webhook: ${`"`.repeat(1000)}`);
  await post(400, withToken, "\x01".repeat(1000)); // six bytes each in JSON: more than a line holds

  await chat.stop();
  await hook.prints(/next try in/);
  await post(503, withToken, "is anybody there?");
});

test("webhook.ts does not start without a token, and says what to do", async () => {
  await using chat = await startTestServer();
  await using hook = await Example.start("webhook.ts", { chat });
  await hook.prints(/^Set CHAT_WEBHOOK_TOKEN/);
  assertEquals(await hook.exitCode(), 2);
});
