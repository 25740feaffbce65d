import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { SYSTEM_ZONE, timeZoneOf, zoneHint, zonesMeant } from "../../lib/model/time_zone.ts";
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

Deno.test("timeZoneOf() keeps the name it was given, in that name's own letter case", () => {
  const names = [
    ...["Europe/Kyiv", "Europe/Kiev", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Calcutta", "America/Nuuk"],
    ...["Asia/Ho_Chi_Minh", "Asia/Yangon", "America/Port-au-Prince", "America/Port_of_Spain", "Etc/GMT+5"],
    ...["Africa/Dar_es_Salaam", "Europe/Isle_of_Man", "America/Argentina/ComodRivadavia", "America/Knox_IN"],
    ...["Antarctica/DumontDUrville", "Antarctica/McMurdo", "Australia/ACT", "Australia/NSW", "Australia/LHI"],
    ...["Brazil/DeNoronha", "Chile/EasterIsland", "Mexico/BajaNorte", "Mexico/BajaSur", "US/East-Indiana"],
    ...["Etc/UTC", "Etc/UCT", "Etc/GMT", "Etc/GMT0", "Etc/GMT-14", "Etc/Zulu", "America/Indiana/Knox"],
    ...[
      "America/North_Dakota/New_Salem",
      "Asia/Ust-Nera",
      "America/Blanc-Sablon",
      "UTC",
      "GMT",
      "UCT",
      "CET",
    ],
    ...["EST5EDT", "PST8PDT", "GB", "GB-Eire", "NZ-CHAT", "W-SU", "Japan", "Singapore", "Hongkong", "PRC"],
    ...Intl.supportedValuesOf("timeZone"),
  ];
  for (const name of names) {
    for (const typed of [name, name.toLowerCase(), name.toUpperCase(), ` ${name} `]) {
      assertEquals(timeZoneOf(typed), name, typed);
    }
  }
  assertEquals(timeZoneOf("Z"), "UTC");
});

Deno.test("timeZoneOf() takes what is typed with a Chinese keyboard, and a minus for a minus", () => {
  assertEquals(["＋８", "ＵＴＣ＋８", "－３：３０", "\u22123:30", "Ａsia／Shanghai"].map(timeZoneOf), [
    ...["+08:00", "+08:00", "-03:30", "-03:30", "Asia/Shanghai"],
  ]);
});

Deno.test("timeZoneOf() takes no short name that may mean several places, and zonesMeant() tells which", () => {
  for (
    const short of (
      "ACT AET AGT ART AST BET BST CAT CDT CEST CNT CST CT CTT EAT ECT EDT EST ET GST HST IET IST JST MIT MST MT " +
      "NET NST PLT PNT PRT PST PT SST VST WST AEST KST"
    ).split(" ")
  ) {
    for (const typed of [short, short.toLowerCase()]) {
      assertEquals(timeZoneOf(typed), undefined, typed);
      const zones = zonesMeant(typed);
      assertEquals([zones.length > 0, zones.map(timeZoneOf)], [true, zones], typed);
    }
  }
  assertEquals(zonesMeant("BST"), ["Europe/London", "Asia/Dhaka"]);
  for (const typed of ["", "UTC", "Europe/Kyiv", "CET", "constructor", "Mars"]) {
    assertEquals([zonesMeant(typed), zoneHint(typed)], [[], ""], typed);
  }
});

Deno.test("timeZoneOf() knows the machine's own zone", () => {
  assertEquals([timeZoneOf("system"), timeZoneOf("System")], [SYSTEM_ZONE, SYSTEM_ZONE]);
});

Deno.test("timeZoneOf() knows no zone where there is none", () => {
  for (
    const typed of [
      "",
      "x",
      "+",
      "8",
      "+15",
      "+99",
      "+8:60",
      "+8:5",
      "Mars/Phobos",
      "Europe",
      "+8 x",
      "UTC+",
      "SystemV/PST8",
      "Factory",
    ]
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
