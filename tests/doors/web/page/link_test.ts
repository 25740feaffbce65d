/** The connection of the web page, with sockets that are made up: what it asks, counts, and asks again. */

import { assertEquals } from "@std/assert";
import { createLink } from "../../../../lib/doors/web/page/link.js";
import type { Line, Link, Listener } from "../../../../lib/doors/web/page/types.d.ts";

/** A socket whose server is the test. */
class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = FakeSocket.OPEN;
  readonly sent: Record<string, unknown>[] = [];
  onmessage?: (event: { data: string }) => void;
  onclose?: () => void;

  constructor() {
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  hears(...lines: Partial<Line>[]): void {
    for (const line of lines) this.onmessage?.({ data: JSON.stringify(line) });
  }

  /** What was asked since the last look: verb, argument and how many lines were seen. */
  asked(): string[] {
    return this.sent.splice(0).map(({ verb, argument = "", seen = "", ref }) =>
      `${verb} ${argument} ${seen} ${ref}`.replace(/ +/g, " ")
    );
  }
}

/** Runs with a link, and what it tells. */
function withLink(fn: (link: Link, told: string[]) => void, url = "ws://chat/ws"): void {
  const real = globalThis.WebSocket, told: string[] = [];
  globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket;
  const listener: Listener = {
    hear: ({ kind, ref = "", id = "" }, asked) =>
      told.push(`${kind} ${ref} ${id} ${asked?.argument ?? ""}`.trim()),
    come: (isAnew) => told.push(isAnew ? "anew" : "back"),
    tell: (status) => told.push(status),
  };
  const link = createLink(url, listener);
  try {
    link.open();
    fn(link, told);
  } finally {
    link.end();
    globalThis.WebSocket = real;
  }
}

/** Runs with timers that a test lets come. */
function withTimers(fn: (late: (ms: number) => void) => void): void {
  const { setTimeout, clearTimeout } = globalThis;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  let now = 0, id = 0;
  globalThis.setTimeout = ((run: () => void, ms: number) => {
    timers.set(++id, { at: now + ms, run });
    return id;
  }) as typeof globalThis.setTimeout;
  globalThis.clearTimeout = (id) => void timers.delete(id as number);
  try {
    fn((ms) => {
      now += ms;
      for (const [id, { at, run }] of timers) if (at <= now && timers.delete(id)) run();
    });
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
}

const HELLO = { kind: "hello" }, PROMPT = { kind: "prompt" };
const RESUMABLE = { kind: "notice", about: "resumable", token: "abc", ref: "token" };
const said = (id: number) => ({ kind: "said", id });
const resumed = (missed: number) => ({
  kind: "notice",
  about: "resumed",
  ref: "resume",
  token: "abc",
  missed,
});

/** Comes in, and gets a token. */
function enter(link: Link): FakeSocket {
  const socket = FakeSocket.last;
  socket.hears(HELLO, PROMPT);
  link.enter();
  socket.hears(RESUMABLE);
  socket.sent.length = 0;
  return socket;
}

/** Loses the connection, and has the next one at once. */
function lose(link: Link): FakeSocket {
  FakeSocket.last.onclose?.();
  link.wake();
  return FakeSocket.last;
}

Deno.test("the lines behind the token are counted, over several connections", () => {
  withLink((link) => {
    enter(link).hears(said(1), said(2));
    for (const [at, wanted] of [2, 4, 6].entries()) {
      const socket = lose(link);
      socket.hears(HELLO, PROMPT);
      assertEquals(socket.asked(), [`resume abc ${wanted} resume`]);
      socket.hears(resumed(1), said(10 + at), said(20 + at));
    }
  });
});

Deno.test("a goodbye is not counted, and skipped lines are, each", () => {
  withLink((link) => {
    enter(link).hears(said(1), { kind: "skipped", lines: 7 }, said(9), {
      kind: "goodbye",
      reason: "resumed",
    });
    const socket = lose(link);
    socket.hears(HELLO, PROMPT);
    assertEquals(socket.asked(), ["resume abc 9 resume"]);
    link.ask({ verb: "line", argument: "one" });
    socket.hears(resumed(5), said(10), { kind: "skipped", lines: 3 });
    assertEquals(socket.asked(), []);
    socket.hears(said(14));
    assertEquals(socket.asked(), ["line one 1"]);
    lose(link).hears(HELLO, PROMPT);
    assertEquals(FakeSocket.last.asked(), ["resume abc 14 resume"]);
  });
});

Deno.test("what was not answered is asked again, once the missed lines have come", () => {
  withLink((link, told) => {
    const first = enter(link);
    for (const argument of ["one", "two"]) link.ask({ verb: "line", argument });
    assertEquals(first.asked(), ["line one 1", "line two 2"]);
    const socket = lose(link);
    link.ask({ verb: "line", argument: "three" });
    socket.hears(HELLO, PROMPT);
    socket.asked();
    socket.hears(resumed(2), { kind: "done", ref: "1", id: 7 });
    link.ask({ verb: "line", argument: "four" });
    assertEquals(socket.asked(), []);
    socket.hears(said(8));
    assertEquals(socket.asked(), ["line two 2", "line three 3", "line four 4"]);
    assertEquals(told.slice(told.indexOf("back")), ["back", "in", "done 1 7 one", "said  8"]);
  });
});

Deno.test("where the seat is gone, only what was never sent is asked again", () => {
  withLink((link, told) => {
    enter(link);
    link.ask({ verb: "line", argument: "perhaps said" });
    const socket = lose(link);
    link.ask({ verb: "line", argument: "not sent" });
    socket.hears(HELLO, { kind: "refused", ref: "resume", reason: "not_resumable" });
    assertEquals(told.at(-1), "anew");
    assertEquals([...link.forget().keys()], ["2"]);
    socket.asked();
    link.enter();
    assertEquals(socket.asked(), ["resume token", "line not sent 2"]);
  });
});

Deno.test("a line that was too long for the server to read its ref is found", () => {
  withLink((link, told) => {
    const socket = enter(link);
    link.ask({ verb: "line", argument: "short" });
    link.ask({ verb: "line", argument: "é".repeat(100) });
    socket.hears({ kind: "refused", reason: "line_too_long", maxLineBytes: 150 });
    assertEquals(told.at(-1), `refused 2  ${"é".repeat(100)}`);
  });
});

Deno.test("what waits is bounded, and outlasts a reload", () => {
  withLink((link) => {
    const refs = Array.from({ length: 65 }, () => link.ask({ verb: "line", argument: "x" }));
    assertEquals(refs.slice(-2), ["64", undefined]);
    const { waiting, lastRef } = JSON.parse(JSON.stringify(link.saved));
    assertEquals([waiting.length, lastRef], [64, 64]);
  });
});

Deno.test("a password that waits is sent when the connection is back, and does not outlast a reload", () => {
  withLink((link) => {
    enter(link);
    const socket = lose(link);
    link.ask({ verb: "join", argument: "#ops secret", isSecret: true });
    assertEquals(link.saved.waiting, []);
    socket.hears(HELLO, resumed(0));
    assertEquals(socket.asked(), ["resume abc 0 resume", "join #ops secret 1"]);
  });
});

Deno.test("whoever waits on the way in for an answer that does not come tries again", () => {
  withTimers((late) => {
    withLink((link, told) => {
      const first = enter(link), lost = lose(link);
      lost.hears(HELLO, PROMPT);
      assertEquals(lost.asked(), ["resume abc 0 resume"]);
      late(60_000); // as long as a busy server may have newcomers wait
      assertEquals(told.at(-1), "prompt");
      late(10_000);
      assertEquals(told.at(-1), "lost");
      late(1000);
      assertEquals([first, lost].includes(FakeSocket.last), false);
    });
  });
});

Deno.test("it is known whether an answer may lead to another conversation", () => {
  withLink((link) => {
    const socket = enter(link);
    for (const text of ["/join #tea", "／query ben", "/JOIN tea"]) {
      const ref = link.ask({ verb: "line", argument: text, text });
      assertEquals(link.isLeading, true);
      socket.hears({ kind: "refused", ref });
      assertEquals(link.isLeading, false);
    }
    for (const text of ["/who", "/joint", "join", "//join"]) link.ask({ verb: "line", argument: text, text });
    link.ask({ verb: "join", argument: "#tea", isQuiet: true });
    assertEquals(link.isLeading, false);
    link.ask({ verb: "query", argument: "ben", isMove: true });
    assertEquals(link.isLeading, true);
  });
});

Deno.test("the answer to /json is no new connection", () => {
  withLink((link, told) => {
    const socket = enter(link);
    link.ask({ verb: "line", argument: "/json" });
    socket.hears({ ...HELLO, ref: "1" });
    assertEquals([socket.asked(), told.at(-1)], [["line /json 1"], "hello 1  /json"]);
    lose(link).hears(HELLO, PROMPT);
    assertEquals(FakeSocket.last.asked(), ["resume abc 1 resume"]);
  });
});

Deno.test("at the door nothing is waited for", () => {
  withTimers((late) => {
    withLink((link, told) => {
      const socket = FakeSocket.last;
      socket.hears(HELLO, PROMPT);
      link.send({ verb: "nick", argument: "?" }, "nick");
      socket.hears({ kind: "refused", ref: "nick" }, PROMPT);
      late(100_000);
      assertEquals([told.at(-1), FakeSocket.last === socket], ["prompt", true]);
    });
  });
});

Deno.test("whoever wakes up asks whether the server is there", () => {
  withLink((link, told) => {
    const socket = enter(link);
    link.wake();
    assertEquals(socket.asked(), ["complete there"]);
    socket.hears({ kind: "notice", about: "completed", ref: "there" });
    assertEquals(told.at(-1), "in");
  });
});
