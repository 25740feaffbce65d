/**
 * The tutorial's server, as a model: `State` with its `broadcast`, `add` and `handle_client`, line for line where that
 * matters, and without its words.
 *
 * What is kept of tokio and dashmap is what makes them wait:
 * - a `DashMap` is shards with a lock each for many readers or one writer. Ours has one shard, as any two peers may share
 *   one. `iter()` holds it for reading as long as it stands on one of its entries; `insert` and `remove` want it alone,
 *   and block their thread meanwhile.
 * - `mpsc::Sender::send` waits while the channel is full, and fails once the receiver is dropped.
 * - a socket's `send` waits for a peer that reads, and fails where there is none.
 *
 * @module
 */

import type { World } from "../explorer/mod.ts";

/** A peer at the other end of a socket. */
export interface PeerSocket {
  /** Whether it reads now. */
  isReading: boolean;
  /** Whether it is gone. */
  isGone: boolean;
}

/** A bounded channel with one receiver, which can be dropped. */
class Mpsc {
  readonly #world: World;
  readonly #name: string;
  readonly #capacity: number;
  #items: string[] = [];
  #isDropped = false; // the receiver
  #isClosed = false; // the sender

  constructor(world: World, name: string, capacity: number) {
    this.#world = world;
    this.#name = `channel of ${name}`;
    this.#capacity = capacity;
  }

  /** Sends when there is room; resolves with whether there was a receiver. */
  send(item: string): Promise<boolean> {
    return this.#world.step({
      object: this.#name,
      verb: `send ${item}`,
      isReady: () => this.#isDropped || this.#items.length < this.#capacity,
      waitsFor: () => "full",
      perform: () => {
        if (!this.#isDropped) this.#items.push(item);
        return !this.#isDropped;
      },
    });
  }

  recv(): Promise<string | undefined> {
    return this.#world.step({
      object: this.#name,
      verb: "recv",
      isReady: () => this.#isClosed || this.#items.length > 0,
      waitsFor: () => "empty",
      perform: () => this.#items.shift(),
    });
  }

  dropReceiver(): void {
    this.#isDropped = true;
  }

  /** Drops the sender: the receiver gets what is there, and then the end. */
  dropSender(): void {
    this.#isClosed = true;
  }
}

/** A map of channels with one shard. */
class ShardedMap {
  readonly #world: World;
  readonly #values = new Map<string, Mpsc>();
  readonly #readers: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** The entries; the shard is held for reading by `who` until the iteration is over. */
  async *iter(who: string): AsyncGenerator<readonly [string, Mpsc]> {
    await this.#world.step({ object: "peers", verb: "read", perform: () => void this.#readers.push(who) });
    try {
      yield* [...this.#values];
    } finally {
      this.#readers.splice(this.#readers.indexOf(who), 1);
    }
  }

  insert(key: string, value: Mpsc): Promise<void> {
    return this.#alone(`insert ${key}`, () => void this.#values.set(key, value));
  }

  remove(key: string): Promise<void> {
    return this.#alone(`remove ${key}`, () => this.#drop(key));
  }

  /** Lets go of all that is left. */
  dispose(): void {
    for (const key of [...this.#values.keys()]) this.#drop(key);
  }

  #drop(key: string): void {
    this.#values.get(key)?.dropSender();
    this.#values.delete(key);
  }

  #alone(verb: string, perform: () => void): Promise<void> {
    return this.#world.step({
      object: "peers",
      verb,
      isReady: () => this.#readers.length === 0,
      waitsFor: () => `iterated by ${this.#readers.join(" and ")}`,
      perform,
    });
  }
}

/** The server. */
export class TutorialServer {
  readonly #world: World;
  readonly #peers: ShardedMap;
  readonly #capacity: number;

  /** One without peers; `MAX_MESSAGES` is 128 in the tutorial. */
  constructor(world: World, capacity: number) {
    this.#world = world;
    this.#peers = new ShardedMap(world);
    this.#capacity = capacity;
  }

  /** `handle_client`, from the name on: who says these lines and goes. */
  async handleClient(name: string, socket: PeerSocket, lines: readonly string[]): Promise<void> {
    await this.add(name, socket);
    await this.broadcast(name, `${name} joined`);
    for (const line of lines) await this.broadcast(name, line);
    await this.#peers.remove(name);
    await this.broadcast(name, `${name} left`);
  }

  /** `State::add`: the peer's channel, and the task that writes what comes to its socket. */
  async add(name: string, socket: PeerSocket): Promise<void> {
    const channel = new Mpsc(this.#world, name, this.#capacity);
    await this.#peers.insert(name, channel);
    this.#world.spawn(`writer of ${name}`, () => this.#writeTo(name, socket, channel));
  }

  /** `State::broadcast`. */
  async broadcast(from: string, message: string): Promise<void> {
    for await (const [name, channel] of this.#peers.iter(from)) {
      if (name === from) continue;
      if (!await channel.send(message)) await this.#peers.remove(name);
    }
  }

  /** Drops the state, as the end of `main` does. */
  drop(): void {
    this.#peers.dispose();
  }

  async #writeTo(name: string, socket: PeerSocket, channel: Mpsc): Promise<void> {
    for (let message; (message = await channel.recv()) !== undefined;) {
      const isSent = await this.#world.step({
        object: `socket of ${name}`,
        verb: `write ${message}`,
        isReady: () => socket.isReading || socket.isGone,
        waitsFor: () => "nobody reads",
        perform: () => !socket.isGone,
      });
      if (!isSent) break;
    }
    channel.dropReceiver();
  }
}
