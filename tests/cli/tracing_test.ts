/**
 * Deno's own OpenTelemetry export, as a collector sees it.
 */

import { assertEquals } from "@std/assert";
import { ROOT } from "../support/folders.ts";
import { Guest } from "../support/guest.ts";
import { ServerProcess } from "../support/server_process.ts";

/** A span as OTLP has it in JSON, as far as is looked at here. */
interface Span {
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

/** Spans in the body of a request to a collector. */
function spansIn(body: { resourceSpans?: { scopeSpans: { spans: Span[] }[] }[] }): Span[] {
  return (body.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

Deno.test("OTEL_DENO=true exports a span for every connection, which tells who it was and how it ended", async () => {
  const got = Promise.withResolvers<Span>();
  await using collector = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const found = spansIn(await request.json()).find(({ name }) => name === "connection");
    if (found !== undefined) got.resolve(found);
    return Response.json({});
  });
  await using server = await ServerProcess.start({
    command: [
      Deno.execPath(),
      ...["run", "--no-check", "--allow-net", "--allow-env", "--allow-read", "main.ts"],
      ...["--host", "127.0.0.1", "--port", "0", "--data", "none", "--admin", "none"],
    ],
    folder: ROOT,
    environment: {
      ...Deno.env.toObject(),
      OTEL_DENO: "true",
      OTEL_BSP_SCHEDULE_DELAY: "100",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
    },
  });
  const ann = await Guest.join({ hostname: "127.0.0.1", port: await server.port }, "ann");
  await ann.say("hello");
  await ann.say("/quit");
  await ann.hearUntil("Goodbye!");
  await ann[Symbol.asyncDispose]();
  const { attributes } = await got.promise;
  const values = Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
  delete values["network.peer.port"];
  const lines = Number(values["chat.lines"]); // as text in one version of the export, as a number in another
  assertEquals({ ...values, "chat.lines": lines }, {
    "network.transport": "tcp",
    "network.peer.address": "127.0.0.1",
    "chat.person": "ann",
    "chat.farewell": "quit",
    "chat.lines": 3,
  });
});
