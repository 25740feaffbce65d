/**
 * Sees to it that a stream can go on where a node stands: makes it where there is none yet, and refuses one that has lost
 * what the node knows, or begins behind it. Two histories cannot become one, so it is better to stop than to guess.
 *
 * @module
 */

import { type JetStream, LedgerUnfit, type NewStream, type StreamState } from "./jetstream.ts";

/**
 * A stream on several servers that ends too early is believed when it is seen that often in a row, twice a second. The server
 * that leads it anew knows less until another one has caught up; one that is cut off from the others answers for 10 s more.
 */
const TIMES_SEEN_OF_SEVERAL = 30;

/** What a stream has to fit. */
export interface Standing {
  /** Its name. */
  readonly stream: string;
  /** How it is made where there is none. */
  readonly made: NewStream;
  /** The last record that the node knows; 0 for none. */
  readonly after: number;
  /** The last number that the node gave when it was alone, where it knows no record yet: a new stream goes on behind it. */
  readonly aloneUntil: number;
}

/**
 * The state of a stream that is fit.
 * @throws {LedgerUnfit} where it is not; its message is the end of a sentence for the operator
 */
export async function fitStream(jetstream: JetStream, standing: Standing): Promise<StreamState> {
  const { stream, made, after, aloneUntil } = standing;
  let state = await jetstream.state();
  if (state === undefined) {
    if (after > 0) {
      throw new LedgerUnfit(`there is no stream ${stream}, and this node knows its records up to ${after}`);
    }
    state = await makeStream(jetstream, standing);
  }
  const [subject] = made.subjects;
  if (state.subjects.length !== 1 || state.subjects[0] !== subject) {
    throw new LedgerUnfit(`the stream ${stream} has to take ${subject} and nothing else`);
  }
  if (after === 0 && aloneUntil > 0) return await goneOn(jetstream, state, standing);
  if (state.lastSeq < after) {
    throw new LedgerUnfit(
      `the stream ${stream} ends at ${state.lastSeq}, and this node knows ${after} already`,
      state.replicas > 1 ? TIMES_SEEN_OF_SEVERAL : undefined,
    );
  }
  if (state.firstSeq > after + 1) {
    throw new LedgerUnfit(
      `the stream ${stream} begins at ${state.firstSeq}, and this node knows nothing behind ${after}: start it from a backup of another node`,
    );
  }
  return state;
}

async function makeStream(jetstream: JetStream, { stream, made }: Standing): Promise<StreamState> {
  try {
    return await jetstream.make(made);
  } catch (error) {
    if (!(error instanceof LedgerUnfit)) throw error;
    throw new LedgerUnfit(
      `there is no stream ${stream}, and ${error.message}: allow it, or make the stream yourself`,
    );
  }
}

/** A stream that is empty begins behind what the node did when it was alone; one that another node began is none for it. */
async function goneOn(
  jetstream: JetStream,
  state: StreamState,
  { stream, aloneUntil }: Standing,
): Promise<StreamState> {
  const firstSeq = aloneUntil + 1;
  if (state.messages === 0 && state.lastSeq < aloneUntil) {
    await jetstream.beginAt(firstSeq);
    return { ...state, firstSeq, lastSeq: aloneUntil };
  }
  if (state.firstSeq === firstSeq) return state;
  throw new LedgerUnfit(
    `the stream ${stream} has begun without the ${aloneUntil} events that this node has from when it was alone: start it from a backup of another node`,
  );
}
