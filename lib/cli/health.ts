/**
 * The `health` command: connects like a guest, expects the welcome line, and asks how things are. Made for containers
 * and monitors.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import { addressText } from "../text/address.ts";
import { jsonObject } from "../text/json_object.ts";
import { quoted } from "../text/quoted.ts";
import { cleanText } from "../text/clean_text.ts";
import { WELCOME } from "../render/render.ts";
import { reasonOf } from "../runtime/reason.ts";

/** How long a healthy server may take to welcome, and then to tell how it is, in milliseconds. */
const PATIENCE_MS = 3000, ANSWER_MS = 1000;

/** Most that is read of what a server says, in UTF-16 code units. */
const MAX_HEARD = 4096;

const MAX_SHOWN = 200;

/** As a program asks, so that the answer is the same in every language. */
const QUESTION = new TextEncoder().encode(`/json\n{"verb":"health"}\n`);

export interface Health {
  readonly isUp: boolean;
  readonly sentence: string;
}

/**
 * Asks a server how it is. The welcome alone decides whether it is up. Then `/health` is asked, and where the server
 * has something to complain of, or is one of several nodes, its answer is the sentence; it still is up, because the chat
 * works: a server whose disk is full should be looked after, and not be restarted. A server too old for the question, or
 * too slow, is taken at its welcome.
 */
export async function healthOf(config: Pick<Config, "host" | "port">): Promise<Health> {
  const hostname = config.host === "0.0.0.0" ? "127.0.0.1" : config.host === "::" ? "::1" : config.host;
  const where = addressText(hostname, config.port);
  if (config.port === 0) {
    return {
      isUp: false,
      sentence: `Cannot get a welcome from ${where}: use --port to name the port that the server got`,
    };
  }
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    using connection = await Deno.connect({ hostname, port: config.port, signal: patience });
    const heard = await hear(connection, "", patience, (heard) => heard.includes("\n"));
    if (!heard.startsWith(WELCOME)) {
      const said = quoted(cleanText(heard.trim()), MAX_SHOWN);
      return { isUp: false, sentence: `Cannot get a welcome from ${where}: it answered "${said}"` };
    }
    return { isUp: true, sentence: await answerOf(connection, heard) ?? "The server is healthy." };
  } catch (error) {
    const reason = patience.aborted ? `no answer within ${PATIENCE_MS} ms` : reasonOf(error);
    return { isUp: false, sentence: `Cannot get a welcome from ${where}: ${reason}` };
  }
}

/** What a server that has welcomed us says of itself; undefined where it is well, and that is all. */
async function answerOf(connection: Deno.TcpConn, welcome: string): Promise<string | undefined> {
  try {
    await connection.write(QUESTION);
    const heard = await hear(connection, welcome, AbortSignal.timeout(ANSWER_MS), hasAnswered);
    const { trouble, concern, node, text } = answerIn(heard) ?? {};
    const isAll = trouble === undefined && concern === undefined && node === undefined;
    return isAll ? undefined : quoted(cleanText(String(text)), MAX_SHOWN);
  } catch {
    return undefined; // it hung up, or did not answer in time: its welcome holds
  }
}

/** Reads on until it is enough, or all there is. */
async function hear(
  connection: Deno.TcpConn,
  already: string,
  patience: AbortSignal,
  isEnough: (heard: string) => boolean,
): Promise<string> {
  const hangUp = () => connection[Symbol.dispose]();
  patience.addEventListener("abort", hangUp);
  try {
    let heard = already;
    const decoder = new TextDecoder(), bytes = new Uint8Array(512);
    while (!isEnough(heard) && heard.length < MAX_HEARD) {
      const count = await connection.read(bytes);
      if (count === null) break;
      heard += decoder.decode(bytes.subarray(0, count), { stream: true });
    }
    return heard;
  } finally {
    patience.removeEventListener("abort", hangUp);
  }
}

/** Whether there is an answer, or will be none: an older server takes the question for a name, and asks for another. */
function hasAnswered(heard: string): boolean {
  return heard.includes(`\n${WELCOME}`) || answerIn(heard) !== undefined;
}

interface Answer {
  readonly trouble?: unknown;
  readonly concern?: unknown;
  readonly node?: unknown;
  readonly text?: unknown;
}

/** The answer to the question, among all lines heard; telnet commands may stand before it. */
function answerIn(heard: string): Answer | undefined {
  for (const line of heard.split("\n").slice(0, -1)) {
    const answer = jsonObject(line.slice(line.indexOf("{"))); // others are for people
    if (answer?.["about"] === "health") return answer;
  }
  return undefined;
}
