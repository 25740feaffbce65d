/** Headers of the PROXY protocol, version 2, right ones and wrong ones; a byte a character. @module */

export interface HeaderWanted {
  /** The address of the one for whom the proxy calls: 4 bytes or 16. */
  readonly source: readonly number[];
  readonly port?: number;
  /** The 13th byte: by default the proxy calls for somebody. */
  readonly command?: number;
  /** The 14th byte: by default TCP, and the family of the address. */
  readonly family?: number;
  /** Bytes behind the addresses. */
  readonly more?: number;
}

/** Makes one. */
export function proxyHeader(wanted: HeaderWanted): string {
  const { source, port = 56_324, command = 0x21, more = 0 } = wanted;
  const { family = source.length === 4 ? 0x11 : 0x21 } = wanted;
  const ports = source.length === 0 ? [] : [port >> 8, port & 0xff, 0, 80];
  const rest = [...source, ...source, ...ports, ...Array<number>(more).fill(4)];
  return "\r\n\r\n\0\r\nQUIT\n" +
    String.fromCharCode(command, family, rest.length >> 8, rest.length & 0xff, ...rest);
}
