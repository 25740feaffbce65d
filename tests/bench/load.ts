/**
 * The load client: a process of its own that fills a room, talks, and checks every line that arrives. Bytes in, bytes
 * out, nothing allocated per line, so that it is the server that is measured. Arguments: a scenario as JSON, the
 * server's port and its process id; it prints one JSON object.
 *
 * A line on the wire is `c0007: %0007.000042.0001234567%aaaa...`: sender, sequence number, time in microseconds.
 *
 * @module
 */

import { cpuUs, residentBytes } from "./process_usage.ts";
import type { Measured, Scenario } from "./scenario.ts";

const LF = 10, PERCENT = 37, ZERO = 48, FILL = 97;
const NAME_BYTES = 5, TEXT_AT = NAME_BYTES + 2, SENDER_AT = TEXT_AT + 1, SEQUENCE_AT = TEXT_AT + 6;
const TIME_AT = TEXT_AT + 13, TIME_DIGITS = 10, TEXT_BYTES = 64, LINE_BYTES = TEXT_AT + TEXT_BYTES + 1;
/** Latencies are counted in steps of 10 µs, up to 10 s. */
const STEP_US = 10, STEPS = 1_000_000;
/** Bounds of a run: joining, nothing arriving, everything, in milliseconds. */
const JOIN_MS = 20_000, SILENCE_MS = 3_000, RUN_MS = 30_000;
/** How often paced senders look at their schedule, in milliseconds; connections opened at a time; lines per write. */
const TICK_MS = 2, IN_FLIGHT = 32, LINES_PER_WRITE = 16;

const origin = performance.now();
const nowUs = () => Math.round((performance.now() - origin) * 1000);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const encoder = new TextEncoder();

function putNumber(bytes: Uint8Array, at: number, digits: number, value: number): void {
  for (let i = at + digits - 1; i >= at; i--, value = Math.floor(value / 10)) bytes[i] = ZERO + value % 10;
}

function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) value = value * 10 + bytes[i]! - ZERO;
  return value;
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

/** Runs `task` for 0 to count - 1, a few at a time. */
async function forEach(count: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** What all guests counted. */
class Tally {
  delivered = 0;
  disordered = 0;
  damaged = 0;
  firstUs = Infinity;
  lastUs = 0;
  readonly #steps = new Uint32Array(STEPS);

  /** Counts a delivery. */
  add(sentUs: number, heardUs: number): void {
    this.delivered++;
    this.lastUs = heardUs;
    this.#steps[Math.min(STEPS - 1, Math.max(0, Math.floor((heardUs - sentUs) / STEP_US)))]!++;
  }

  /** The latency that the given part of all deliveries did not exceed, in milliseconds. */
  quantileMs(part: number): number {
    let left = this.delivered * part;
    const step = this.#steps.findIndex((count) => (left -= count) <= 0);
    return (step + 1) * STEP_US / 1000;
  }
}

/** One guest: talks on a schedule or flat out, and checks what it hears. */
class Guest {
  readonly #connection: Deno.Conn;
  readonly #index: number;
  readonly #tally: Tally;
  readonly #last: Int32Array;
  readonly #bytes = new Uint8Array(65_536);
  #length = 0;
  #sequence = 0;
  #writing: Promise<void> | undefined;
  #backlog: Uint8Array[] = [];
  /** Whether it has heard the probe line: so it is in the room. */
  hasHeardProbe = false;

  constructor(connection: Deno.Conn, index: number, senders: number, tally: Tally) {
    this.#connection = connection;
    this.#index = index;
    this.#tally = tally;
    this.#last = new Int32Array(senders).fill(-1);
  }

  /** Reads until the socket is closed. */
  async listen(): Promise<void> {
    for (;;) {
      const count = await this.#connection.read(this.#bytes.subarray(this.#length)).catch(() => null);
      if (count === null) return;
      this.#length += count;
      this.#hear();
    }
  }

  /** Writes the next lines, stamped now. Does not wait: what the socket does not take yet follows in order. */
  talk(lines: number): void {
    this.#backlog.push(this.#nextLines(lines));
    this.#writing ??= this.#drain();
  }

  /** Writes all its lines as fast as the socket takes them. */
  async talkFlatOut(lines: number): Promise<void> {
    for (let left = lines; left > 0; left -= LINES_PER_WRITE) {
      await writeAll(this.#connection, this.#nextLines(Math.min(left, LINES_PER_WRITE)));
    }
  }

  async #drain(): Promise<void> {
    for (let bytes; (bytes = this.#backlog.shift());) await writeAll(this.#connection, bytes);
    this.#writing = undefined;
  }

  #nextLines(count: number): Uint8Array {
    const size = TEXT_BYTES + 1;
    const bytes = new Uint8Array(count * size).fill(FILL);
    const time = nowUs();
    this.#tally.firstUs = Math.min(this.#tally.firstUs, time);
    for (let at = 0; at < bytes.length; at += size) {
      bytes[at] = PERCENT;
      putNumber(bytes, at + SENDER_AT - TEXT_AT, 4, this.#index);
      bytes[at + 5] = 46;
      putNumber(bytes, at + SEQUENCE_AT - TEXT_AT, 6, this.#sequence++);
      bytes[at + 12] = 46;
      putNumber(bytes, at + TIME_AT - TEXT_AT, TIME_DIGITS, time);
      bytes[at + TIME_AT - TEXT_AT + TIME_DIGITS] = PERCENT;
      bytes[at + size - 1] = LF;
    }
    return bytes;
  }

  #hear(): void {
    const bytes = this.#bytes;
    const time = nowUs();
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(LF, start);
      if (end < 0 || end >= this.#length) break;
      this.#check(start, end, time);
      start = end + 1;
    }
    bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
  }

  #check(start: number, end: number, time: number): void {
    const bytes = this.#bytes, tally = this.#tally;
    if (bytes[start + TEXT_AT] !== PERCENT) {
      this.hasHeardProbe ||= bytes[start + TEXT_AT] === 112 && bytes[start + NAME_BYTES] === 58; // "c0000: p"
      return;
    }
    const sender = numberAt(bytes, start + SENDER_AT, 4);
    const isWhole = end - start + 1 === LINE_BYTES && sender < this.#last.length && sender !== this.#index &&
      numberAt(bytes, start + 1, NAME_BYTES - 1) === sender && bytes[end - 1] === FILL;
    if (!isWhole) {
      tally.damaged++;
      return;
    }
    const sequence = numberAt(bytes, start + SEQUENCE_AT, 6);
    if (sequence <= this.#last[sender]!) tally.disordered++;
    this.#last[sender] = sequence;
    tally.add(numberAt(bytes, start + TIME_AT, TIME_DIGITS), time);
  }
}

async function welcomed(port: number): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  const bytes = new Uint8Array(256);
  for (let heard = 0; bytes.indexOf(LF) < 0;) {
    const count = await connection.read(bytes.subarray(heard));
    if (count === null) throw new Error("The server closed a connection instead of welcoming it");
    heard += count;
  }
  return connection;
}

/** Seats all guests; each is known to be in the room when this resolves. */
async function fillRoom(scenario: Scenario, port: number, tally: Tally): Promise<Guest[]> {
  const guests: Guest[] = [];
  const connections: Deno.Conn[] = [];
  await forEach(scenario.guests, async (index) => {
    const connection = await welcomed(port);
    connections[index] = connection;
    const guest = guests[index] = new Guest(connection, index, scenario.senders, tally);
    guest.listen();
    await writeAll(connection, encoder.encode(`c${String(index).padStart(NAME_BYTES - 1, "0")}\n`));
  });
  const deadline = performance.now() + JOIN_MS;
  while (!guests.every((guest, index) => index === 0 || guest.hasHeardProbe)) {
    if (performance.now() > deadline) throw new Error(`Not all guests were in the room after ${JOIN_MS} ms`);
    await writeAll(connections[0]!, encoder.encode("p\n"));
    await pause(50);
  }
  await pause(400);
  return guests;
}

async function speak({ rate, lines, senders }: Scenario, guests: readonly Guest[]): Promise<void> {
  const speakers = guests.slice(0, senders);
  if (rate === 0) {
    await Promise.all(speakers.map((guest) => guest.talkFlatOut(lines)));
    return;
  }
  const start = performance.now();
  const said = speakers.map(() => 0);
  while (said.some((count) => count < lines)) {
    const elapsed = (performance.now() - start) / 1000 * rate;
    speakers.forEach((guest, index) => {
      const due = Math.min(lines, Math.floor(elapsed - index / senders) + 1) - said[index]!;
      if (due <= 0) return;
      guest.talk(due);
      said[index]! += due;
    });
    await pause(TICK_MS);
  }
}

/** Waits for `expected` deliveries, as long as they keep coming. */
async function allDelivered(tally: Tally, expected: number): Promise<void> {
  const deadline = performance.now() + RUN_MS;
  for (let seen = -1, since = 0; tally.delivered < expected && performance.now() < deadline; await pause(5)) {
    if (tally.delivered !== seen) [seen, since] = [tally.delivered, performance.now()];
    else if (performance.now() - since > SILENCE_MS) return;
  }
}

async function measureTalk(scenario: Scenario, port: number, pid: number): Promise<Measured> {
  const tally = new Tally();
  const guests = await fillRoom(scenario, port, tally);
  const expected = scenario.senders * scenario.lines * (scenario.guests - 1);
  const [cpuBefore, ownBefore, start] = [cpuUs(pid), cpuUs(Deno.pid), performance.now()];
  const spoken = speak(scenario, guests).catch((error) => console.error(`A sender failed: ${error}`));
  await allDelivered(tally, expected);
  const own = (cpuUs(Deno.pid) - ownBefore) / 1000 / (performance.now() - start);
  await pause(50); // whatever comes now comes twice
  await Promise.race([spoken, pause(100)]);
  return {
    expected,
    delivered: tally.delivered,
    disordered: tally.disordered,
    damaged: tally.damaged,
    deliveriesPerSecond: tally.delivered / ((tally.lastUs - tally.firstUs) / 1e6),
    cpuUs: (cpuUs(pid) - cpuBefore) / tally.delivered,
    p50Ms: tally.quantileMs(0.5),
    p99Ms: tally.quantileMs(0.99),
    loadCores: own,
  };
}

async function measureIdle({ guests }: Scenario, port: number, pid: number): Promise<Measured> {
  const tally = new Tally();
  const connections = [await welcomed(port)];
  await pause(400);
  const [cpuBefore, ownBefore, start] = [cpuUs(pid), cpuUs(Deno.pid), performance.now()];
  const residentBefore = residentBytes(pid);
  tally.firstUs = nowUs();
  await forEach(guests, async () => {
    const began = nowUs();
    connections.push(await welcomed(port));
    tally.add(began, nowUs());
  });
  const own = (cpuUs(Deno.pid) - ownBefore) / 1000 / (performance.now() - start);
  await pause(500);
  return {
    expected: guests,
    delivered: tally.delivered,
    disordered: 0,
    damaged: 0,
    deliveriesPerSecond: guests / ((tally.lastUs - tally.firstUs) / 1e6),
    cpuUs: (cpuUs(pid) - cpuBefore) / guests,
    p50Ms: tally.quantileMs(0.5),
    p99Ms: tally.quantileMs(0.99),
    bytesPerConnection: (residentBytes(pid) - residentBefore) / guests,
    loadCores: own,
  };
}

const [scenario, port, pid] = Deno.args.map((argument) => JSON.parse(argument)) as [Scenario, number, number];
const measured = await (scenario.senders === 0 ? measureIdle : measureTalk)(scenario, port, pid);
console.log(JSON.stringify(measured));
Deno.exit(0); // the sockets are not worth a goodbye
