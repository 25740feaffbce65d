/**
 * A line of talk as bytes: `c0007: %0007.000042.0001234567%aaaa...` has the speaker's name, then speaker, sequence number
 * and time in microseconds. All lines have one length, so that reading them costs little.
 *
 * @module
 */

export const LF = 10;
const PERCENT = 37, DOT = 46, ZERO = 48, COLON = 58, FILL = 97, PROBE_TEXT = 112;
const NAME_BYTES = 5, TEXT_BYTES = 64, TEXT_AT = NAME_BYTES + 2, LINE_BYTES = TEXT_AT + TEXT_BYTES + 1;
/** Where the text has its numbers, and their digits. */
const SPEAKER = { at: 1, digits: 4 }, SEQUENCE = { at: 6, digits: 6 }, TIME = { at: 13, digits: 10 };
const TIME_END = TIME.at + TIME.digits;

type Field = typeof SPEAKER;

/** The name of a guest. */
export function nameOf(index: number): string {
  return `c${String(index).padStart(NAME_BYTES - 1, "0")}`;
}

/** What one says to see who is in the room; it is no talk. */
export const PROBE: Uint8Array = Uint8Array.of(PROBE_TEXT, LF);

/** The next lines of a speaker, as typed. */
export function talkLines(speaker: number, sequence: number, count: number, timeUs: number): Uint8Array {
  const size = TEXT_BYTES + 1, bytes = new Uint8Array(count * size).fill(FILL);
  for (let at = 0; at < bytes.length; at += size) {
    bytes[at] = PERCENT;
    put(bytes, at, SPEAKER, speaker);
    bytes[at + SEQUENCE.at - 1] = DOT;
    put(bytes, at, SEQUENCE, sequence++);
    bytes[at + TIME.at - 1] = DOT;
    put(bytes, at, TIME, timeUs);
    bytes[at + TIME_END] = PERCENT;
    bytes[at + size - 1] = LF;
  }
  return bytes;
}

/** Where the line that begins at `start` ends: at its LF, or -1 if that is not there yet. */
export function endOfLine(bytes: Uint8Array, start: number, length: number): number {
  const end = start + LINE_BYTES - 1; // of a line of talk: nearly all are, and looking there is quicker than searching
  if (end < length && bytes[end] === LF && isTalk(bytes, start)) return end;
  const found = bytes.indexOf(LF, start);
  return found < length ? found : -1;
}

export function isTalk(bytes: Uint8Array, start: number): boolean {
  return bytes[start + TEXT_AT] === PERCENT && bytes[start + NAME_BYTES] === COLON;
}

export function isProbe(bytes: Uint8Array, start: number): boolean {
  return bytes[start + TEXT_AT] === PROBE_TEXT && bytes[start + NAME_BYTES] === COLON;
}

/** Whether a line of talk is as it was sent, by the speaker that it names. */
export function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start + 1 === LINE_BYTES && bytes[end - 1] === FILL &&
    numberAt(bytes, start + 1, NAME_BYTES - 1) === speakerOf(bytes, start);
}

export function speakerOf(bytes: Uint8Array, start: number): number {
  return numberAt(bytes, start + TEXT_AT + SPEAKER.at, SPEAKER.digits);
}

export function sequenceOf(bytes: Uint8Array, start: number): number {
  return numberAt(bytes, start + TEXT_AT + SEQUENCE.at, SEQUENCE.digits);
}

export function timeUsOf(bytes: Uint8Array, start: number): number {
  return numberAt(bytes, start + TEXT_AT + TIME.at, TIME.digits);
}

function put(bytes: Uint8Array, text: number, { at, digits }: Field, value: number): void {
  for (let i = text + at + digits - 1; i >= text + at; i--, value = Math.floor(value / 10)) {
    bytes[i] = ZERO + value % 10;
  }
}

function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) value = value * 10 + bytes[i]! - ZERO;
  return value;
}
