import { assertEquals, assertRejects } from "@std/assert";
import fc from "../support/fast_check.ts";
import { NO_FRAME, SocketWriter } from "../../lib/wire/socket_writer.ts";
import { bytes, textOf } from "../support/bytes.ts";
import { SlowTarget } from "../support/fake_socket.ts";

Deno.test("SocketWriter writes what fits in one go with one write", async () => {
  const target = new SlowTarget();
  await new SocketWriter(target).write(bytes("hello\n"));
  assertEquals([textOf(Uint8Array.from(target.taken)), target.writes], ["hello\n", 1]);
});

Deno.test("SocketWriter writes on until everything is accepted", async () => {
  const target = new SlowTarget(3);
  await new SocketWriter(target).write(bytes("hello\n"));
  assertEquals([textOf(Uint8Array.from(target.taken)), target.writes], ["hello\n", 2]);
});

Deno.test("SocketWriter.writeSome() writes what there is room for, and tells how much that was", async () => {
  const target = new SlowTarget(4);
  const writer = new SocketWriter(target);
  assertEquals([await writer.writeSome(bytes("0123456789")), await writer.writeSome(bytes("ab"))], [4, 2]);
  assertEquals([textOf(Uint8Array.from(target.taken)), target.writes], ["0123ab", 2]);
});

Deno.test("SocketWriter fails the write where the socket fails", async () => {
  const target = new SlowTarget(4, 8);
  await assertRejects(() => new SocketWriter(target).write(bytes("0123456789")), Error, "connection reset");
  assertEquals(target.taken.length, 8);
});

Deno.test("SocketWriter closes and aborts without waiting, and leaves the socket to its owner", async () => {
  const target = new SlowTarget();
  const writer = new SocketWriter(target);
  await writer.close();
  await writer.abort();
  await writer.ready;
  await writer.closed;
  writer.releaseLock();
  assertEquals(writer.desiredSize, 1);
  assertEquals(target.writes, 0);
});

Deno.test("SocketWriter is at ease with nothing to write", async () => {
  const target = new SlowTarget();
  await new SocketWriter(target).write();
  await new SocketWriter(target).write(new Uint8Array(0));
  assertEquals(target.taken, []);
});

Deno.test("SocketWriter delivers all bytes in order, however little is accepted at a time (property)", async () => {
  const writes = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  await fc.assert(fc.asyncProperty(writes, fc.integer({ min: 1, max: 16 }), async (all, bytesPerWrite) => {
    const target = new SlowTarget(bytesPerWrite);
    const writer = new SocketWriter(target);
    for (const some of all) await writer.write(some);
    assertEquals(target.taken, [...bytes(...all)]);
  }));
});

/** Brackets around every write that has bytes. */
const BRACKETS = { around: (some: Uint8Array) => some.length === 0 ? some : bytes("<<", some, ">>") };

Deno.test("SocketWriter writes a frame around the bytes, and tells of the bytes only", async () => {
  const target = new SlowTarget();
  const writer = new SocketWriter(target);
  writer.frame = BRACKETS;
  assertEquals([await writer.writeSome(bytes("hello")), await writer.writeSome(bytes(""))], [5, 0]);
  assertEquals([textOf(Uint8Array.from(target.taken)), target.writes], ["<<hello>>", 1]);
});

Deno.test("SocketWriter writes every frame whole, also where it is given another one meanwhile (property)", async () => {
  const writes = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  const sizes = fc.integer({ min: 1, max: 16 }),
    turns = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
  await fc.assert(fc.asyncProperty(writes, sizes, turns, async (all, bytesPerWrite, isFramed) => {
    const target = new SlowTarget(bytesPerWrite);
    const writer = new SocketWriter(target);
    const expected: number[] = [];
    for (const [i, some] of all.entries()) {
      writer.frame = isFramed[i] ? BRACKETS : NO_FRAME;
      expected.push(...writer.frame.around(some));
      let rest = some, isFirst = true;
      while (isFirst || rest.length > 0) {
        if (!isFirst) writer.frame = isFramed[(i + 1) % 8] ? BRACKETS : NO_FRAME; // takes effect with the next write
        isFirst = false;
        const count = await writer.writeSome(rest);
        if (rest.length > 0 && (count < 1 || count > rest.length)) {
          throw new Error(`${count} of ${rest.length}`);
        }
        rest = rest.subarray(count);
      }
    }
    assertEquals(target.taken, expected);
  }));
});
