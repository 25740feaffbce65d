import { assertEquals, assertMatch } from "@std/assert";
import { clockText, dateTimeText, shortTimeText } from "../../lib/render/time.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000, DAY = 24 * HOUR;

Deno.test("dateTimeText() writes date and time to the minute, in any zone", () => {
  assertEquals(dateTimeText(NOON + 59_999, "UTC"), "2026-01-01 12:00");
  assertEquals(dateTimeText(NOON, "Asia/Shanghai"), "2026-01-01 20:00");
  assertEquals(dateTimeText(NOON, "America/New_York"), "2026-01-01 07:00");
  assertEquals(dateTimeText(NOON, "+05:30"), "2026-01-01 17:30");
  assertEquals(dateTimeText(NOON, "-12:00"), "2026-01-01 00:00");
  assertEquals(dateTimeText(NOON + 6 * HOUR, "+08:00"), "2026-01-02 02:00");
  assertMatch(dateTimeText(NOON, "system"), /^202[56]-\d\d-\d\d \d\d:00$/);
});

Deno.test("dateTimeText() writes midnight as 00:00 of the new day", () => {
  assertEquals(dateTimeText(NOON + 12 * HOUR, "UTC"), "2026-01-02 00:00");
  assertEquals(dateTimeText(NOON + 4 * HOUR, "+08:00"), "2026-01-02 00:00");
});

Deno.test("dateTimeText() keeps the hours of summer and winter apart", () => {
  assertEquals(dateTimeText(Date.UTC(2026, 6, 1, 12), "Europe/Berlin"), "2026-07-01 14:00");
  assertEquals(dateTimeText(Date.UTC(2026, 0, 1, 12), "Europe/Berlin"), "2026-01-01 13:00");
});

Deno.test("dateTimeText() serves more zones than it keeps formatters for", () => {
  for (let round = 0; round < 2; round++) {
    for (let minutes = 0; minutes < 60; minutes++) {
      const zone = `+01:${String(minutes).padStart(2, "0")}`;
      assertEquals(dateTimeText(NOON, zone), `2026-01-01 13:${String(minutes).padStart(2, "0")}`);
    }
  }
});

Deno.test("shortTimeText() leaves away what is as it is now, as the reader's clock tells it", () => {
  assertEquals(shortTimeText(NOON, NOON + HOUR, "UTC"), "12:00");
  assertEquals(shortTimeText(NOON, NOON + DAY, "UTC"), "01-01 12:00");
  assertEquals(shortTimeText(NOON - DAY, NOON, "UTC"), "2025-12-31 12:00");
  assertEquals(shortTimeText(NOON + 3 * HOUR, NOON + 5 * HOUR, "+08:00"), "01-01 23:00");
  assertEquals(shortTimeText(NOON - DAY, NOON, "Pacific/Kiritimati"), "01-01 02:00"); // 14 hours ahead
});

Deno.test("clockText() is the time of day that dateTimeText() writes, in any zone and on any day", () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "system", "+05:45", "-03:17"];
  const changes = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 3, 4, 15), NOON];
  for (const change of changes) {
    for (const zone of zones) {
      for (const time of [change - 1, change, change + 59_999, change + HOUR]) {
        assertEquals(clockText(time, zone), dateTimeText(time, zone).slice(11), `${zone} ${time}`);
      }
    }
  }
});

Deno.test("dateTimeText() tells the time for any number of zones, more than it remembers too", () => {
  const zones = Intl.supportedValuesOf("timeZone").slice(0, 200);
  const told = () => zones.map((zone) => dateTimeText(0, zone));
  const first = told();
  assertEquals(told(), first);
  for (const text of first) assertMatch(text, /^(1969-12-31|1970-01-01) \d\d:\d\d$/);
});
