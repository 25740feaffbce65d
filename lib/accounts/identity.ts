/**
 * What somebody is recognised by when they come back: their name as it looks, and where they come from. A name alone is
 * no password, so whoever comes under it from elsewhere is somebody else.
 *
 * @module
 */

import { networkOf, plainAddress } from "../text/address.ts";
import { lookAlikeKeys } from "../text/look_alike.ts";

export class Identity {
  /** How it is written where things are kept. */
  readonly key: string;
  readonly #address: string;
  #network: string | undefined; // most are never asked for it

  private constructor(name: string, address: string) {
    this.key = `${name}@${address}`;
    this.#address = address;
  }

  /** That of whoever has a name and comes from an address without a port. */
  static of(name: string, address: string): Identity {
    return new Identity(nameKey(name), address);
  }

  /** One that was kept, by its key. */
  static kept(key: string): Identity {
    const [name, address] = partsOf(key);
    return new Identity(name, address);
  }

  /** One as people write it, a name and an address: `anna@192.0.2.1`. */
  static written(text: string): Identity {
    const [name, address] = partsOf(text);
    return Identity.of(name, plainAddress(address));
  }

  /** The same person under other names, as keys of {@linkcode nameKey}, and with the address as it is called today. */
  underNames(names: (own: string) => Iterable<string>): Identity[] {
    const [own, address] = partsOf(this.key);
    return Array.from(names(own), (name) => new Identity(name, plainAddress(address)));
  }

  matches(other: Identity): boolean {
    return this.key === other.key;
  }

  /** The network they come from, of `text/address.ts`. */
  get network(): string {
    return this.#network ??= networkOf(this.#address);
  }
}

/** The key under which names that look the same are the same. */
export function nameKey(name: string): string {
  return lookAlikeKeys(name)[0]!;
}

/** Name and address in a key; no name holds an `@`. */
function partsOf(key: string): [name: string, address: string] {
  const at = key.lastIndexOf("@");
  return [key.slice(0, at), key.slice(at + 1)];
}
