/**
 * A span for every connection, by Deno's own OpenTelemetry export (`OTEL_DENO=true`). It is loaded only where that is on.
 *
 * @module
 */

import type { Trace } from "../doors/visit.ts";

/** `SpanKind.SERVER` of OpenTelemetry's API for JavaScript. */
const SERVER = 1;

/**
 * The part of that API which is used here. Deno gives its `tracerProvider` no type:
 * https://open-telemetry.github.io/opentelemetry-js/interfaces/_opentelemetry_api.TracerProvider.html
 */
interface Tracer {
  startSpan(name: string, options: { kind: number; root: boolean; attributes: Attributes }): {
    setAttributes(attributes: Attributes): void;
    end(): void;
  };
}

type Attributes = Readonly<Record<string, string | number>>;

/** Begins a span named `connection` for every connection; names of attributes as OpenTelemetry's conventions have them. */
export function connectionSpans(version: string): Trace {
  const tracer: Tracer = Deno.telemetry.tracerProvider.getTracer("chat-server", version);
  return ({ address, peer, door }) => {
    const port = Number(peer.slice(peer.lastIndexOf(":") + 1));
    const span = tracer.startSpan("connection", {
      kind: SERVER,
      root: true,
      attributes: {
        "network.transport": "tcp",
        ...(door !== "tcp" && { "network.protocol.name": door }),
        "network.peer.address": address,
        "network.peer.port": port,
      },
    });
    return ({ person, farewell, lines }) => {
      span.setAttributes({
        ...(person !== undefined && { "chat.person": person }),
        "chat.farewell": farewell,
        "chat.lines": lines,
      });
      span.end();
    };
  };
}
