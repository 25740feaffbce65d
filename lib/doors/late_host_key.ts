/**
 * The SSH host key before it is there: read, or made, when the server has opened its doors, so that the log has its
 * fingerprint before the first client asks. It stays the same as long as the server runs.
 *
 * @module
 */

import type { Background } from "../runtime/background.ts";
import type { Clock, Timer } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { HostKey, HostKeyParts } from "./ssh/host_key.ts";

/** How long the start is over before it is looked for, in milliseconds: TLS has its turn before. */
const START_MS = 150;

/** What is loaded. */
export type HostKeyModule = Pick<typeof import("./ssh/host_key.ts"), "hostKey">;

/** Loads it. */
export const loadHostKey = (): Promise<HostKeyModule> => import("./ssh/host_key.ts");

export interface LateHostKeyParts extends HostKeyParts {
  readonly load: () => Promise<HostKeyModule>;
  readonly clock: Clock;
  readonly background: Background;
}

/**
 * Makes sure that the host key that the settings name can be used.
 * @throws {StartRefused}
 */
export async function demandHostKey(config: Config): Promise<void> {
  if (config.ssh === "off" || config.sshHostKey === "") return;
  await (await import("./ssh/host_key.ts")).demandHostKey(config.sshHostKey);
}

export class LateHostKey implements Disposable {
  readonly #parts: LateHostKeyParts;
  #key: Promise<HostKey> | undefined;
  #start: Timer | undefined;
  #failure: string | undefined;

  constructor(parts: LateHostKeyParts) {
    this.#parts = parts;
  }

  /** Has it a moment later, or when somebody wants it sooner. */
  beginSoon(): void {
    const { clock, background } = this.#parts;
    this.#start = clock.after(START_MS, () => background.keep(this.#begin(), () => "the SSH host key"));
  }

  /** Gives it. @throws {HostKeyTrouble} where it cannot be used; whoever asks next has it tried again */
  async get(): Promise<HostKey> {
    const key = this.#key ??= this.#load();
    try {
      const found = await key;
      this.#failure = undefined;
      return found;
    } catch (error) {
      if (this.#key === key) this.#key = undefined;
      this.#failure = (error as Error).message;
      throw error;
    }
  }

  /** What the operator has to know, in sentences: why there is no SSH. */
  troubles(): string[] {
    return this.#failure === undefined ? [] : [`SSH: ${this.#failure}`];
  }

  [Symbol.dispose](): void {
    this.#start?.cancel();
  }

  async #begin(): Promise<void> {
    try {
      await this.get();
    } catch (error) {
      this.#parts.log("warning", "No SSH, all else goes on: {reason}", { reason: (error as Error).message });
    }
  }

  async #load(): Promise<HostKey> {
    const { hostKey } = await this.#parts.load(), key = await hostKey(this.#parts);
    this.#parts.log("info", "SSH on the same port, with the host key {fingerprint}", {
      fingerprint: key.fingerprint,
    });
    return key;
  }
}
