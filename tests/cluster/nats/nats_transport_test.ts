/** The bytes of NATS, with servers that are none, or that behave badly. */

import { assertEquals, assertRejects } from "@std/assert";
import { dialAs } from "../../../lib/cluster/nats/nats_connection.ts";
import { NatsTransport } from "../../../lib/cluster/nats/nats_transport.ts";
import { settled } from "../../support/fake_clock.ts";

const INFO = 'INFO {"server_id":"x","version":"2.12.0","proto":1,"max_payload":1048576,"headers":true}\r\n';

/** A server that does one thing with whoever comes; disposing it hangs up. */
class BadServer implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #callers: Deno.TcpConn[] = [];
  readonly #serving: Promise<void>;

  constructor(serve: (caller: Deno.TcpConn) => Promise<unknown>) {
    this.#serving = this.#accept(serve);
  }

  get address() {
    return { host: "127.0.0.1", port: this.#listener.addr.port, isTls: false };
  }

  async #accept(serve: (caller: Deno.TcpConn) => Promise<unknown>): Promise<void> {
    const all: Promise<unknown>[] = [];
    for await (const caller of this.#listener) {
      this.#callers.push(caller);
      all.push(serve(caller).catch(() => {}));
    }
    await Promise.all(all);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const caller of this.#callers) {
      try {
        caller.close();
      } catch { /* it is over */ }
    }
    await this.#serving;
  }
}

const dial = dialAs({}, "test"), bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("a server that says nothing is given up in time, and its socket is closed", async () => {
  const { promise: hungUp, resolve } = Promise.withResolvers<number | null>();
  await using server = new BadServer(async (caller) => resolve(await caller.read(new Uint8Array(1))));
  await assertRejects(() => dial(server.address, () => {}), Error);
  assertEquals(await hungUp, null);
});

Deno.test("what is no NATS server is said to be none", async () => {
  for (
    const [says, why] of [
      ["", "it hung up"],
      ["INFO {", "it hung up"],
      ["SSH-2.0-x\r\n", "it does not speak NATS"],
      ["x".repeat(40_000), "it does not speak NATS"],
    ] as const
  ) {
    await using server = new BadServer(async (caller) => {
      for (let sent = 0; sent < says.length;) sent += await caller.write(bytes(says.slice(sent)));
      await caller.closeWrite();
    });
    await assertRejects(() => dial(server.address, () => {}), Error, why);
  }
});

Deno.test("a certificate that is asked for is not done without", async () => {
  await using server = new BadServer((caller) => caller.write(bytes(INFO)));
  await assertRejects(() => dial({ ...server.address, isTls: true }, () => {}), Error, "it has no TLS");
});

Deno.test("the server's bytes may come one by one", async () => {
  await using server = new BadServer(async (caller) => {
    caller.setNoDelay(true);
    const oneByOne = async (text: string) => {
      for (const byte of bytes(text)) {
        await caller.write(new Uint8Array([byte]));
        await settled();
      }
    };
    await oneByOne(INFO);
    await caller.read(new Uint8Array(4096)); // CONNECT, PING
    await oneByOne("PONG\r\n");
    let asked = "";
    while (!asked.includes("SUB b")) {
      const buffer = new Uint8Array(4096), count = await caller.read(buffer);
      asked += new TextDecoder().decode(buffer.subarray(0, count ?? 0));
    }
    const sid = (subject: string) => new RegExp(`SUB ${subject} (\\d+)`).exec(asked)![1];
    await oneByOne(`MSG a ${sid("a")} 5\r\nhello\r\nMSG b ${sid("b")} x.y 0\r\n\r\n`);
    await caller.read(new Uint8Array(4096));
  });
  const connection = await dial(server.address, () => {});
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const heard: (readonly [string, string | undefined])[] = [];
  for (const subject of ["a", "b"]) {
    connection.subscribe(subject, ({ data, reply }) => {
      heard.push([new TextDecoder().decode(data), reply || undefined]);
      if (heard.length === 2) resolve();
    });
  }
  await done;
  assertEquals(heard, [["hello", undefined], ["", "x.y"]]);
  connection.drop();
  await connection.over;
});

Deno.test("a server that takes nothing is given up before more waits for it than there is room for", async () => {
  await using server = new BadServer(async (caller) => {
    await caller.write(bytes(INFO));
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  });
  const transport = new NatsTransport(), { host: hostname, port } = server.address;
  await transport.connect({ hostname, port }, {});
  const frame = new Uint8Array(1_048_576);
  let sent = 0;
  while (!transport.isClosed && sent < 100) {
    transport.send(frame);
    sent++;
  }
  assertEquals(sent, 17);
  assertEquals((await transport.closed())?.message, "it takes nothing any more");
});
