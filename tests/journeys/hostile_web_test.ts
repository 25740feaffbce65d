/**
 * Peers of the web door, and proxies, that cut, change or delay what they send, and vanish at any moment, over real sockets: nothing
 * fails, nobody is left, and no descriptor is.
 */

import { assertEquals } from "@std/assert";
import { concat } from "@std/bytes/concat";
import { bytes } from "../support/bytes.ts";
import { socketsLeft, socketsOf } from "../support/descriptors.ts";
import { closing, frame, OPCODE, webSocketRequest } from "../support/frames.ts";
import { latin1 } from "../support/at_the_entrance.ts";
import { Guest, serverCommand } from "../support/journey.ts";
import { proxyHeader } from "../support/proxy_headers.ts";
import { Random } from "../support/random.ts";
import { ServerProcess } from "../support/server_process.ts";

const PEERS = 500;

/** How many of them are there at once. */
const AT_ONCE = 50;

const HEAD = bytes(
  "POST /hook/ops HTTP/1.1\r\nHost: chat\r\nAuthorization: Bearer s3cret\r\nContent-Length: 5\r\n\r\nhello",
);

const TALK = concat([
  bytes(webSocketRequest("127.0.0.1")),
  frame(OPCODE.text, '{"verb":"nick","argument":"eve"}'),
  frame(OPCODE.ping, "x"),
  frame(OPCODE.text, '{"verb":"who",', { isLast: false }),
  frame(OPCODE.more, '"ref":1}'),
  closing(1000, "bye"),
]);

const CALL = concat([
  latin1(proxyHeader({ source: [198, 51, 100, 9], more: 30 })),
  bytes("eve\nhello\n/quit\n"),
]);

const CALL_LINE = bytes("PROXY TCP6 2001:db8::9 ::1 7000 8080\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

/** How a peer treats what it was going to send. */
const TREATMENTS = {
  cut: (input: Uint8Array, random: Random) => [input.subarray(0, random.below(input.length))],
  changed(input: Uint8Array, random: Random) {
    const changed = input.slice();
    for (let times = 1 + random.below(8); times > 0; times--) {
      changed[random.below(changed.length)] = random.below(256);
    }
    return [changed];
  },
  slow: (input: Uint8Array, random: Random) => {
    const at = random.below(input.length), step = 1 + random.below(3);
    return [
      input.subarray(0, at),
      ...Array.from({ length: 5 }, (_, i) => input.subarray(at + i * step, at + (i + 1) * step)),
    ];
  },
} as const;

/** One peer: sends, listens a little or not at all, and vanishes. */
async function come(port: number, parts: readonly Uint8Array[], random: Random): Promise<void> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  try {
    for (const part of parts) {
      if (part.length > 0) await connection.write(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (random.below(3) === 0) await connection.closeWrite();
    const rest = new Uint8Array(1024);
    if (random.below(3) === 0 && parts.length === 1) await Promise.race([connection.read(rest), turns(20)]);
  } catch {
    // The server has let go of it already.
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const INPUTS = { heads: HEAD, frames: TALK, "PROXY headers": CALL, "PROXY lines": CALL_LINE };

for (const [what, input] of Object.entries(INPUTS)) {
  for (const [how, treat] of Object.entries(TREATMENTS)) {
    Deno.test(`${PEERS} peers with ${how} ${what} leave nothing behind, and fail nothing`, async () => {
      const proxies = what.startsWith("PROXY") ? "loopback" : "";
      const settings = ["--host=127.0.0.1", "--port=0", "--data=none", "--admin=none", "--tls=off"];
      await using server = await ServerProcess.start({
        command: [...serverCommand(), ...settings, `--proxies=${proxies}`],
        folder: Deno.cwd(),
      });
      const port = await server.port, { pid } = server;
      const ann = await Guest.join({ hostname: "127.0.0.1", port }, "ann");
      const before = socketsOf(pid), random = new Random(42);
      for (let peers = 0; peers < PEERS; peers += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, () => come(port, treat(input, random), random)));
      }
      await ann.say("/health");
      await ann.hearUntil("The server is well.");
      assertEquals(await socketsLeft(pid, before), before);
      await ann.say("/who");
      await ann.hearUntil("1 person is here");
      await ann[Symbol.asyncDispose]();
      assertEquals(await server.end(), 0);
      assertEquals(server.output.split("\n").filter((line) => /ERROR|Bug/.test(line)), []);
    });
  }
}
