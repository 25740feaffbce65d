/**
 * A certificate authority for tests: Debian's `pebble`, which speaks ACME as Let's Encrypt does and asks back at a port
 * of our choice; and `pebble-challtestsrv`, a DNS in which every name is this machine.
 *
 * @module
 */

import { selfSigned } from "../../lib/doors/tls/certificate.ts";
import { freePort } from "./free_port.ts";
import { type OutsideTool, runs } from "./outside_tool.ts";

/** Longest time until it answers, in milliseconds, and between two looks. */
const PATIENCE_MS = 10_000, LOOK_MS = 50;

/** Whether it is installed. */
export async function pebbleThere(): Promise<OutsideTool> {
  const isThere = await runs("pebble", ["-h"]) && await runs("pebble-challtestsrv", ["-h"]);
  return { remedy: "needs pebble: apt-get install pebble", isThere };
}

/** The site of an authority, before it runs: a server is told of it first. Whoever makes it disposes it. */
export class Pebble implements AsyncDisposable {
  /** Where it will be found. */
  readonly directory: string;
  /** The file with the certificate of its site, for `DENO_CERT`. */
  readonly certFile: string;
  readonly #folder: string;
  readonly #ports: readonly number[];
  readonly #programs: Deno.ChildProcess[] = [];

  private constructor(folder: string, ports: readonly number[]) {
    this.#folder = folder;
    this.#ports = ports;
    this.directory = `https://localhost:${ports[0]}/dir`;
    this.certFile = `${folder}/site.pem`;
  }

  static async make(): Promise<Pebble> {
    const folder = await Deno.makeTempDir({ prefix: "chat-pebble-" });
    const { cert, key } = await selfSigned(["localhost"], Date.now());
    await Deno.writeTextFile(`${folder}/site.pem`, cert);
    await Deno.writeTextFile(`${folder}/site.key`, key);
    return new Pebble(folder, [freePort(), freePort(), freePort(), freePort()]);
  }

  /** Starts it; from then on it asks back at this port. Resolves when it answers. */
  async start(httpPort: number): Promise<void> {
    const [acme, management, dns, dnsManagement] = this.#ports, folder = this.#folder;
    const config = {
      listenAddress: `127.0.0.1:${acme}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate: `${folder}/site.pem`,
      privateKey: `${folder}/site.key`,
      httpPort,
    };
    await Deno.writeTextFile(`${folder}/config.json`, JSON.stringify({ pebble: config }));
    const names = [
      "-dns01",
      `127.0.0.1:${dns}`,
      "-management",
      `127.0.0.1:${dnsManagement}`,
      "-defaultIPv6",
      "",
    ];
    this.#spawn("pebble-challtestsrv", [...names, "-http01", "", "-https01", "", "-tlsalpn01", ""]);
    this.#spawn("pebble", ["-strict", "-config", `${folder}/config.json`, "-dnsserver", `127.0.0.1:${dns}`]);
    await this.root();
  }

  /** The certificate that signs all of its certificates: another one at each start. */
  async root(): Promise<string> {
    using client = Deno.createHttpClient({ caCerts: [await Deno.readTextFile(this.certFile)] });
    for (let waitedMs = 0;; waitedMs += LOOK_MS) {
      try {
        return await (await fetch(`https://localhost:${this.#ports[1]}/roots/0`, { client })).text();
      } catch (error) {
        if (waitedMs >= PATIENCE_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    }
  }

  #spawn(program: string, args: string[]): void {
    // It sleeps between two questions, and refuses a twentieth of all requests, unless it is told not to sleep.
    const env = { PEBBLE_VA_NOSLEEP: "1" };
    this.#programs.push(
      new Deno.Command(program, { args, env, stdin: "null", stdout: "null", stderr: "null" }).spawn(),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.#programs) {
      program.kill("SIGKILL");
      await program.status;
    }
    await Deno.remove(this.#folder, { recursive: true });
  }
}
