/** Peers that speak no text are told by their first bytes; what only looks like them is heard. */

import { SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes, hex } from "../support/bytes.ts";
import { heard, tryHearing } from "./hearing.ts";

tryHearing([
  [
    "tells of a TLS hello and hears nothing after it",
    hex("16 03 01 02 00 01 00 0a ff fd 01 0a"),
    heard({ lines: [SIGNAL.tls] }),
  ],
  ["tells of UTF-16 with a mark", bytes(hex("ff fe"), "b\0o\0t\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of UTF-16 with a mark the other way round",
    bytes(hex("fe ff"), "\0b\0o\0t\0\r\0\n"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  [
    "tells of UTF-16 beyond Latin: 你好",
    hex("ff fe 60 4f 7d 59 0d 00 0a 00"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  ["tells of UTF-16 beyond Latin: Анна", hex("ff fe 10 04 3d 04 3d 04"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 beyond Latin: 가", hex("ff fe 00 ac 0d 00 0a 00"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 without a mark", bytes("b\0o\0t\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 without a mark, one letter", bytes("b\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of UTF-16 without a mark the other way round",
    bytes("\0b\0o\0t"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  ["tells of UTF-32 with a mark", hex("ff fe 00 00 62 00 00 00"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of a PROXY header in bytes, behind the empty lines it begins with",
    bytes("\r\n\r\n\0\r\nQUIT\n", hex("21 11 00 0c"), new Uint8Array(12), "ann\n"),
    heard({ lines: ["", "", SIGNAL.proxy], returns: 2 }),
  ],
  [
    "does not wait where a PROXY header might begin",
    bytes("\r\n\r\nann\r\n"),
    heard({ lines: ["", "", "ann"], returns: 3 }),
  ],
  ["tells of SOCKS", hex("05 01 00"), heard({ lines: [SIGNAL.program] })],
  ["tells of a remote desktop", hex("03 00 00 13 0e e0 00 00"), heard({ lines: [SIGNAL.program] })],
  ["tells of PostgreSQL", hex("00 00 00 08 04 d2 16 2f"), heard({ lines: [SIGNAL.program] })],
  ["tells of a file share", bytes(hex("00 00 00 45 ff"), "SMBr"), heard({ lines: [SIGNAL.program] })],
  ["tells of MQTT", bytes(hex("10 12 00 04"), "MQTT"), heard({ lines: [SIGNAL.program] })],
  [
    "takes DONT as the first thing a telnet says for DONT",
    bytes(hex("ff fe 01"), "ann\r\n"),
    heard({ lines: ["ann"], telnet: 1, returns: 1 }),
  ],
  [
    "takes a storm of DONT for telnet",
    bytes(hex("ff fe 48 ff fe 00 ff fd 48"), "ann\n"),
    heard({ lines: ["ann"], replies: "ff fc 48", telnet: 1 }),
  ],
  [
    "hears a byte order mark of UTF-8 in front of a line",
    bytes("\ufeffann\n"),
    heard({ lines: ["\ufeffann"] }),
  ],
  [
    "says what looked like the beginning of something else when the input ends",
    bytes("a"),
    heard({ lines: ["a"] }),
  ],
  ["takes 16 03 later on for keys", bytes("ann\n", 0x16, 0x03, "b\n"), heard({ lines: ["ann", "b"] })],
  [
    "takes 16 and something else for a key",
    bytes(0x16, "ann\n", 0x16, 0x03, "b\n"),
    heard({ lines: ["ann", "b"] }),
  ],
]);
