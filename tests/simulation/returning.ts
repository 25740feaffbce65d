/**
 * What a program keeps in mind to come back after a lost connection, as docs/protocol.md says: its token, how many lines it
 * has counted, and what was not answered, which it asks again.
 *
 * @module
 */

/** Most requests without an answer: as many as the server remembers. */
const MAX_UNANSWERED = 64;

interface Line {
  readonly kind: string;
  readonly about?: string;
  readonly reason?: string;
  readonly ref?: unknown;
  readonly token?: string;
  readonly missed?: number;
  readonly lines?: number;
}

export class Returning {
  /** How often it was let back in. */
  returns = 0;
  /** Whether answers may be among skipped lines: it does not know what to ask again, and does not come back. */
  hasLostAnswers = false;
  readonly #send: (text: string) => void;
  #token: string | undefined;
  #seen = 0;
  #missed = 0;
  #isCounting = false;
  #isAway = false;
  readonly #unanswered = new Map<unknown, string>();
  #waiting: string[] = [];

  /** @param send takes what goes out, nothing where all that waited has gone */
  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  /** Whether it can come back. */
  get mayReturn(): boolean {
    return this.#token !== undefined && !this.hasLostAnswers;
  }

  /** Whether something is still to go out. */
  get isWaiting(): boolean {
    return this.#isAway || this.#waiting.length > 0;
  }

  /** Makes requests, each a line, as soon as it may. */
  ask(requests: readonly string[]): void {
    this.#waiting.push(...requests);
    this.#goOn();
  }

  /**
   * Says who it is on a new connection.
   * @param opening what begins JSON there
   */
  comeBack(opening: string): void {
    this.#isAway = true;
    this.#isCounting = false;
    this.#missed = 0;
    this.#send(opening);
    const request = { verb: "resume", argument: this.#token, seen: this.#seen, ref: "resume" };
    this.#send(`${JSON.stringify(request)}\n`);
  }

  /** Takes down a line that came, and says where it tells that an earlier return came later than this one. */
  hear(text: string): "too late" | undefined {
    if (!text.startsWith("{")) return undefined;
    const line: Line = JSON.parse(text);
    const { kind, about, reason, ref, token, missed = 0 } = line;
    this.#unanswered.delete(ref);
    if (reason === "not_resumable" || kind === "goodbye" && reason !== "resumed") this.#token = undefined;
    if (about === "resumable" || about === "resumed") {
      this.#token = token;
      this.#isCounting = true;
      this.#missed = missed;
      if (about === "resumed") this.returns++;
      if (about === "resumed" && missed === 0) this.#askAgain();
    } else if (this.#isCounting && kind !== "goodbye") {
      const lines = kind === "skipped" ? line.lines! : 1;
      this.#seen += lines;
      if (kind === "skipped") this.hasLostAnswers = true;
      if (this.#missed > 0 && (this.#missed -= lines) <= 0) this.#askAgain();
    }
    this.#goOn();
    return reason === "resumed" ? "too late" : undefined;
  }

  #askAgain(): void {
    this.#isAway = false;
    this.#waiting.unshift(...this.#unanswered.values());
    this.#unanswered.clear();
    this.#send("");
  }

  #goOn(): void {
    while (!this.#isAway && (this.#unanswered.size < MAX_UNANSWERED || this.hasLostAnswers)) {
      const request = this.#waiting.shift();
      if (request === undefined) return;
      this.#unanswered.set(JSON.parse(request).ref, request);
      this.#send(`${request}\n`);
    }
  }
}
