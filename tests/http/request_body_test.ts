import { assert, assertEquals } from "@std/assert";
import { bodyOf, MAX_BODY_BYTES } from "../../lib/http/request_body.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

type Body = ReadableStream<Uint8Array<ArrayBuffer>> | string;

function post(body: Body): Request {
  return new Request("http://127.0.0.1/", { method: "POST", body });
}

/** The status it is refused with, or what was read. */
async function read(body: Body): Promise<unknown> {
  const clock = new FakeClock();
  const sent = await bodyOf(post(body), clock);
  assertEquals(clock.timers, 0);
  return sent instanceof Response ? sent.status : sent;
}

function pieces(...parts: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(parts);
}

Deno.test("bodyOf() reads one object, however it is cut", async () => {
  const text = `{"name":"你好 😃"}`, bytes = new TextEncoder().encode(text);
  assertEquals(await read(text), { name: "你好 😃" });
  for (let at = 0; at <= bytes.length; at++) {
    assertEquals(await read(pieces(bytes.slice(0, at), bytes.slice(at))), { name: "你好 😃" });
  }
});

Deno.test("bodyOf() refuses what is no object", async () => {
  for (const text of ["", "[]", "null", "1", "{", `{"a":1}{`]) assertEquals(await read(text), 400, text);
  assertEquals(await read(pieces(new Uint8Array([0x7b, 0xff, 0x7d]))), 400);
});

Deno.test("bodyOf() refuses what has no body", async () => {
  const sent = await bodyOf(new Request("http://127.0.0.1/", { method: "POST" }), new FakeClock());
  assert(sent instanceof Response);
  assertEquals(sent.status, 400);
});

Deno.test("bodyOf() takes 4 KiB and not a byte more, and reads no further", async () => {
  const object = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
  assertEquals(Object.keys(await read(object(MAX_BODY_BYTES)) as object), ["a"]);
  assertEquals(await read(object(MAX_BODY_BYTES + 1)), 413);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  assertEquals(await read(endless), 413);
  assert(pulled < 10, `${pulled}`);
});

Deno.test("bodyOf() waits ten seconds and no longer", async () => {
  const clock = new FakeClock();
  let isCancelled = false;
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel: () => void (isCancelled = true) });
  const reading = bodyOf(post(silent), clock);
  await clock.advance(10_000);
  const sent = await reading;
  assert(sent instanceof Response);
  assertEquals([sent.status, clock.timers], [408, 0]);
  await settled();
  assertEquals(isCancelled, true);
});

Deno.test("bodyOf() survives a sender that breaks off", async () => {
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  assertEquals(await read(broken), 400);
});
