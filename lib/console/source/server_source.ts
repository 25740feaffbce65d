/**
 * A running server as a source: follows its stream, and tells it what the console wants, one request after the other in
 * the order they were asked for.
 *
 * @module
 */

import type { OutboxDump } from "../../observe/console_protocol.ts";
import type { Clock } from "../../runtime/clock.ts";
import { ConnectionProblem, type Problem } from "../words/problem.ts";
import { type ConsoleWords, problemText } from "../words/words.ts";
import type { AdminClient } from "./admin_client.ts";
import { type Answer, type Source, type SourceAsk, toldAnswer } from "./source.ts";
import { follow } from "./stream.ts";

const NOTHING: Answer = { kind: "nothing" };

/** A server behind its admin door; nothing is connected yet. */
export function serverSource(client: AdminClient, clock: Clock, words: ConsoleWords): Source {
  let ownId: number | undefined; // how this console is called on the connection that is live
  let asked: Promise<unknown> = Promise.resolve();

  async function done(ask: SourceAsk, signal: AbortSignal): Promise<Answer> {
    if (ownId === undefined) {
      // A wish is told again on the next connection.
      return ask.kind === "wish" ? NOTHING : toldAnswer(words.source.isOffline, true);
    }
    try {
      return await answerTo(ask, ownId, client, words, signal);
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) throw error;
      if (signal.aborted) return NOTHING;
      return toldAnswer(words.source.notDone(reasonOf(error.problem, words)), true);
    }
  }

  return {
    link: { kind: "connecting", address: client.address },
    follow: (listener, signal) =>
      follow({
        client,
        clock,
        words,
        listener: {
          ...listener,
          onLine(line) {
            if (line.kind === "hello") ownId = line.console;
            listener.onLine(line);
          },
          onLink(link) {
            if (link.kind !== "live") ownId = undefined;
            listener.onLink(link);
          },
        },
      }, signal),
    ask(ask, signal) {
      const answer = asked.then(() => done(ask, signal));
      asked = answer.catch(() => {}); // whoever asked is told
      return answer;
    },
  };
}

/** The server's own words need none around them: there is no task 12. */
function reasonOf(problem: Problem, words: ConsoleWords): string {
  const isTold = problem.kind === "refused" && problem.sentence !== "";
  return isTold ? problem.sentence : problemText(problem, words);
}

/** Asks the server. @throws {ConnectionProblem} where it does not answer, or says no */
async function answerTo(
  ask: SourceAsk,
  ownId: number,
  client: AdminClient,
  { source: words }: ConsoleWords,
  signal: AbortSignal,
): Promise<Answer> {
  switch (ask.kind) {
    case "wish":
      await client.askJson(`/console/${ownId}`, signal, ask.wish);
      return NOTHING;
    case "kick": {
      const answer = await client.askJson("/kick", signal, { id: ask.id }) as { kicked?: unknown };
      return toldAnswer(words.kicked(String(answer.kicked ?? ask.id)), false);
    }
    case "dump": {
      const dump = await client.askJson(`/outbox/${ask.resource}`, signal) as Partial<OutboxDump>;
      if (!Array.isArray(dump?.pieces) || dump.filling === undefined) {
        throw new ConnectionProblem({ kind: "no_update" });
      }
      return { kind: "dump", dump: dump as OutboxDump };
    }
    default:
      return ask satisfies never;
  }
}
