/**
 * Durations counted by size, in half powers of two: sixty-seven seconds and a microsecond in two hundred bytes.
 *
 * @module
 */

/** The counts of durations: bucket `i` has those up to {@linkcode bucketMs}(i). Zeros at the end are left out. */
export type Buckets = readonly number[];

/** How many buckets there are; the last one takes everything above. */
export const BUCKETS = 52;

/** The upper end of a bucket in milliseconds: 1 µs, then by half powers of two, up to 67 s. */
export function bucketMs(bucket: number): number {
  return 0.001 * Math.SQRT2 ** bucket;
}

/** The first bucket that takes a duration of more than 1 µs is 1: two to every power of two. */
const PER_OCTAVE = 2, MICROS = 1000;

/** One distribution of durations. */
export class Histogram {
  #counts: Uint32Array | undefined; // made with the first duration: most connections never say a word
  #count = 0;
  #sumMs = 0;

  /** Counts a duration, in milliseconds. */
  add(ms: number): void {
    this.#counts ??= new Uint32Array(BUCKETS);
    this.#counts[bucketOf(ms)]!++;
    this.#count++;
    this.#sumMs += ms;
  }

  /** How many durations were counted. */
  get count(): number {
    return this.#count;
  }

  /** All of them together, in milliseconds. */
  get sumMs(): number {
    return this.#sumMs;
  }

  /** The counts, without those at the end that are zero. */
  buckets(): Buckets {
    const counts = [...this.#counts ?? []];
    while (counts.at(-1) === 0) counts.pop();
    return counts;
  }

  /** How many durations were up to each bucket's upper end, of every `step`th bucket from `first` to `last`. */
  upTo(first: number, last: number, step: number): (readonly [boundMs: number, count: number])[] {
    const found: (readonly [number, number])[] = [];
    let count = 0;
    for (let bucket = 0; bucket <= last; bucket++) {
      count += this.#counts?.[bucket] ?? 0;
      if (bucket >= first && (bucket - first) % step === 0) found.push([bucketMs(bucket), count]);
    }
    return found;
  }
}

function bucketOf(ms: number): number {
  if (ms * MICROS <= 1) return 0;
  return Math.min(BUCKETS - 1, Math.ceil(PER_OCTAVE * Math.log2(ms * MICROS)));
}
