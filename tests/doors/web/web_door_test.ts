import { assert, assertEquals, assertGreater, assertMatch } from "@std/assert";
import { concat } from "@std/bytes/concat";
import type { Caller } from "../../../lib/doors/connection.ts";
import type { HookCall } from "../../../lib/chat/hook_speech.ts";
import type { LoadWebSockets } from "../../../lib/doors/web/load_web_sockets.ts";
import { sentence } from "../../../lib/http/reply.ts";
import { bytes } from "../../support/bytes.ts";
import { frame, OPCODE, webSocketRequest } from "../../support/frames.ts";
import { FewFiles } from "../../support/few_files.ts";
import { LogBook } from "../../support/log_book.ts";
import { answerIn, openedWebDoor, request } from "../../support/opened_web_door.ts";
import { quiet } from "../../support/opened_web_socket.ts";
import { assertSplitSafe } from "../../support/splits.ts";

const HOOK = ["Authorization: Bearer s3cret", "Content-Length: 6"];

Deno.test("a request is answered, wherever it is cut, and then the connection is closed", async () => {
  const door = await openedWebDoor();
  await assertSplitSafe(request("GET /nothing"), async (chunks) => {
    const connection = door.call([...chunks, null]);
    await door.background.settled();
    const { status, body } = answerIn(connection.taken);
    return [status, body, connection.hasClosedWrite, connection.disposals];
  }, [404, "There is no such page here. The chat is at /.\n", true, 1]);
  assertEquals([door.crowd.guests, door.requests.size, door.clock.timers, door.failures], [0, 0, 0, []]);
});

Deno.test("HEAD has the head of GET's answer", async () => {
  const door = await openedWebDoor();
  const [got, asked] = ["GET", "HEAD"].map((method) => door.call([request(`${method} /`), null]));
  await door.background.settled();
  const text = (sent: Uint8Array) => new TextDecoder().decode(sent);
  assert(text(got!.taken).startsWith(text(asked!.taken)));
  assertEquals(answerIn(asked!.taken).body, "");
});

Deno.test("whoever takes too long is told so; whoever leaves before, nothing", async () => {
  const door = await openedWebDoor();
  const slow = door.call(["GET / HTTP/1.1\r\n"]), gone = door.call(["GET / HT", null]);
  await quiet();
  assertEquals([gone.taken.length, gone.disposals], [0, 1]);
  await door.clock.advance(9_999);
  slow.feed(bytes("Host: a\r\n"));
  await quiet();
  assertEquals(slow.disposals, 0);
  await door.clock.advance(1);
  assertEquals(answerIn(slow.taken).status, 408);
  await door.clock.advance(500);
  await door.background.settled();
  assertEquals([slow.disposals, door.crowd.guests, door.clock.timers, door.failures], [1, 0, 0, []]);
});

Deno.test("what a client goes on sending is read away, within bounds of time and bytes", async () => {
  const door = await openedWebDoor();
  const flood = door.call([request("PUT /x"), ...Array.from({ length: 100 }, () => new Uint8Array(4096))]);
  const slow = door.call([request("GET /x")]);
  await quiet();
  await door.clock.advance(0);
  await quiet();
  assertEquals([slow.disposals, answerIn(slow.taken).status], [0, 404]);
  for (let turn = 0; flood.disposals === 0; turn++) {
    assert(turn < 100);
    await quiet();
  }
  assertEquals(answerIn(flood.taken).status, 405);
  await door.clock.advance(500);
  await door.background.settled();
  assertEquals([slow.disposals, door.clock.timers], [1, 0]);
});

Deno.test("whoever does not read the answer is let go of after 10 s", async () => {
  const door = await openedWebDoor();
  const connection = door.call([]);
  connection.makeRoom(0);
  connection.feed(request("GET /"));
  await quiet();
  await door.clock.advance(9_999);
  assertEquals(connection.disposals, 0);
  await door.clock.advance(1);
  await door.background.settled();
  assertEquals([connection.disposals, door.crowd.guests, door.clock.timers, door.failures], [1, 0, 0, []]);
});

Deno.test("a webhook's line is read whole, and its answer is sent", async () => {
  const calls: HookCall[] = [];
  const hook = (call: HookCall) => {
    calls.push(call);
    return sentence(200, "Said.");
  };
  const door = await openedWebDoor({ hook });
  await assertSplitSafe(request("POST /hook/ops", HOOK, "hi 你\n").subarray(0, -1), async (chunks) => {
    const connection = door.call([...chunks, null], { door: "https", isEncrypted: true });
    await door.background.settled();
    const { room, token, text, address, isEncrypted } = calls.pop()!;
    return [answerIn(connection.taken).status, room, token, text, address, isEncrypted];
  }, [200, "ops", "s3cret", "hi 你", "192.0.2.1", true]);
  const told = door.call([request("POST /hook/ops", HOOK, "line\r\n"), null]);
  await door.background.settled();
  assertEquals([calls.pop()?.text, answerIn(told.taken).status], ["line", 200]);
});

Deno.test("a webhook's line has bounds of bytes and time, and asks before it sends where it wants", async () => {
  const door = await openedWebDoor({ hook: () => sentence(200, "Said.") });
  const statusOf = async (lines: readonly string[], ...more: (string | null)[]) => {
    const connection = door.call([request("POST /hook/ops", [HOOK[0]!, ...lines]), ...more]);
    await quiet();
    await door.clock.advance(10_500);
    await door.background.settled();
    assertEquals(connection.disposals, 1);
    return answerIn(connection.taken).status;
  };
  assertEquals(await statusOf(["Content-Length: 5"]), 408);
  assertEquals(await statusOf(["Content-Length: 5"], null), 0);
  assertEquals(await statusOf(["Content-Length: 99999"]), 413);
  assertEquals(await statusOf(["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\n\r\n", null), 411);
  const asking = door.call([request("POST /hook/ops", [...HOOK, "Expect: 100-continue"])]);
  await quiet();
  assertMatch(new TextDecoder().decode(asking.taken), /^HTTP\/1\.1 100 Continue\r\n\r\n$/);
  asking.feed(bytes("hello!"), null);
  await door.background.settled();
  assertMatch(new TextDecoder().decode(asking.taken), /^HTTP\/1\.1 100 [^]*\r\n\r\nHTTP\/1\.1 200 OK/);
});

Deno.test("whoever begins a WebSocket is a guest of the chat, with their address, and what came behind the head", async () => {
  for (const isEncrypted of [false, true]) {
    const door = await openedWebDoor();
    const hello = concat([
      bytes(webSocketRequest("chat", ["Origin: http://chat"])),
      frame(OPCODE.text, "hi"),
    ]);
    const connection = door.call([hello], { isEncrypted });
    for (let turn = 0; door.guests.length === 0; turn++) {
      assert(turn < 100);
      await door.clock.advance(1);
      await quiet();
    }
    const { arrival, ticket, connection: socket } = door.guests[0]!;
    assertEquals([arrival.door, arrival.isPage, arrival.peer], [
      isEncrypted ? "wss" : "ws",
      true,
      "192.0.2.1:1",
    ]);
    const buffer = new Uint8Array(10);
    assertEquals(await socket.read(buffer), 3);
    assertEquals([door.requests.size, door.crowd.guests, connection.disposals], [0, 1, 0]);
    await door.background.settled();
    socket[Symbol.dispose]();
    assert(ticket.kind === "place");
    ticket[Symbol.dispose]();
    assertEquals([door.crowd.guests, connection.disposals, door.clock.timers], [0, 1, 0]);
  }
});

Deno.test("whatever a request for a WebSocket asks for besides, it becomes one or is refused in words", async () => {
  const more = [
    [["Upgrade: other, WebSocket"], 101],
    [["Sec-WebSocket-Protocol: a, b"], 101],
    [["Sec-WebSocket-Extensions: ;;;"], 101],
    [["Sec-WebSocket-Protocol: a, a"], 400],
    [["Sec-WebSocket-Protocol: a b"], 400],
  ] as const;
  for (const [lines, status] of more) {
    const door = await openedWebDoor();
    const connection = door.call([bytes(webSocketRequest("chat", lines)), null]);
    await door.background.settled();
    const answer = answerIn(connection.taken);
    assertEquals([answer.status, door.guests.length], [status, status === 101 ? 1 : 0], lines[0]);
    if (status !== 101) assertMatch(answer.body, /\.\n$/);
    for (const { connection } of door.guests) connection[Symbol.dispose]();
  }
});

Deno.test("whoever has no place is told so by HTTP, and has no WebSocket", async () => {
  const book = new LogBook(), crowd = { mayReturn: () => false };
  const door = await openedWebDoor({ log: book.log, crowd });
  const refusal = { kind: "crowded", guests: 7 } as const;
  const refusals = [
    [refusal, "The chat is full. Please try again later.\n"],
    [
      { kind: "crowded_address", guests: 7 },
      "Too many connections are open from your address or network. Close one and try again.\n",
    ],
  ] as const;
  for (const [refusal, body] of refusals) {
    for (const asked of [request("GET /"), bytes(webSocketRequest("chat"))]) {
      const connection = door.call([asked, null], {}, refusal);
      await door.background.settled();
      assertEquals([answerIn(connection.taken), connection.disposals], [{ status: 503, body }, 1]);
    }
  }
  assertEquals(door.guests, [] as Caller[]);
  assertEquals((["crowded", "crowded_address"] as const).map((kind) => door.tally.refusals.get(kind)), [
    2,
    2,
  ]);
  assertEquals(book.lines[0], "warning: Refused a connection from 192.0.2.1:1: crowded");
  for (let at = 0; at < 17; at++) door.call([], {}, refusal);
  assertEquals(door.requests.size, 16); // each has a descriptor that a guest could have
  door.requests[Symbol.dispose]();
  await door.background.settled();
});

Deno.test("where no file can be opened to load what WebSockets need, whoever begins one is told so, and may try again", async () => {
  const files = new FewFiles(), book = new LogBook();
  const loadWebSockets: LoadWebSockets = (_, spare) => {
    spare.demand();
    return Promise.resolve({ openWebSocket: (_head, connection) => connection });
  };
  const opened = await openedWebDoor({ spare: files, log: book.log }, loadWebSockets);
  const upgrade = bytes(webSocketRequest("chat", ["Origin: http://chat"]));
  const busy = opened.call([upgrade, null]);
  await opened.background.settled();
  assertEquals(answerIn(busy.taken), { status: 503, body: "The chat is busy. Please try again later.\n" });
  assertEquals([busy.disposals, opened.crowd.guests, opened.guests.length], [1, 0, 0]);
  assertEquals(book.lines.filter((line) => line.startsWith("warning")), [
    "warning: Refused a connection from 192.0.2.1:1: almost all open files are in use",
  ]);
  files.hasSome = true;
  opened.call([upgrade, null]);
  await opened.background.settled();
  assertEquals([opened.guests.length, opened.failures], [1, []]);
});

Deno.test("whoever has no place but may come back to a seat gets the page and a WebSocket, and no line of a webhook", async () => {
  const asked: string[] = [], crowd = { mayReturn: (address: string) => asked.push(address) > 0 };
  const door = await openedWebDoor({ crowd, hook: () => sentence(200, "Said.") });
  const refusal = { kind: "crowded_address", guests: 16 } as const;
  const page = door.call([request("GET /"), null], {}, refusal);
  const hook = door.call(
    [request("POST /hook/ops", ["Authorization: Bearer x"], "hello"), null],
    { isTrusted: true },
    refusal,
  );
  const socket = door.call([bytes(webSocketRequest("chat"))], {}, refusal);
  await door.background.settled();
  assertEquals([page, hook, socket].map(({ taken }) => answerIn(taken).status), [200, 503, 101]);
  assertEquals(door.guests.map(({ ticket }) => ticket), [refusal]);
  assertEquals([asked.length, asked[0], door.requests.size], [3, "192.0.2.1", 0]);
  door.guests[0]!.connection[Symbol.dispose]();
});

Deno.test("only so many are served at once: who takes longest goes for one more; all are let go of when the server stops", async () => {
  const door = await openedWebDoor();
  const waiting = Array.from({ length: 1024 }, () => door.call(["GET / "]));
  const late = door.call([request("GET /"), null]);
  await quiet();
  assertEquals([late.disposals, answerIn(late.taken).status], [1, 200]);
  assertEquals([waiting[0]!, waiting[1]!].map(({ disposals }) => disposals > 0), [true, false]);
  assertGreater(door.requests.size, 1000);
  door.requests[Symbol.dispose]();
  await door.background.settled();
  assertEquals(waiting.every(({ disposals }) => disposals > 0), true);
  const after = door.call([request("GET /")]); // whose door was loaded too late
  await door.background.settled();
  assertEquals(after.disposals, 1);
  assertEquals([door.requests.size, door.crowd.guests, door.failures], [0, 0, []]);
});

Deno.test("web requests are counted by their door while they are served", async () => {
  const { call, background, tally } = await openedWebDoor();
  for (const [door, isEncrypted] of [["http", false], ["https", true]] as const) {
    const connection = call([], { isEncrypted });
    assertEquals(tally.doors[door], { accepted: 1, open: 1 });
    connection.feed(null);
    await background.settled();
    assertEquals(tally.doors[door], { accepted: 1, open: 0 });
  }
});

Deno.test("whoever was served a page may be a browser that opens connections in advance; curl does not", async () => {
  const door = await openedWebDoor();
  door.call([request("GET /", ["Accept: */*"]), null], { address: "192.0.2.5" });
  door.call([request("GET /", ["Accept: text/html"]), null], { address: "192.0.2.6" });
  await door.background.settled();
  assertEquals(["192.0.2.5", "192.0.2.6"].map((address) => door.pages.expects(address)), [false, true]);
});
