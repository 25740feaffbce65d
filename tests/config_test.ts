import { assertEquals } from "@std/assert";
import { SETTINGS } from "../lib/config.ts";

Deno.test("a time zone that is none is refused at the start, not when somebody comes", () => {
  const { read } = SETTINGS.timeZone;
  for (const zone of ["Mars/Phobos", "Europe", "+99:00", "+15:00", "x", ""]) {
    assertEquals(read(zone), undefined, zone);
  }
  for (const zone of ["system", "UTC", "Asia/Shanghai", "+08:00"]) assertEquals(read(zone), zone);
});
