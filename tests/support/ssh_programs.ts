/**
 * The real programs of SSH: OpenSSH, plink, dbclient. They know a server by a key that is made for the test, and neither
 * read nor write what belongs to whoever runs the tests.
 *
 * @module
 */

import type { TestServer } from "./journey.ts";
import { startTestServer } from "./journey.ts";
import { DataFolder } from "./data_folder.ts";
import { PATIENCE_MS } from "./guest.ts";
import { type OutsideTool, runs } from "./outside_tool.ts";

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

export class SshPrograms implements AsyncDisposable {
  readonly #folder: DataFolder;
  /** The private key of the server, as OpenSSH keeps it. */
  readonly hostKey: string;
  /** `SHA256:...` of that key, and of one that a guest has. */
  readonly hostFingerprint: string;
  readonly guestFingerprint: string;

  private constructor(folder: DataFolder, hostFingerprint: string, guestFingerprint: string) {
    this.#folder = folder;
    this.hostKey = `${folder.path}/host`;
    this.hostFingerprint = hostFingerprint;
    this.guestFingerprint = guestFingerprint;
  }

  /** Makes the keys. Whoever does so disposes them. */
  static async make(): Promise<SshPrograms> {
    const folder = await DataFolder.make(), { path } = folder;
    for (const name of ["host", "guest"]) {
      await run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", `${path}/${name}`]);
    }
    const known = `* ${await Deno.readTextFile(`${path}/host.pub`)}`;
    await Deno.writeTextFile(`${path}/known_hosts`, known);
    return new SshPrograms(folder, await fingerprint(`${path}/host`), await fingerprint(`${path}/guest`));
  }

  /** A server with that key; otherwise as it is unless told otherwise, but in memory. */
  server(): Promise<TestServer> {
    return startTestServer({ greetAfterMs: 300, ssh: "on", sshHostKey: this.hostKey });
  }

  /** OpenSSH's client, or another program that takes its options, with those that a test must have. */
  openSsh(program: "ssh" | "scp" | "sftp" = "ssh"): readonly string[] {
    const options = {
      UserKnownHostsFile: `${this.#folder.path}/known_hosts`,
      GlobalKnownHostsFile: "/dev/null",
      StrictHostKeyChecking: "yes",
      IdentityFile: "none",
      IdentitiesOnly: "yes",
      IdentityAgent: "none",
    };
    return [
      program,
      "-F",
      "/dev/null",
      ...Object.entries(options).flatMap(([key, value]) => ["-o", `${key}=${value}`]),
    ];
  }

  /** OpenSSH's options for a client with a key. */
  get withKey(): readonly string[] {
    return ["-i", `${this.#folder.path}/guest`];
  }

  /** PuTTY's client; it is at home in the folder of the test. */
  plink(port: number): readonly string[] {
    const home = `HOME=${this.#folder.path}`;
    return ["env", home, "plink", "-ssh", "-no-antispoof", "-hostkey", this.hostFingerprint, "-P", `${port}`];
  }

  /** Dropbear's client. */
  dbclient(port: number): readonly string[] {
    return ["env", `HOME=${this.#folder.path}`, "dbclient", "-y", "-y", "-p", `${port}`];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#folder[Symbol.asyncDispose]();
  }
}

/** Runs a program to its end; kills it where that takes too long. */
export async function run([program, ...args]: readonly string[], input = ""): Promise<Ended> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const child = new Deno.Command(program!, { args, signal, stdin: "piped", stdout: "piped", stderr: "piped" })
    .spawn();
  const keyboard = child.stdin.getWriter();
  keyboard.write(new TextEncoder().encode(input)).then(() => keyboard.close()).catch(() => {}); // it has ended
  const { code, stdout, stderr } = await child.output(), decoder = new TextDecoder();
  return { status: code, output: decoder.decode(stdout), errors: decoder.decode(stderr) };
}

async function fingerprint(path: string): Promise<string> {
  const { output } = await run(["ssh-keygen", "-l", "-f", `${path}.pub`]);
  return output.split(" ")[1]!;
}
