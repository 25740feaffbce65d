import { assertEquals } from "@std/assert";
import { TcpTable, unansweredIn } from "../../lib/doors/tcp_table.ts";

const HEAD =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

/** Lines as Linux 6.1 told them of a server on port 29893 (74C5) whose peer's cable was cut, at several moments. */
const AT_8_S =
  "  12: 01004D0A:74C5 02004D0A:8238 01 0000000C:00000000 01:000001FD 00000005     0        0 698190 2 00000000e87bc9d7 652 4 0 10 -1\n";
const AT_29_S =
  "  12: 01004D0A:74C5 02004D0A:8238 01 0000000C:00000000 01:00000937 00000007     0        0 698190 2 00000000e87bc9d7 2611 4 0 1 7\n";
const AT_171_S =
  "  12: 01004D0A:74C5 02004D0A:8238 01 0000000C:00000000 01:00000F81 00000009     0        0 698190 2 00000000e87bc9d7 10444 4 0 1 7\n";

/** The seconds of silence of the one peer in a table. */
function secondsIn(line: string): number | undefined {
  const ms = unansweredIn(HEAD + line, true).get(29_893)?.get("10.77.0.2:33336");
  return ms && Math.round(ms / 1000);
}

Deno.test("unansweredIn() tells from one look for how long a peer has acknowledged nothing", () => {
  assertEquals([AT_8_S, AT_29_S, AT_171_S].map(secondsIn), [8, 28, 169]);
});

Deno.test("unansweredIn() takes nobody for silent who acknowledges, however slow they are", () => {
  const others = {
    "everything is acknowledged": AT_29_S.replace("0000000C:00000000 01", "00000000:00000000 00"),
    "something is on its way for the first time": AT_29_S.replace("00000007 ", "00000000 "),
    "the peer does not read, and says so": AT_29_S.replace(" 01:00000937", " 04:00000937"),
    "nothing is sent, the system asks whether it is there": AT_29_S.replace(" 01:00000937", " 02:00000937"),
    "the connection is being closed by the server": AT_29_S.replace(":8238 01 ", ":8238 04 "),
    "a port that is listened on": AT_29_S.replace(":8238 01 ", ":8238 0A "),
  };
  for (const [what, line] of Object.entries(others)) assertEquals([what, secondsIn(line)], [what, undefined]);
});

Deno.test("unansweredIn() names peers as logs do, of both families", () => {
  const peers = (line: string) => [...unansweredIn(line, true).get(8080)?.keys() ?? []];
  const v6 = (peer: string) =>
    ` 1: 00000000000000000000000001000000:1F90 ${peer}:9C40 08 0000000C:00000000 01:00000010 00000003 0 0 7 1 ffff 160 4 0 1 7\n`;
  assertEquals(peers(v6("B80D0120000000000000000001000000")), ["[2001:db8::1]:40000"]);
  assertEquals(peers(v6("00000000000000000000000001000000")), ["[::1]:40000"]);
  assertEquals(peers(v6("0000000000000000FFFF00000200004D0A".slice(0, 24) + "02004D0A")), [
    "10.77.0.2:40000",
  ]);
  const bigEndian =
    " 1: 7F000001:1F90 0A4D0002:9C40 01 0000000C:00000000 01:00000010 00000003 0 0 7 1 ffff 160 4\n";
  assertEquals([...unansweredIn(bigEndian, false).get(8080)!.keys()], ["10.77.0.2:40000"]);
});

Deno.test("TcpTable reads both files when somebody asks, at most once a second", () => {
  let now = 0;
  const read: string[] = [];
  const table = new TcpTable({
    now: () => now,
    read(path) {
      read.push(path);
      if (path.endsWith("6")) throw new Deno.errors.NotFound("no IPv6 here");
      return HEAD + AT_29_S;
    },
  });
  const askedMs = () => Math.round(table.unansweredMs(29_893, "10.77.0.2:33336") / 1000);
  assertEquals([askedMs(), askedMs(), read.length], [28, 28, 2]);
  assertEquals(table.unansweredMs(29_894, "10.77.0.2:33336"), 0); // at another port it is somebody else
  assertEquals(table.unansweredMs(29_893, "10.77.0.2:33337"), 0);
  now = 1000;
  assertEquals([askedMs(), read.length], [28, 4]);
});

Deno.test("TcpTable knows nothing where there is no such file", () => {
  const table = new TcpTable({
    now: () => 0,
    read() {
      throw new Deno.errors.NotFound("no /proc here");
    },
  });
  assertEquals(table.unansweredMs(8080, "10.77.0.2:33336"), 0);
});
