/**
 * A span for every connection, by Deno's own OpenTelemetry export (`OTEL_DENO=true`): the one file that knows the
 * OpenTelemetry API. It is loaded only where that export is on.
 *
 * @module
 */

import { SpanKind, trace } from "@opentelemetry/api";
import type { Trace } from "../doors/visit.ts";

/** Begins a span named `connection` for every connection; names of attributes as OpenTelemetry's conventions have them. */
export function connectionSpans(version: string): Trace {
  const tracer = trace.getTracer("chat-server", version);
  return ({ address, peer, door }) => {
    const port = Number(peer.slice(peer.lastIndexOf(":") + 1));
    const span = tracer.startSpan("connection", {
      kind: SpanKind.SERVER,
      root: true,
      attributes: {
        "network.transport": door,
        "network.peer.address": address,
        "network.peer.port": port,
      },
    });
    return ({ person, farewell, lines }) => {
      if (person !== undefined) span.setAttribute("chat.person", person);
      span.setAttributes({ "chat.farewell": farewell, "chat.lines": lines });
      span.end();
    };
  };
}
