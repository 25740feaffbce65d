/**
 * A server that has no file descriptors left when somebody comes by each door for the first time: they are told that it is
 * busy, in what they speak, and later everything works. Guests take all but the last few; the admin door's callers take these.
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { serverCommand } from "../support/journey.ts";
import { ROOT } from "../support/folders.ts";
import { freePort } from "../support/free_port.ts";
import { ServerProcess } from "../support/server_process.ts";

/** Descriptors the server may have. */
const DESCRIPTORS = 64;

/** Somebody at a door, who keeps what they hear. */
class Peer implements Disposable {
  readonly #connection: Deno.TcpConn;
  heard = "";
  hasEnded = false;

  constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#listen();
  }

  static async at(port: number): Promise<Peer> {
    return new Peer(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  async say(text: string): Promise<void> {
    await this.#connection.write(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }

  async #listen(): Promise<void> {
    const buffer = new Uint8Array(4096), decoder = new TextDecoder("latin1");
    try {
      for (let count; (count = await this.#connection.read(buffer)) !== null;) {
        this.heard += decoder.decode(buffer.subarray(0, count));
      }
    } catch {
      // It is closed here.
    }
    this.hasEnded = true;
  }
}

async function until(isTrue: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (const end = Date.now() + 40_000; !await isTrue();) {
    assert(Date.now() < end, what());
    await new Promise((resolve) => setTimeout(resolve, 10)); // another process goes on
  }
}

/** How often it is looked how many descriptors are taken: the server tries out now and then whether there are more. */
const LOOKS = 4, BETWEEN_LOOKS_MS = 7;

/** How many of its descriptors a process has for longer than a moment. One above the limit is an heirloom of its parent. */
async function heldFiles(pid: number): Promise<number> {
  let held = DESCRIPTORS;
  for (let look = 0; look < LOOKS; look++) {
    const files = [...Deno.readDirSync(`/proc/${pid}/fd`)].filter(({ name }) => Number(name) < DESCRIPTORS);
    held = Math.min(held, files.length);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS)); // another process goes on
  }
  return held;
}

const REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", VERSION = "SSH-2.0-x\r\n";

/** A hello of TLS that is longer than what is looked at. */
const HELLO = `\x16\x03\x01\x02\x00${"h".repeat(512)}`;

/** What a telnet in a terminal says, and a name; and the offer to edit there (WILL ECHO, WILL SUPPRESS-GO-AHEAD). */
const XTERM = "\xff\xfb\x00\xff\xfb\x18\xff\xfa\x18\x00XTERM\xff\xf0", OFFER = "\xff\xfb\x01\xff\xfb\x03";

Deno.test(
  "without descriptors every door says in its protocol that the server is busy, and later all of them work",
  {
    ignore: Deno.build.os !== "linux",
  },
  async () => {
    const admin = freePort();
    const settings = ["--host=127.0.0.1", "--port=0", "--data=none", "--greet-after-ms=10000"];
    const limited = ["sh", "-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "sh"] as const;
    const command = [...limited, ...serverCommand(), ...settings, `--admin=127.0.0.1:${admin}`] as const;
    await using server = await ServerProcess.start({ command, folder: ROOT });
    const port = await server.port;
    await until(
      () => /TLS on the[^]*SSH on the|SSH on the[^]*TLS on the/.test(server.output),
      () => server.output,
    );
    const [http, tls, ssh, telnet] = [
      await Peer.at(port),
      await Peer.at(port),
      await Peer.at(port),
      await Peer.at(port),
    ];
    const crowd: Peer[] = [], callers: Peer[] = [];
    for (let i = 0; i < DESCRIPTORS; i++) crowd.push(await Peer.at(port));
    await until(() => server.output.includes("almost all open files"), () => server.output);
    for (let held; (held = await heldFiles(server.pid)) < DESCRIPTORS - 1;) {
      const before = held;
      callers.push(await Peer.at(admin));
      await until(
        async () => await heldFiles(server.pid) > before,
        () => `${before} files, and no more: ${server.output}`,
      );
    }
    callers.push(await Peer.at(admin)); // takes the last; without one more the admin door stops, and takes it again

    await telnet.say(`${XTERM}anna\r\n`);
    await until(() => telnet.heard.includes("Hello anna"), () => `${telnet.heard}: ${server.output}`);
    assert(!telnet.heard.includes(OFFER), "edited at the client");
    await http.say(REQUEST);
    await tls.say(HELLO);
    await ssh.say(VERSION);
    await until(() => [http, tls, ssh].every((peer) => peer.hasEnded), () => server.output);
    assertStringIncludes(http.heard, "HTTP/1.1 503 Service Unavailable\r\n");
    assertStringIncludes(http.heard, "\r\n\r\nThe chat is busy. Please try again later.\n");
    assertEquals(tls.heard, "\x15\x03\x03\x00\x02\x02P");
    assertEquals(ssh.heard, "The chat is busy. Please try again later.\r\n");

    for (const peer of [...crowd, ...callers, telnet, http, tls, ssh]) peer[Symbol.dispose]();
    for (
      const [says, hears] of [[REQUEST, "HTTP/1.1 200 OK"], [VERSION, "SSH-2.0-"], [XTERM, OFFER]] as const
    ) {
      using peer = await Peer.at(port);
      await peer.say(says);
      await until(() => peer.heard.includes(hears), () => `${peer.heard} instead of ${hears}`);
    }
    assertEquals(await server.end(), 0);
    assert(!server.output.includes("Bug"), server.output);
  },
);
