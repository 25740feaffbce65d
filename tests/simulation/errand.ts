/**
 * Somebody who comes by SSH for one command: they hear its answer and nothing else, and their program tells by its status
 * whether it was done.
 *
 * @module
 */

import type { Breach } from "./breach.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Connection } from "./connection.ts";
import { Ear } from "./ear.ts";
import { TAG, toldBy } from "./hearing.ts";
import { hello, PlayedSsh } from "./played_ssh.ts";
import type { Person } from "./story.ts";

/** What they say has this where lines of a visit have its number. */
export const ERRANDS = 99_999;

/** What nobody is told who came for an answer. */
const OTHERS: ReadonlySet<string> = new Set(
  [
    "said",
    "whispered",
    "joined",
    "left",
    "renamed",
    "entered",
    "exited",
    "removed",
    "greeted",
    "goodbye",
    "refused",
  ],
);

export class Errand {
  readonly person: Person;
  readonly connection: Connection;
  /** When it began, in milliseconds of the timeline. */
  readonly at: number;
  readonly command: string;
  /** Which life of the server it came in, from 0. */
  readonly life: number;
  readonly heard: string[] = [];
  readonly ssh = new PlayedSsh();
  readonly #ear = new Ear(false, (line) => this.heard.push(line), () => {}, this.ssh);
  #unsent: Uint8Array;

  /** Somebody who is connected, and asks at once. */
  constructor(
    parts: {
      readonly person: Person;
      readonly connection: Connection;
      readonly at: number;
      readonly life: number;
      readonly name: string;
      readonly command: string;
    },
  ) {
    ({
      person: this.person,
      connection: this.connection,
      at: this.at,
      life: this.life,
      command: this.command,
    } = parts);
    const { connection: { toPeer, toServer } } = parts;
    this.#unsent = hello({ name: parts.name, command: parts.command });
    toPeer.onArrival = () => this.#read();
    toServer.onRoom = () => this.#push();
    this.#push();
  }

  /** What is wrong with how it went. */
  *breaches({ placeOf, life }: Chronicle): Generator<Breach> {
    const { heard, command, ssh: { status, errors } } = this,
      detail = `${command}: ${JSON.stringify(heard)} ${errors}`;
    const promise = "one command is told its answer and nothing else";
    if (this.#ear.unclean !== undefined) yield { promise, detail: `${command}: ${this.#ear.unclean}` };
    if (heard.some((line) => OTHERS.has(toldBy(line).kind))) yield { promise, detail };
    if (command === "who" && (heard.length > 1 || heard.some((line) => !line.includes("[ssh]")))) {
      yield { promise, detail };
    }
    if (command.startsWith("say") && heard.length > 0) yield { promise, detail };
    if (status === undefined) return; // they did not hear the end
    const isDone = status === 0;
    if (isDone !== (errors === "")) yield { promise: "a status tells whether it was done", detail };
    if (isDone && command === "dance") yield { promise: "a status tells whether it was done", detail };
    if (isDone && command === "who" && heard.length !== 1) yield { promise, detail };
    const tag = TAG.exec(command)?.[0];
    if (tag !== undefined && isDone && life.state !== "dead" && !placeOf.has(tag)) {
      yield { promise: "what one command says is said", detail };
    }
  }

  #push(): void {
    const { toServer } = this.connection;
    while (this.#unsent.length > 0 && toServer.state === "open") {
      const count = toServer.send(this.#unsent);
      if (count === 0) return;
      this.#unsent = this.#unsent.subarray(count);
    }
  }

  #read(): void {
    const { toPeer, toServer } = this.connection;
    while (toPeer.unread > 0) this.#ear.hear(toPeer.take(Infinity));
    if (toPeer.state === "ended" && toServer.state === "open") toServer.end();
  }
}
