/**
 * Ways to damage a store's file for real: its bytes, page by page.
 *
 * @module
 */

/** The size of a page in bytes. */
export const PAGE = 4096;

/** The number of pages of a file. */
export function pagesIn(file: string): number {
  return Deno.statSync(file).size / PAGE;
}

/** Overwrites a page of a file, numbered from 1, in place. */
export function overwrite(file: string, page: number, bytes: Uint8Array): void {
  using opened = Deno.openSync(file, { write: true });
  opened.seekSync((page - 1) * PAGE, Deno.SeekMode.Start);
  opened.writeSync(bytes.subarray(0, PAGE));
}

/** The numbers of the pages whose first byte is of a kind (13: rows, 5: the way to rows, 10: an index) and which hold a text. */
export function pagesOf(file: string, kind: number, text = ""): number[] {
  const bytes = Deno.readFileSync(file);
  const decoder = new TextDecoder("latin1");
  return Array.from({ length: bytes.length / PAGE }, (_, at) => at + 1).filter((number) => {
    const page = bytes.subarray((number - 1) * PAGE, number * PAGE);
    return number > 1 && page[0] === kind && decoder.decode(page).includes(text);
  });
}

/** Changes places of two pages. */
export function swap(file: string, one: number, other: number): void {
  const bytes = Deno.readFileSync(file);
  const page = (number: number) => bytes.slice((number - 1) * PAGE, number * PAGE);
  const [first, second] = [page(one), page(other)];
  overwrite(file, one, second);
  overwrite(file, other, first);
}

/** Gives a row, the one at a place of a page of rows, another id, of two bytes as the one before. */
export function renumber(file: string, page: number, at: number, id: number): void {
  const bytes = Deno.readFileSync(file).subarray((page - 1) * PAGE, page * PAGE);
  let cell = bytes[8 + 2 * at]! * 256 + bytes[9 + 2 * at]!;
  while (bytes[cell]! > 127) cell++; // how long it is
  overwrite(file, page, bytes.with(cell + 1, 0x80 | id >> 7).with(cell + 2, id & 0x7f));
}

/** Makes the page in the middle of those that hold lines unreadable: its first bytes are flipped. */
export function hurtMiddle(file: string): void {
  const pages = pagesOf(file, 13, "line ");
  const page = pages[Math.floor(pages.length / 2)]!;
  const bytes = Deno.readFileSync(file).subarray((page - 1) * PAGE, page * PAGE);
  overwrite(file, page, bytes.map((byte, at) => at < 64 ? byte ^ 0xff : byte));
}
