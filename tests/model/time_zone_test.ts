import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { SYSTEM_ZONE, timeZoneOf } from "../../lib/model/time_zone.ts";
import { dateTimeText } from "../../lib/render/time.ts";

Deno.test("timeZoneOf() knows IANA names in any letter case", () => {
  assertEquals(timeZoneOf("asia/shanghai"), "Asia/Shanghai");
  assertEquals(timeZoneOf("Europe/Berlin"), "Europe/Berlin");
  assertEquals(timeZoneOf("AMERICA/NEW_YORK"), "America/New_York");
  assertEquals(timeZoneOf("utc"), "UTC");
});

Deno.test("timeZoneOf() knows offsets as people type them", () => {
  for (const typed of ["+8", "+08", "+8:00", "+08:00", "+0800", "UTC+8", "utc+8", "GMT+08:00"]) {
    assertEquals(timeZoneOf(typed), "+08:00", typed);
  }
  assertEquals(timeZoneOf("UTC-3:30"), "-03:30");
  assertEquals(timeZoneOf("+14"), "+14:00");
  assertEquals(timeZoneOf("-0"), "-00:00");
});

Deno.test("timeZoneOf() knows the machine's own zone", () => {
  assertEquals([timeZoneOf("system"), timeZoneOf("System")], [SYSTEM_ZONE, SYSTEM_ZONE]);
});

Deno.test("timeZoneOf() knows no zone where there is none", () => {
  for (
    const typed of ["", "x", "+", "8", "+15", "+99", "+8:60", "+8:5", "Mars/Phobos", "Europe", "+8 x", "UTC+"]
  ) {
    assertEquals(timeZoneOf(typed), undefined, typed);
  }
});

Deno.test("timeZoneOf() gives zones that times can be written for, and that mean the same again (property)", () => {
  const offset = fc.tuple(
    fc.constantFrom("+", "-", "UTC+", "gmt-"),
    fc.nat(24),
    fc.constantFrom("", ":30", "45", ":5"),
  );
  const typed = fc.oneof(
    offset.map((parts) => parts.join("")),
    fc.constantFrom(...Intl.supportedValuesOf("timeZone"), "EST", "CET", "Zulu", "Etc/GMT+5"),
    fc.string(),
  );
  fc.assert(
    fc.property(
      typed,
      fc.date({ noInvalidDate: true, min: new Date("1970-01-02"), max: new Date("9999-12-30") }),
      (typed, date) => {
        const zone = timeZoneOf(typed);
        if (zone === undefined) return;
        assertEquals(timeZoneOf(zone), zone);
        dateTimeText(date.getTime(), zone);
      },
    ),
  );
});
