import { assertEquals } from "@std/assert";
import type { Caller } from "../../lib/doors/connection.ts";
import { placeOf } from "../../lib/doors/place_of.ts";
import { Crowd } from "../../lib/guard/crowd.ts";
import { FirstRead } from "../../lib/wire/first_read.ts";
import { ARRIVAL, FedConnection } from "../support/at_the_entrance.ts";
import { settled } from "../support/fake_clock.ts";
import { placeIn } from "../support/place.ts";

Deno.test("beyond a limit pages, and programs that ask for JSON at once, get a place to come back; others get none", async () => {
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 1 });
  placeIn(crowd, ARRIVAL.address).expectBack();
  const comes = async (said: string, isPage = false) => {
    const connection = new FedConnection(), first = new FirstRead(connection);
    if (said !== "") connection.say(said);
    await settled();
    const ticket = crowd.admit(ARRIVAL.address, false);
    const caller: Caller = { connection, first, ticket, arrival: { ...ARRIVAL, isPage } };
    using place = placeOf(caller, crowd);
    return place?.isReturning;
  };
  assertEquals(await comes("", true), true);
  assertEquals(await comes('/json\n{"verb":"resume"'), true);
  for (const said of ["", "anna\n", "/jso", " /json\n", "\xff\xfd\x03/json"]) {
    assertEquals(await comes(said), undefined, said);
  }
  assertEquals(crowd.mayReturn(ARRIVAL.address), true);
});

Deno.test("whoever found no place when they came gets one that somebody has left since", () => {
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 1 }), connection = new FedConnection();
  const before = placeIn(crowd, ARRIVAL.address), ticket = crowd.admit(ARRIVAL.address, false);
  before[Symbol.dispose]();
  const place = placeOf({ connection, first: undefined, ticket, arrival: ARRIVAL }, crowd);
  assertEquals([place?.isReturning, crowd.guests], [false, 1]);
});

Deno.test("whoever has a place keeps it", () => {
  const crowd = new Crowd({ maxGuests: 9, maxGuestsPerAddress: 1 });
  const ticket = placeIn(crowd, ARRIVAL.address), connection = new FedConnection();
  assertEquals(placeOf({ connection, first: undefined, ticket, arrival: ARRIVAL }, crowd), ticket);
});
