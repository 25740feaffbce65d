import { assertEquals } from "@std/assert";
import { strayZone } from "../../lib/cli/system_zone.ts";

const utc = () => 0;

Deno.test("strayZone() says when the zone of the environment became UTC because nothing understood it", () => {
  for (
    const tz of ["<+0545>-05:45", "Nowhere/X", "+8", "europe/berlin", "CET-1CEST,M3.5.0,M10.5.0/3", ":Mars"]
  ) {
    assertEquals(
      strayZone(tz, "system", utc),
      `TZ is ${JSON.stringify(tz)}, which is not a known time zone: times are shown in UTC. ` +
        "--time-zone takes a name such as Asia/Kathmandu, or an offset such as +5:45.",
    );
  }
});

Deno.test("strayZone() says nothing where TZ is understood, is UTC, or does not matter", () => {
  for (
    const tz of [
      undefined,
      "",
      ":",
      "UTC",
      "GMT",
      "Etc/UTC",
      "UTC0",
      "UTC+00",
      "<+00>0",
      "Africa/Abidjan",
      ":/etc/localtime",
    ]
  ) assertEquals(strayZone(tz, "system", utc), undefined, tz);
  assertEquals(strayZone("JST-9", "system", () => -540), undefined);
  assertEquals(strayZone("CET-1CEST", "system", (time) => time > Date.UTC(2026, 3) ? -60 : 0), undefined);
  assertEquals(strayZone("<+0545>-05:45", "Asia/Kathmandu", utc), undefined);
});
