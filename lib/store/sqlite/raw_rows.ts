/**
 * The rows on a leaf page of an SQLite table, read without SQLite: each by itself, so that a damaged one costs only
 * itself (https://sqlite.org/fileformat2.html, 1.6 and 2.1).
 *
 * @module
 */

import type { RawPages } from "./raw_pages.ts";

/** A value; bytes count as none, since no table of ours has any. */
export type RawValue = string | number | null | undefined;

/** A row: its rowid, and its columns in order. */
export interface RawRow {
  readonly id: number;
  readonly values: readonly RawValue[];
}

/** What the first byte of a leaf page of a table is. */
const TABLE_LEAF = 13;

/** Most bytes that a row may have: more is damage. */
const MAX_ROW = 1024 * 1024;

/** What a reader of bytes throws at their end, and where they make no sense. */
class Nonsense extends Error {}

/** The rows on a page; none where it is something else than a leaf of a table. */
export function rowsOn(pages: RawPages, number: number): RawRow[] {
  const page = pages.page(number), view = new DataView(page.buffer, page.byteOffset, page.length);
  const head = number === 1 ? 100 : 0; // the file's own head
  const rows: RawRow[] = [];
  if (page[head] !== TABLE_LEAF) return rows;
  const cells = view.getUint16(head + 3);
  for (let at = head + 8; at < head + 8 + 2 * cells && at + 2 <= page.length; at += 2) {
    try {
      rows.push(rowAt(pages, page, view.getUint16(at)));
    } catch (error) {
      if (!(error instanceof Nonsense)) throw error;
    }
  }
  return rows;
}

function rowAt(pages: RawPages, page: Uint8Array, at: number): RawRow {
  const cell = new Reader(page, at);
  const length = cell.varint(), id = cell.varint();
  if (length > MAX_ROW) throw new Nonsense();
  const most = page.length - 35, least = Math.floor((page.length - 12) * 32 / 255) - 23;
  const here = least + (length - least) % (page.length - 4);
  const local = length <= most ? length : here <= most ? here : least;
  const payload = new Uint8Array(length);
  payload.set(cell.bytes(local));
  let have = local, next = local < length ? cell.uint(4) : 0;
  while (have < length) {
    if (next < 1 || next > pages.count) throw new Nonsense();
    const more = new Reader(pages.page(next), 0);
    next = more.uint(4);
    const part = more.bytes(Math.min(page.length - 4, length - have));
    payload.set(part, have);
    have += part.length;
  }
  return { id, values: valuesOf(payload) };
}

function valuesOf(payload: Uint8Array): RawValue[] {
  const types = new Reader(payload, 0);
  const end = types.varint();
  const values = new Reader(payload, end), found: RawValue[] = [];
  while (types.at < end) found.push(valueOf(values, types.varint()));
  return found;
}

/** The value of a serial type. */
function valueOf(values: Reader, type: number): RawValue {
  if (type === 0) return null;
  if (type <= 6) return values.int([0, 1, 2, 3, 4, 6, 8][type]!);
  if (type === 8 || type === 9) return type - 8;
  if (type < 12) throw new Nonsense();
  const bytes = values.bytes(Math.floor((type - 12) / 2));
  return type % 2 === 1 ? new TextDecoder().decode(bytes) : undefined;
}

class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  bytes(length: number): Uint8Array {
    if (this.at + length > this.#bytes.length) throw new Nonsense();
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  uint(length: number): number {
    return this.bytes(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  int(length: number): number {
    const value = this.uint(length);
    return value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
  }

  varint(): number {
    let value = 0;
    for (let count = 1; count < 9; count++) {
      const byte = this.uint(1);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new Nonsense(); // no number of ours is negative or that large
  }
}
