import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Crowd, type Place } from "../../lib/guard/crowd.ts";
import { placeIn } from "../support/place.ts";

Deno.test("Crowd.admit() lets guests in up to the bound, says how many are in, and has room again after one left", () => {
  const crowd = new Crowd({ maxGuests: 2, maxGuestsPerAddress: 16 });
  const first = placeIn(crowd, "10.0.0.1");
  placeIn(crowd, "10.0.0.2");
  assertEquals(crowd.admit("10.0.0.3", false) as unknown, { kind: "crowded", guests: 2 });
  first[Symbol.dispose]();
  placeIn(crowd, "10.0.0.3");
  assertEquals(crowd.guests, 2);
});

Deno.test("Crowd.admit() bounds the guests of one address and leaves others alone", () => {
  const crowd = new Crowd({ maxGuests: 100, maxGuestsPerAddress: 2 });
  const first = placeIn(crowd, "10.0.0.1");
  placeIn(crowd, "10.0.0.1");
  assertEquals(crowd.admit("10.0.0.1", false) as unknown, { kind: "crowded_address", guests: 2 });
  placeIn(crowd, "10.0.0.2");
  first[Symbol.dispose]();
  placeIn(crowd, "10.0.0.1");
});

Deno.test("Crowd.admit() counts the addresses of one /64 of IPv6 together, and tells which it is", () => {
  const crowd = new Crowd({ maxGuests: 100, maxGuestsPerAddress: 2 });
  const first = placeIn(crowd, "2001:db8::1");
  placeIn(crowd, "2001:db8::2");
  assertEquals(crowd.admit("2001:db8::3", false) as unknown, {
    kind: "crowded_address",
    guests: 2,
    network: "2001:db8:0:0::/64",
  });
  placeIn(crowd, "2001:db8:0:1::3");
  first[Symbol.dispose]();
  placeIn(crowd, "2001:db8::3");
});

Deno.test("Crowd.admit() counts an IPv4 address once, however it is written", () => {
  const crowd = new Crowd({ maxGuests: 100, maxGuestsPerAddress: 2 });
  placeIn(crowd, "192.0.2.1");
  placeIn(crowd, "::ffff:192.0.2.1");
  assertEquals(crowd.admit("192.0.2.1", false) as unknown, { kind: "crowded_address", guests: 2 });
  placeIn(crowd, "::ffff:192.0.2.2");
});

Deno.test("Crowd.admit() always lets trusted guests in, and counts them", () => {
  const crowd = new Crowd({ maxGuests: 1, maxGuestsPerAddress: 1 });
  for (let i = 0; i < 3; i++) placeIn(crowd, "127.0.0.1", true);
  assertEquals(crowd.guests, 3);
  assertEquals(crowd.admit("10.0.0.1", false) as unknown, { kind: "crowded", guests: 3 });
});

Deno.test("Crowd gives a place back once, however often it is disposed", () => {
  const crowd = new Crowd({ maxGuests: 10, maxGuestsPerAddress: 10 });
  const place = placeIn(crowd, "10.0.0.1");
  placeIn(crowd, "10.0.0.1");
  place[Symbol.dispose]();
  place[Symbol.dispose]();
  assertEquals(crowd.guests, 1);
});

Deno.test("Crowd takes no place for a guest it turned away", () => {
  const crowd = new Crowd({ maxGuests: 1, maxGuestsPerAddress: 1 });
  const place = placeIn(crowd, "10.0.0.1");
  for (let i = 0; i < 5; i++) crowd.admit("10.0.0.2", false);
  assertEquals(crowd.guests, 1);
  place[Symbol.dispose]();
  placeIn(crowd, "10.0.0.2");
});

Deno.test("Crowd never has more guests than its bounds, and none when all have left (property)", () => {
  const comings = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.boolean()), { maxLength: 60 });
  fc.assert(fc.property(comings, (comings) => {
    const crowd = new Crowd({ maxGuests: 5, maxGuestsPerAddress: 3 });
    const places: { address: string; place: Place }[] = [];
    for (const [address, isLeaving] of comings) {
      if (isLeaving) places.shift()?.place[Symbol.dispose]();
      else {
        const place = crowd.admit(address, false);
        if (place.kind === "place") places.push({ address, place });
      }
      assertEquals(crowd.guests, places.length);
      assert(crowd.guests <= 5);
      assert(places.filter((place) => place.address === address).length <= 3);
    }
    for (const { place } of places) place[Symbol.dispose]();
    assertEquals(crowd.guests, 0);
  }));
});
