import { assertEquals, assertRejects } from "@std/assert";
import { welcomed } from "./connection.ts";
import { Guest } from "./guest.ts";
import { reaches } from "./patience.ts";
import { nameOf, talkLines } from "./talk_line.ts";
import { Tally } from "./tally.ts";

const encoder = new TextEncoder(), decoder = new TextDecoder();

/** A line of talk as it arrives. */
function line(speaker: number, sequence: number): string {
  return `${nameOf(speaker)}: ${decoder.decode(talkLines(speaker, sequence, 1, 0))}`;
}

/** What a guest counts who comes to a server that sends this after the answer to the name. */
async function countedBy(...sent: readonly string[]): Promise<Tally> {
  const tally = new Tally();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    using connection = await listener.accept();
    await connection.write(encoder.encode("Welcome!\n"));
    await connection.read(new Uint8Array(64));
    await connection.write(encoder.encode("Hello, c0005!\n"));
    for (const piece of sent) await connection.write(encoder.encode(piece));
    await connection.write(encoder.encode(line(9, 0))); // the last
    await connection.read(new Uint8Array(1));
  })();
  {
    using connection = await welcomed(listener.addr.port);
    await Guest.join(connection, 5, "", { tally, speakers: 10, readBytes: 512 });
    await reaches(1, () => tally.delivered + tally.damaged > sent.length ? 1 : 0, 400);
  }
  await serving;
  return tally;
}

function counts({ delivered, disordered, damaged }: Tally) {
  return { delivered, disordered, damaged };
}

Deno.test("lines of several speakers in the order of each are in order", async () => {
  const tally = await countedBy(line(0, 0), line(1, 0), line(0, 1), line(1, 1));
  assertEquals(counts(tally), { delivered: 5, disordered: 0, damaged: 0 });
});

Deno.test("a line that comes twice, or after a later one, is disordered", async () => {
  assertEquals(counts(await countedBy(line(0, 0), line(0, 0))), { delivered: 3, disordered: 1, damaged: 0 });
  assertEquals(counts(await countedBy(line(0, 1), line(0, 0))), { delivered: 3, disordered: 1, damaged: 0 });
});

Deno.test("a line that was changed, or one's own, is damaged and not delivered", async () => {
  const cut = line(0, 0).replace("aaa\n", "\n");
  assertEquals(counts(await countedBy(cut, line(5, 0), line(0, 0))), {
    delivered: 2,
    disordered: 0,
    damaged: 2,
  });
});

Deno.test("a server that does not let one in is told", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const refusing = (async () => {
    using connection = await listener.accept();
    await connection.write(encoder.encode("Welcome!\n"));
    await connection.read(new Uint8Array(64));
  })();
  using connection = await welcomed(listener.addr.port);
  const shared = { tally: new Tally(), speakers: 1, readBytes: 512 };
  await assertRejects(() => Guest.join(connection, 0, "", shared), Error, "closed a connection");
  await refusing;
});
