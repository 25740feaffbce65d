/** Places on condition: for clients that come back while their own seats fill a limit. */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import type { Place } from "../../lib/guard/place.ts";
import { placeIn } from "../support/place.ts";

const OFFICE = "192.0.2.1", HOME = "198.51.100.7";

/** A crowd at the limit of an address, with so many seats there whose clients may come back. */
function fullOffice(resumable: number, { maxGuests = 100, maxGuestsPerAddress = 3 } = {}) {
  const crowd = new Crowd({ maxGuests, maxGuestsPerAddress });
  const seats = Array.from({ length: maxGuestsPerAddress }, () => placeIn(crowd, OFFICE));
  for (const seat of seats.slice(0, resumable)) seat.expectBack();
  return { crowd, seats };
}

Deno.test("beyond the limit of an address so many may come in as have seats there to come back to", () => {
  const { crowd } = fullOffice(2);
  const places = [crowd.admitReturning(OFFICE)!, crowd.admitReturning(OFFICE)!];
  assertEquals(places.map(({ isReturning }) => isReturning), [true, true]);
  assertEquals([crowd.mayReturn(OFFICE), crowd.admitReturning(OFFICE), crowd.guests], [false, undefined, 3]);
  places[0]![Symbol.dispose]();
  assert(crowd.mayReturn(OFFICE));
});

Deno.test("a seat that moves gives its place to the connection that it moves to", () => {
  const { crowd, seats: [first] } = fullOffice(1);
  const back = crowd.admitReturning(OFFICE)!;
  assertEquals([back.succeed(first!), back.isReturning, crowd.guests], [undefined, false, 3]);
  first![Symbol.dispose]();
  assertEquals(crowd.guests, 3);
  const again = crowd.admitReturning(OFFICE)!;
  assertEquals([again.succeed(back), crowd.guests], [undefined, 3]);
  again[Symbol.dispose]();
  assertEquals([crowd.guests, crowd.mayReturn(OFFICE)], [2, true]);
});

Deno.test("where no seat of an address may be come back to, nobody comes in there beyond its limit", () => {
  const { crowd } = fullOffice(0);
  const elsewhere = placeIn(crowd, HOME);
  elsewhere.expectBack();
  assertEquals(crowd.admitReturning(OFFICE), undefined);
});

Deno.test("a seat of elsewhere makes no room at an address that is full", () => {
  const { crowd } = fullOffice(1);
  const home = placeIn(crowd, HOME);
  home.expectBack();
  const back = crowd.admitReturning(OFFICE)!;
  assertEquals(back.succeed(home), { kind: "crowded_address", guests: 3 });
  assertEquals([back.isReturning, crowd.guests], [true, 4]);
});

Deno.test("a seat may move to another address where only the server is full", () => {
  const { crowd, seats: [first] } = fullOffice(1, { maxGuests: 3 });
  const back = crowd.admitReturning(HOME)!;
  assertEquals([back.succeed(first!), crowd.guests], [undefined, 3]);
  assertEquals(crowd.admit(OFFICE, false) as unknown, { kind: "crowded", guests: 3 });
});

Deno.test("whoever does not come back is refused, or a guest like others where there is room by now", () => {
  const { crowd, seats: [first] } = fullOffice(1);
  const one = crowd.admitReturning(OFFICE)!;
  assertEquals(one.settle(), { kind: "crowded_address", guests: 3 });
  first![Symbol.dispose]();
  assertEquals([one.settle(), one.isReturning, crowd.guests], [undefined, false, 3]);
  assertEquals([one.settle(), crowd.guests], [undefined, 3]);
});

Deno.test("where the server is full, no address takes all places on condition: they count for its limit", () => {
  const { crowd, seats } = fullOffice(3, { maxGuests: 3 });
  const places = Array.from({ length: 3 }, () => crowd.admitReturning(HOME));
  assertEquals(places.map((place) => place?.isReturning), [true, true, true]);
  assertEquals(crowd.admitReturning(HOME), undefined);
  assertEquals([places[0]!.succeed(seats[0]!), crowd.admitReturning(HOME)], [undefined, undefined]);
  places[1]![Symbol.dispose]();
  assert(crowd.mayReturn(HOME));
});

Deno.test("no more than 64 come in on condition at once", () => {
  const { crowd } = fullOffice(100, { maxGuests: 1000, maxGuestsPerAddress: 100 });
  for (let i = 0; i < 64; i++) assert(crowd.admitReturning(OFFICE) !== undefined);
  assertEquals(crowd.admitReturning(OFFICE), undefined);
});

Deno.test("people are never more than the limits, whoever comes, comes back and leaves, in any order (property)", () => {
  const addresses = ["a", "b", "c"], MAX = 5, MAX_THERE = 3;
  const deed = fc.constantFrom("come", "token", "return", "move", "settle", "leave", "move");
  const deeds = fc.array(fc.tuple(deed, fc.nat(2), fc.nat(20), fc.nat(20)), { maxLength: 80 });
  fc.assert(fc.property(deeds, (deeds) => {
    const crowd = new Crowd({ maxGuests: MAX, maxGuestsPerAddress: MAX_THERE });
    const seats = new Map<Place, number>(), returning = new Map<Place, number>(), tokens = new Set<Place>();
    const one = (of: Iterable<Place>, number: number) => {
      const all = [...of];
      return all[number % all.length];
    };
    for (const [what, address, first, second] of deeds) {
      const seat = one(seats.keys(), first), guest = one(returning.keys(), second);
      if (what === "come") {
        const place = crowd.admit(addresses[address]!, false);
        if (place.kind === "place") seats.set(place, address);
      } else if (what === "token" && seat !== undefined) {
        seat.expectBack();
        tokens.add(seat);
      } else if (what === "return") {
        const place = crowd.admitReturning(addresses[address]!);
        if (place?.isReturning) returning.set(place, address);
      } else if (what === "leave") {
        const place = second % 2 === 0 ? seat : guest;
        place?.[Symbol.dispose]();
        for (const all of [seats, returning, tokens]) all.delete(place!);
      } else if (guest !== undefined && what === "settle") {
        if (guest.settle() === undefined) seats.set(guest, returning.get(guest)!);
        if (!guest.isReturning) returning.delete(guest);
      } else if (guest !== undefined && seat !== undefined && what === "move" && tokens.has(seat)) {
        if (guest.succeed(seat) !== undefined) continue;
        seats.delete(seat);
        seats.set(guest, returning.get(guest)!);
        returning.delete(guest);
        tokens.delete(seat);
        tokens.add(guest);
      }
      assertEquals(crowd.guests, seats.size);
      assert(seats.size <= MAX);
      for (const it of [0, 1, 2]) assert([...seats.values()].filter((at) => at === it).length <= MAX_THERE);
    }
    for (const place of [...seats.keys(), ...returning.keys()]) place[Symbol.dispose]();
    assertEquals(crowd.guests, 0);
    assertEquals(addresses.map((address) => crowd.admit(address, false).kind), ["place", "place", "place"]);
  }));
});
