/**
 * The real programs of SSH: OpenSSH, plink, dbclient. They know a server by a key that is made for the test, and neither
 * read nor write what belongs to whoever runs the tests.
 *
 * @module
 */

import { serverCommand, startTestServer, type TestServer } from "./journey.ts";
import { DataFolder } from "./data_folder.ts";
import { PATIENCE_MS } from "./guest.ts";
import { type OutsideTool, runs } from "./outside_tool.ts";
import { ServerProcess } from "./server_process.ts";

/** A program, and what it is told. */
export type Command = readonly [string, ...string[]];

/** A program that has ended. */
export interface Ended {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Whether a program is there, which is not asked for its version: each has another way. */
export async function installed(program: string, debianPackage: string): Promise<OutsideTool> {
  const isThere = await runs("sh", ["-c", `command -v ${program}`]);
  return { isThere, remedy: `needs ${program}: apt-get install ${debianPackage}` };
}

/** A key of somebody. */
export interface Key {
  /** The file of the private one. */
  readonly path: string;
  /** `SHA256:...` */
  readonly fingerprint: string;
}

export class SshPrograms implements AsyncDisposable {
  readonly #folder: DataFolder;
  /** The key of the server. */
  readonly host: Key;

  private constructor(folder: DataFolder, host: Key) {
    this.#folder = folder;
    this.host = host;
  }

  /** Makes the key of the server, which all of them know. Whoever does so disposes it. */
  static async make(): Promise<SshPrograms> {
    const folder = await DataFolder.make(), host = await madeKey(`${folder.path}/host`, "ed25519");
    const publicHalf = await Deno.readTextFile(`${host.path}.pub`);
    await Deno.writeTextFile(`${folder.path}/known_hosts`, `* ${publicHalf}`);
    return new SshPrograms(folder, host);
  }

  /** Makes a key for a guest. */
  key(type: "ed25519" | "ecdsa" | "rsa"): Promise<Key> {
    return madeKey(`${this.#folder.path}/${type}`, type);
  }

  /** A server with its key; otherwise as it is unless told otherwise, but in memory. */
  server(): Promise<TestServer> {
    return startTestServer({ greetAfterMs: 300, ssh: "on", sshHostKey: this.host.path });
  }

  /** The same in a process of its own, with an admin door, and a log to look at. */
  process(): Promise<ServerProcess> {
    const flags = words(
      `--host=127.0.0.1 --port=0 --data=none --admin=127.0.0.1:0 --ssh-host-key=${this.host.path}`,
    );
    return ServerProcess.start({ command: [...serverCommand(), ...flags], folder: Deno.cwd() });
  }

  /** OpenSSH's client, or another program that takes its options, with those that a test must have. */
  openSsh(port: number, program: "ssh" | "scp" | "sftp" = "ssh"): Command {
    const known = `-o UserKnownHostsFile=${this.#folder.path}/known_hosts -o GlobalKnownHostsFile=/dev/null`;
    const ours = "-o IdentityFile=none -o IdentitiesOnly=yes -o IdentityAgent=none";
    return words(`${program} -F /dev/null ${known} -o StrictHostKeyChecking=yes ${ours} -o Port=${port}`);
  }

  /** PuTTY's client; it is at home in the folder of the test. */
  plink(port: number): Command {
    const { fingerprint } = this.host;
    return words(`${this.#atHome} plink -ssh -no-antispoof -hostkey ${fingerprint} -P ${port}`);
  }

  /** Dropbear's client. */
  dbclient(port: number): Command {
    return words(`${this.#atHome} dbclient -y -y -p ${port}`);
  }

  get #atHome(): string {
    return `env HOME=${this.#folder.path}`;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#folder[Symbol.asyncDispose]();
  }
}

/** Runs a program to its end; kills it where that takes too long. */
export async function run([program, ...args]: Command, input = ""): Promise<Ended> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const child = new Deno.Command(program, { args, signal, stdin: "piped", stdout: "piped", stderr: "piped" })
    .spawn();
  const keyboard = child.stdin.getWriter();
  keyboard.write(new TextEncoder().encode(input)).then(() => keyboard.close()).catch(() => {}); // it has ended
  const { code, stdout, stderr } = await child.output(), decoder = new TextDecoder();
  return { status: code, output: decoder.decode(stdout), errors: decoder.decode(stderr) };
}

async function madeKey(path: string, type: string): Promise<Key> {
  const bits = type === "rsa" ? "2048" : "256"; // a key of ed25519 has no other length
  await run([...words(`ssh-keygen -q -t ${type} -b ${bits} -f ${path} -N`), ""]);
  const { output } = await run(words(`ssh-keygen -l -f ${path}.pub`));
  return { path, fingerprint: output.split(" ")[1]! };
}

function words(text: string): Command {
  return text.split(" ") as unknown as Command;
}
