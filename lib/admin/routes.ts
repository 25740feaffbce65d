/**
 * The paths of the admin door, in one table: the list at `/`, the refusals that name what may be asked instead, and the
 * answers all come from it.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Inside } from "../inspect/inspector.ts";
import { cleanText } from "../text/clean_text.ts";
import { answer, jsonAnswer, refusal, textAnswer } from "../http/answers.ts";
import { type Consoles, MAX_CONSOLES } from "./consoles.ts";
import { METRICS_TYPE, metricsText } from "./metrics_text.ts";
import { drainIn, kickIn, wishIn } from "./orders.ts";
import type { WholeProcess } from "./other_threads.ts";
import { readinessText } from "./readiness.ts";
import { bodyOf } from "../http/request_body.ts";
import type { Snapshots } from "./snapshots.ts";

export interface RoutesParts {
  readonly inside: Inside;
  readonly whole: WholeProcess;
  /** What the server is called now; empty for nothing. */
  readonly name: () => string;
  readonly consoles: Consoles;
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  /** Told of every kick. */
  readonly log: Log;
}

/** Something that may be asked. */
interface Route {
  readonly method: "GET" | "POST";
  /** `ID` stands for a number. */
  readonly path: string;
  /** What one gets, in a line. */
  readonly about: string;
  readonly answer: (id: number, request: Request) => Response | Promise<Response>;
}

/** Makes what answers every request; what it throws is a bug. */
export function routes(parts: RoutesParts): (request: Request) => Response | Promise<Response> {
  const table = [...lookingRoutes(parts), ...doingRoutes(parts)];
  const list: Route = route(
    "GET /",
    "this list",
    () => textAnswer(headingOf(parts.name()) + listOf([list, ...table])),
  );
  const routesByPath = Map.groupBy([list, ...table], ({ path }) => path);
  return (request) => {
    const { pathname } = new URL(request.url);
    const [, path, digits] = /^(.*?)(?:\/(\d{1,15}))?$/.exec(pathname) ?? [];
    const found = routesByPath.get(digits === undefined ? pathname : `${path}/ID`);
    if (found === undefined) {
      return refusal(404, "There is nothing at this path; GET / lists all paths.");
    }
    const isHead = request.method === "HEAD" && pathname !== "/console"; // which would be opened for nothing
    const route = found.find(({ method }) => method === (isHead ? "GET" : request.method));
    if (route !== undefined) {
      const answer = route.answer(Number(digits), request);
      return isHead ? headOf(answer) : answer;
    }
    const allow = found.map(({ method }) => method).join(", ");
    return refusal(405, `This path takes ${allow} only; GET / lists all paths.`, { allow });
  };
}

/**
 * An answer to HEAD. A text stays, and Deno tells its length and leaves it out (RFC 9110, 9.3.2). A stream is cancelled:
 * nobody reads it. In its place comes one that has ended, since for no body at all Deno would tell a length of 0.
 */
async function headOf(answering: Response | Promise<Response>): Promise<Response> {
  const answer = await answering;
  if (answer.headers.has("content-length")) return answer;
  await answer.body?.cancel();
  const { status, headers } = answer;
  return new Response(new ReadableStream({ start: (it) => it.close() }), { status, headers });
}

function lookingRoutes({ inside, whole, consoles, snapshots }: RoutesParts): Route[] {
  return [
    route("GET /healthz", "whether the server is alive", () => textAnswer("alive\n")),
    route(
      "GET /readyz",
      "whether people can enter and their lines are saved; if not, 503 and the reason",
      async () => {
        const { isReady, text } = readinessText(await whole.readiness());
        return textAnswer(text, isReady ? 200 : 503);
      },
    ),
    route(
      "GET /metrics",
      "everything that is measured, for Prometheus",
      async () => answer(metricsText([...await whole.measures(), ...consoles.measures()]), METRICS_TYPE),
    ),
    route("GET /console", "the inside of the server and all its changes, as JSON lines", () => {
      const stream = consoles.open();
      if (stream !== undefined) return answer(stream, "application/x-ndjson");
      return refusal(503, `All ${MAX_CONSOLES} consoles are open: close one.`);
    }),
    route("GET /snapshot", "the inside of the server now, as one JSON object", () => {
      const stream = snapshots.small() ?? snapshots.open();
      if (stream !== undefined) return answer(stream, "application/json");
      return refusal(503, "Other snapshots are being read: try again in a moment.");
    }),
    route("GET /outbox/ID", "the sizes of the lines that wait in an outbox", (id) => {
      const dump = inside.dump(id);
      return dump === undefined ? refusal(404, `There is no outbox ${id}.`) : jsonAnswer(dump);
    }),
  ];
}

function doingRoutes({ inside, whole, consoles, clock, log }: RoutesParts): Route[] {
  return [
    route(
      "POST /console/ID",
      `changes what this console is sent: {"paused":true}, {"details":TASK}`,
      async (number, request) => {
        const sent = await bodyOf(request, clock);
        if (sent instanceof Response) return sent;
        const wish = wishIn(sent);
        if (typeof wish === "string") return refusal(400, wish);
        return consoles.wish(number, wish)
          ? jsonAnswer(wish)
          : refusal(404, `There is no console ${number}.`);
      },
    ),
    route(
      "POST /kick",
      `ends the session that a task or a resource belongs to: {"id":NUMBER}`,
      async (_, request) => {
        const sent = await bodyOf(request, clock);
        if (sent instanceof Response) return sent;
        const id = kickIn(sent);
        if (typeof id === "string") return refusal(400, id);
        const name = inside.kick(id);
        if (name === undefined) return refusal(404, `No session belongs to ${id}.`);
        log("info", "Kicked {name}: POST /kick asked for it", { name });
        return jsonAnswer({ kicked: name });
      },
    ),
    route(
      "POST /drain",
      "lets nobody in any more, and stops the server when all have gone: {}",
      async (_, request) => {
        const sent = await bodyOf(request, clock);
        if (sent instanceof Response) return sent;
        const problem = drainIn(sent);
        return problem === undefined ? jsonAnswer(await whole.drain()) : refusal(400, problem);
      },
    ),
  ];
}

/** @param request `GET /readyz` */
function route(request: `${Route["method"]} /${string}`, about: string, answer: Route["answer"]): Route {
  const [method, path] = request.split(" ") as [Route["method"], string];
  return { method, path, about, answer };
}

function headingOf(name: string): string {
  return name === "" ? "" : `${cleanText(name)}\n\n`;
}

function listOf(table: readonly Route[]): string {
  return table.map(({ method, path, about }) => `${method.padEnd(5)}${path.padEnd(13)}${about}\n`).join("");
}
