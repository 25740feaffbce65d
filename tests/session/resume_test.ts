import { assert, assertEquals } from "@std/assert";
import { Chat, RESUME_MS } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { JSON_LINES } from "../support/samples.ts";

type Line = Record<string, unknown>;

/** A program at a connection of its own. */
function program(chat: Chat) {
  const it = begin(chat, {}, JSON_LINES);
  let seen = 0;
  const hears = async (): Promise<Line[]> => {
    await chat.flush();
    const text = it.terminal.heard.slice(seen);
    seen = it.terminal.heard.length;
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  };
  return {
    ...it,
    hears,
    async asks(...requests: Line[]): Promise<Line[]> {
      for (const request of requests) it.say(JSON.stringify(request));
      await settled();
      return await hears();
    },
  };
}

/** A program that is in and has a token, and somebody who talks. */
async function lost() {
  const chat = new Chat(), ann = chat.enter("ann"), bob = program(chat);
  await bob.asks({ verb: "nick", argument: "bob" });
  const [resumable] = await bob.asks({ verb: "resume", ref: 1 });
  assertEquals([resumable!.about, resumable!.ref, resumable!.resumeMs], ["resumable", 1, RESUME_MS]);
  return {
    chat,
    ann,
    bob,
    token: resumable!.token as string,
    [Symbol.dispose]: () => chat[Symbol.dispose](),
  };
}

const personNamed = ({ fold }: Chat, name: string) =>
  [...fold.people.values()].find((it) => it.name === name)!;

const textsOf = (lines: Line[]) =>
  lines.map(({ kind, about, text }) => kind === "said" ? text : about ?? kind);

Deno.test("a client that lost its connection gets every line again that it has not seen, each once and in order", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it;
  await ann.types("one");
  await ann.types("two");
  assertEquals(textsOf(await bob.hears()), ["one", "two"]);
  bob.type.close();
  await settled();
  await ann.types("three");
  const back = program(chat);
  const answer = await back.asks({ verb: "resume", argument: token, seen: 1, ref: "r" });
  assertEquals(textsOf(answer), ["resumed", "two", "three"]);
  assertEquals([answer[0]!.you, answer[0]!.missed, answer[0]!.ref, answer[0]!.token], ["bob", 2, "r", token]);
  assertEquals(await bob.farewell, { kind: "resumed" });
  await ann.types("four");
  assertEquals(textsOf(await back.hears()), ["four"]);
  assertEquals(textsOf(await back.asks({ verb: "say", argument: "five", ref: 2 })), ["done"]);
  assertEquals(ann.hears().at(-1), "bob: five");
  back.type.close();
  const again = program(chat);
  await settled();
  assertEquals(textsOf(await again.asks({ verb: "resume", argument: token, seen: 4 })), ["resumed", "done"]);
  assertEquals(chat.tally.resumed, 2);
});

Deno.test("what is found out of a connection that is lost already ends no seat", async () => {
  using it = await lost();
  const { chat, bob, token } = it;
  bob.type.close();
  await settled();
  bob.reader.lose({ kind: "vanished", silentMs: 120_000 });
  await settled();
  const back = program(chat);
  assertEquals(textsOf(await back.asks({ verb: "resume", argument: token, seen: 0 })), ["resumed"]);
  assertEquals(await bob.farewell, { kind: "resumed" });
});

Deno.test("whoever was put out cannot come back by a token, not even before their session has heard of it", async () => {
  using it = await lost();
  const { chat, bob, token } = it;
  assert(chat.resumableSeats.find(token) !== undefined);
  bob.reader.end({ kind: "kicked" });
  assertEquals(chat.resumableSeats.find(token), undefined);
  assertEquals(await bob.farewell, { kind: "kicked" });
});

Deno.test("whoever lost a connection stays in the chat, marked away, until they are back", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it, person = personNamed(chat, "bob");
  bob.type.close();
  await settled();
  assertEquals([person.away, chat.fold.people.size], ["", 2]);
  assert(!ann.hears().some((line) => line.includes("left")));
  await program(chat).asks({ verb: "resume", argument: token, seen: 0 });
  assertEquals([person.away, personNamed(chat, "bob")], [undefined, person]);
});

Deno.test("whoever was away by themselves is away when they are back", async () => {
  using it = await lost();
  const { chat, bob, token } = it, person = personNamed(chat, "bob");
  await bob.asks({ verb: "away", argument: "lunch" });
  bob.type.close();
  await settled();
  await program(chat).asks({ verb: "resume", argument: token, seen: 0 });
  assertEquals(person.away, "lunch" as never);
});

Deno.test("a client that does not come back in time has left, and its token is unknown", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it;
  bob.type.close();
  await chat.clock.advance(RESUME_MS - 1);
  assertEquals(chat.fold.people.size, 2);
  await chat.clock.advance(1);
  assertEquals(await bob.farewell, { kind: "hung_up" });
  await chat.flush();
  assertEquals(ann.hears().at(-1), "Server: bob has left the chat");
  const refused = await program(chat).asks({ verb: "resume", argument: token, seen: 0, ref: 1 });
  assertEquals([refused[0]!.reason, refused[0]!.cause], ["not_resumable", "unknown"]);
  assertEquals(chat.tally.expired, 1);
});

Deno.test("a seat without a token, and one that quits, is kicked or whose server stops, is not held", async () => {
  for (const how of ["no token", "quit", "kicked", "stopping"] as const) {
    using chat = new Chat();
    const bob = program(chat);
    await bob.asks({ verb: "nick", argument: "bob" });
    if (how !== "no token") await bob.asks({ verb: "resume" });
    if (how === "quit") await bob.asks({ verb: "quit" });
    else if (how === "no token") bob.type.close();
    else bob.reader.end({ kind: how });
    assertEquals((await bob.farewell).kind, how === "no token" ? "hung_up" : how);
    assertEquals(chat.fold.people.size, 0);
  }
});

Deno.test("a held seat ends at once when it is kicked or the server stops", async () => {
  for (const kind of ["kicked", "stopping"] as const) {
    using it = await lost();
    const { timers } = it.chat.clock;
    it.bob.type.close();
    await settled();
    assertEquals(it.chat.clock.timers, timers + 1);
    it.bob.reader.end({ kind });
    assertEquals(await it.bob.farewell, { kind });
    assertEquals(it.chat.fold.people.size, 1);
    assert(it.chat.clock.timers <= timers);
  }
});

Deno.test("a client may come back while its old connection still seems alive", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it;
  await ann.types("one");
  const back = program(chat);
  assertEquals(textsOf(await back.asks({ verb: "resume", argument: token, seen: 0 })), ["resumed", "one"]);
  assertEquals(await bob.farewell, { kind: "resumed" });
  assertEquals(chat.fold.people.size, 2);
});

Deno.test("a client may come back again with what it had seen when the answer to the first time was lost", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it;
  await ann.types("one");
  bob.type.close();
  const first = program(chat);
  first.terminal.hold();
  first.say(JSON.stringify({ verb: "resume", argument: token, seen: 0 }));
  await settled();
  await ann.types("two");
  first.type.close();
  await settled();
  const second = program(chat);
  const heard = await second.asks({ verb: "resume", argument: token, seen: 0 });
  assertEquals(textsOf(heard), ["resumed", "one", "two"]);
});

/** A client whose given-up return comes late: all that it saw meanwhile does not fit into that connection's outbox. */
async function late() {
  const it = await lost(), { chat, ann, bob, token } = it;
  bob.type.close();
  const used = program(chat), givenUp = program(chat), request = { verb: "resume", argument: token, seen: 0 };
  await used.asks(request);
  const says = async (from: number, to: number) => {
    for (let i = from; i <= to; i++) await ann.types(`${i}`);
  };
  await says(1, 20);
  assertEquals(said(await used.hears()), numbers(1, 20));
  givenUp.terminal.hold(); // its outbox holds 8 lines
  givenUp.say(JSON.stringify(request));
  await settled();
  assertEquals((await used.farewell).kind, "resumed");
  return { ...it, givenUp, says };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

const said = (lines: Line[]) => lines.filter(({ kind }) => kind === "said").map(({ text }) => text);

const skippedIn = (lines: Line[]) =>
  lines.reduce((sum, { kind, lines }) => kind === "skipped" ? sum + Number(lines) : sum, 0);

Deno.test("a client is not refused for what a late return of its own had no room for", async () => {
  using it = await late();
  const { chat, token, says } = it;
  await says(21, 22);
  const heard = await program(chat).asks({ verb: "resume", argument: token, seen: 20 });
  assertEquals([heard[0]!.about, heard[0]!.missed, skippedIn(heard), said(heard)], ["resumed", 2, 2, []]);
});

Deno.test("no line goes untold where a late return told of a gap, and more was said behind that", async () => {
  using it = await late();
  const { chat, token, says, givenUp } = it;
  givenUp.terminal.release();
  assert(skippedIn(await givenUp.hears()) > 0);
  await says(21, 29);
  const heard = await program(chat).asks({ verb: "resume", argument: token, seen: 20 });
  assertEquals([heard[0]!.missed, said(heard)], [9, numbers(21, 29)]);
});

Deno.test("a gap is told once more, exactly, where whoever was told of it comes back without that", async () => {
  using it = await late();
  const { chat, token, says, givenUp } = it;
  givenUp.terminal.release();
  const first = await givenUp.hears();
  const got = said(first).length;
  assertEquals(got + skippedIn(first), 20);
  await says(21, 22);
  const heard = await program(chat).asks({ verb: "resume", argument: token, seen: got + 1 });
  assertEquals([heard[0]!.missed, skippedIn(heard), said(heard)], [21 - got, 19 - got, ["21", "22"]]);
});

Deno.test("a request that is sent again on another connection is answered again and not done again", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it, hello = { verb: "say", argument: "hello", ref: 7 };
  const [done] = await bob.asks(hello);
  ann.hears();
  bob.type.close();
  await settled();
  const back = program(chat);
  await back.asks({ verb: "resume", argument: token, seen: 0 });
  assertEquals(await back.asks(hello), [done]);
  assertEquals(ann.hears(), []);
  assertEquals((await back.asks({ ...hello, argument: "hello again" })).length, 1);
  assertEquals(ann.hears(), ["bob: hello again"]);
  await back.asks(hello); // with one ref for all, the same is said twice where somebody does
  assertEquals(ann.hears(), ["bob: hello"]);
});

Deno.test("resume is refused without a name, with one, without the count, and with one that cannot be", async () => {
  using it = await lost();
  const { chat, bob, token } = it;
  const reasonOf = async (request: Line, at = program(chat)) => {
    const [line] = await at.asks({ verb: "resume", ...request });
    return line!.cause ?? line!.reason;
  };
  assertEquals(await reasonOf({}), "not_yet");
  assertEquals(await reasonOf({ argument: "x", seen: 0 }), "unknown");
  assertEquals(await reasonOf({ argument: token }), "bad_request");
  assertEquals(await reasonOf({ argument: token, seen: -1 }), "bad_request");
  assertEquals(await reasonOf({ argument: token, seen: 1 }), "seen");
  assertEquals(await reasonOf({ argument: token, seen: 0 }, bob), "here");
  const [same] = await bob.asks({ verb: "resume" });
  assertEquals(same!.token, token);
});

Deno.test("a held seat slows nobody, and is told how much it missed beyond its bounds", async () => {
  using it = await lost();
  const { chat, ann, bob, token } = it;
  bob.type.close();
  await settled();
  for (let i = 0; i < 12; i++) await ann.types(`line ${i}`); // outboxes of 8 lines
  assertEquals([chat.fanOut.valve.behind, chat.fanOut.doorway.writing], [0, 0]);
  const heard = await program(chat).asks({ verb: "resume", argument: token, seen: 0 });
  const skipped = heard.find(({ kind }) => kind === "skipped");
  assertEquals(heard.filter(({ kind }) => kind === "said").length + Number(skipped!.lines), 12);
});

Deno.test("a held seat is replaced by whoever comes back from its address under its name, after 20 seconds", async () => {
  using it = await lost();
  const { chat, bob } = it;
  bob.type.close();
  await chat.clock.advance(19_999);
  const other = program(chat);
  assertEquals((await other.asks({ verb: "nick", argument: "bob" }))[0]!.problem, "taken");
  await chat.clock.advance(1);
  await other.asks({ verb: "nick", argument: "bob" });
  assertEquals((await bob.farewell).kind, "vanished");
});
