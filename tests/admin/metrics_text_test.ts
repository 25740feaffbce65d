import { assertEquals, assertStringIncludes } from "@std/assert";
import { metricsText } from "../../lib/admin/metrics_text.ts";
import type { Measure } from "../../lib/inspect/measure.ts";

const MEASURES: readonly Measure[] = [
  {
    name: "chat_lines_received_total",
    help: "Lines that people sent.",
    type: "counter",
    values: [{ value: 12345678901 }],
  },
  {
    name: "chat_evictions_total",
    help: "Sessions that were ended.",
    type: "counter",
    values: [{ labels: { reason: "too_slow" }, value: 2 }, { labels: { reason: "kicked" }, value: 0 }],
  },
  {
    name: "chat_guests",
    help: "People.",
    type: "gauge",
    values: [{ labels: { odd: `a"b\\c\nd` }, value: 0.5 }],
  },
  {
    name: "chat_broadcast_seconds",
    help: "Handing out.",
    type: "histogram",
    buckets: { upTo: [[0.001, 3], [0.01, 4]], count: 5, sum: 1.5 },
  },
];

Deno.test("metricsText() is Prometheus' text format", () => {
  assertEquals(
    metricsText(MEASURES),
    `# HELP chat_lines_received_total Lines that people sent.
# TYPE chat_lines_received_total counter
chat_lines_received_total 12345678901

# HELP chat_evictions_total Sessions that were ended.
# TYPE chat_evictions_total counter
chat_evictions_total{reason="too_slow"} 2
chat_evictions_total{reason="kicked"} 0

# HELP chat_guests People.
# TYPE chat_guests gauge
chat_guests{odd="a\\"b\\\\c\\nd"} 0.5

# HELP chat_broadcast_seconds Handing out.
# TYPE chat_broadcast_seconds histogram
chat_broadcast_seconds_bucket{le="0.001"} 3
chat_broadcast_seconds_bucket{le="0.01"} 4
chat_broadcast_seconds_bucket{le="+Inf"} 5
chat_broadcast_seconds_sum 1.5
chat_broadcast_seconds_count 5
`,
  );
});

Deno.test("metricsText() is the same for the same measures, and follows them", () => {
  const [first] = MEASURES;
  metricsText(MEASURES);
  assertStringIncludes(metricsText(MEASURES), "12345678901\n");
  const later = { ...first!, values: [{ value: 7 }] } as Measure;
  assertStringIncludes(metricsText([later]), "chat_lines_received_total 7\n");
});

Deno.test("metricsText() writes numbers and help as the format wants them, and a measure without values", () => {
  const values = [Infinity, -Infinity, 1e21, 0.1 + 0.2].map((value) => ({ value }));
  assertEquals(
    metricsText([
      { name: "chat_odd", help: "One\nline, C:\\", type: "gauge", values },
      { name: "chat_none_total", help: "None.", type: "counter", values: [] },
    ]),
    `# HELP chat_odd One\\nline, C:\\\\
# TYPE chat_odd gauge
chat_odd +Inf
chat_odd -Inf
chat_odd 1e+21
chat_odd 0.30000000000000004

# HELP chat_none_total None.
# TYPE chat_none_total counter
`,
  );
});
