import { assertEquals } from "@std/assert";
import { proxyHeaderOf } from "../../lib/doors/proxy_header.ts";
import { latin1 } from "../support/at_the_entrance.ts";
import { proxyHeader } from "../support/proxy_headers.ts";

/** A header as it is understood, with something behind it; before its end it is known to be cut. */
function read(header: string): string | undefined {
  for (let at = 0; at < header.length; at++) {
    const cut = proxyHeaderOf(latin1(header.slice(0, at)));
    if (cut !== "cut") return cut === undefined ? undefined : `short by ${header.length - at}`;
  }
  const whole = proxyHeaderOf(latin1(`${header}anna\n`));
  if (whole === undefined || whole === "cut") return whole;
  assertEquals(whole.bytes, header.length);
  return whole.peer === undefined ? "itself" : `${whole.peer.address} ${whole.peer.port}`;
}

Deno.test("a header of version 1 tells for whom the proxy calls", () => {
  for (
    const [line, peer] of [
      ["TCP4 192.0.2.7 198.51.100.1 56324 443", "192.0.2.7 56324"],
      ["TCP6 2001:DB8::7 2001:db8::1 65535 8080", "2001:db8::7 65535"],
      ["TCP6 ::ffff:192.0.2.7 ::1 1 8080", "192.0.2.7 1"],
      ["TCP6 1:2:3:4:5:6:7:8 ::1 1 8080", "1:2:3:4:5:6:7:8 1"],
      ["UNKNOWN", "itself"],
      ["UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535", "itself"],
      ["TCP4 192.0.2.256 198.51.100.1 56324 443", undefined],
      ["TCP4 192.0.2.07 198.51.100.1 56324 443", undefined],
      ["TCP4 2001:db8::7 198.51.100.1 56324 443", undefined],
      ["TCP4 192.0.2.7 198.51.100.1 65536 443", undefined],
      ["TCP4 192.0.2.7 198.51.100.1 56324", undefined],
      ["TCP4  192.0.2.7 198.51.100.1 56324 443", undefined],
      ["TCP6 192.0.2.7 198.51.100.1 56324 443", undefined],
      ["TCP6 1:2:3:4:5:6:7:8:9 ::1 1 2", undefined],
      ["TCP6 1::2::3 ::1 1 2", undefined],
      ["TCP6 ::12345 ::1 1 2", undefined],
      ["TCP6 ::1.2.3 ::1 1 2", undefined],
      ["UNKNOWNS", undefined],
      [`UNKNOWN ${"x".repeat(100)}`, undefined],
    ] as const
  ) assertEquals(read(`PROXY ${line}\r\n`), peer, line);
});

Deno.test("a header of version 2 tells it too, whatever stands behind the addresses", () => {
  for (
    const [header, peer] of [
      [{ source: [192, 0, 2, 7] }, "192.0.2.7 56324"],
      [{ source: [192, 0, 2, 7], more: 1900 }, "192.0.2.7 56324"],
      [{ source: [0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7] }, "2001:db8:0:1::7 56324"],
      [{ source: Array(16).fill(0) }, ":: 56324"],
      [{ source: [...Array(15).fill(0), 1] }, "::1 56324"],
      [{ source: [0, 1, ...Array(14).fill(0)] }, "1:: 56324"],
      [{ source: [...Array(10).fill(0), 255, 255, 192, 0, 2, 7] }, "192.0.2.7 56324"],
      [{ source: [192, 0, 2, 7], command: 0x20 }, "itself"],
      [{ source: [], command: 0x20, family: 0 }, "itself"],
      [{ source: [], family: 0 }, "itself"], // by another way than TCP
      [{ source: [192, 0, 2, 7], family: 0x12 }, "itself"], // UDP
      [{ source: [], family: 0x31, more: 216 }, "itself"], // a socket of the machine
    ] as const
  ) assertEquals(read(proxyHeader(header)), peer, JSON.stringify(header));
  for (
    const header of [
      { source: [192, 0, 2, 7], command: 0x22 },
      { source: [192, 0, 2, 7], command: 0x11 },
      { source: [192, 0, 2, 7], family: 0x21 }, // too short for its family
      { source: [192, 0, 2, 7], more: 3000 },
    ]
  ) assertEquals(read(proxyHeader(header))?.startsWith("short") ?? false, false, JSON.stringify(header));
});

Deno.test("what is no header is known by the byte that no header has", () => {
  for (
    const [text, known] of [["anna", 1], ["PROXIMA", 5], ["\r\n\r\nx", 5], ["\r\nx", 3], ["\x16", 1]] as const
  ) {
    for (let at = 0; at <= text.length; at++) {
      assertEquals(
        proxyHeaderOf(latin1(text.slice(0, at))),
        at < known ? "cut" : undefined,
        text.slice(0, at),
      );
    }
  }
});
