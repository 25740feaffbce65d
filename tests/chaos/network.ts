/**
 * A network of machines, each with an address of its own, joined by one switch; and what gets lost on it.
 *
 * A packet is dropped where it would arrive: for the one who sent it, it is lost on the way.
 *
 * @module
 */

import { RUN } from "./walls.ts";

/** The first three numbers of all addresses; nobody else is in this network. */
const NETWORK = "10.77.0";

/** The network of all machines, for the setting that frees people of limits: they all come from one address. */
export const EVERYBODY = `${NETWORK}.0/24`;

/** One machine. */
export interface Place {
  readonly name: string;
  readonly address: string;
  /** What runs a command there when it stands in front of it. */
  readonly within: readonly string[];
}

/** One network at a time. Disposing it takes its machines away; what runs there must have ended. */
export class Network implements AsyncDisposable {
  readonly #places: Place[] = [];

  private constructor() {}

  /** Makes the corner ready for networks; once in each. */
  static async prepare(): Promise<void> {
    await run("mount", "-t", "tmpfs", "tmpfs", RUN);
    await run("ip", "link", "set", "lo", "up");
  }

  /** An empty network, with whoever looks on as its first member. */
  static async make(): Promise<Network> {
    await run("ip", "link", "add", "switch", "type", "bridge");
    await run("ip", "address", "add", `${NETWORK}.1/24`, "dev", "switch");
    await run("ip", "link", "set", "switch", "up");
    return new Network();
  }

  /** Adds a machine. */
  async add(name: string): Promise<Place> {
    const address = `${NETWORK}.${this.#places.length + 2}`, cable = cableTo(name);
    await run("ip", "netns", "add", name);
    await run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
    await run("ip", "link", "set", cable, "master", "switch", "up");
    await run("ip", "-n", name, "address", "add", `${address}/24`, "dev", "eth0");
    for (const device of ["lo", "eth0"]) await run("ip", "-n", name, "link", "set", device, "up");
    const place = { name, address, within: ["ip", "netns", "exec", name] };
    this.#places.push(place);
    return place;
  }

  /** Nothing gets from one to the other any more; the other way it does. */
  async drop(from: Place, to: Place): Promise<void> {
    await firewall(to, "-A", "INPUT", "-s", from.address, "-j", "DROP");
  }

  /** Nothing gets through between two, in either direction. */
  async cut(one: Place, other: Place): Promise<void> {
    await this.drop(one, other);
    await this.drop(other, one);
  }

  /** Everything gets through again. */
  async heal(): Promise<void> {
    for (const place of this.#places) await firewall(place, "-F", "INPUT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { name } of this.#places) {
      await run("ip", "link", "delete", cableTo(name)); // a network takes its time to go, and its cable with it
      await run("ip", "netns", "delete", name);
    }
    await run("ip", "link", "delete", "switch");
  }
}

function cableTo(name: string): string {
  return `to-${name}`;
}

function firewall({ within: [program = "", ...args] }: Place, ...rule: string[]): Promise<void> {
  return run(program, ...args, "iptables", "-w", ...rule);
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args, stdin: "null" }).output();
  if (!success) throw new Error(`${program} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}
