import { assertEquals } from "@std/assert";
import { MAX_INVITED, Members } from "../../lib/chat/members.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { ann as name, ops, personOf } from "../support/samples.ts";

Deno.test("Members.add() and delete() keep people in the order they came", () => {
  const members = new Members(ops);
  const [ann, bob, eve] = [personOf(name, 1), personOf(name, 2), personOf(name, 3)];
  for (const person of [ann, bob, eve]) members.add(person, 0);
  assertEquals(members.all(), [ann, bob, eve]);
  assertEquals([members.delete(bob), members.delete(bob)], [true, false]);
  assertEquals([members.all(), members.size], [[ann, eve], 2]);
  assertEquals([members.has(ann), members.has(bob)], [true, false]);
});

Deno.test("Members.sinceId() is the event of the last coming", () => {
  const members = new Members(ops), ann = personOf(name);
  assertEquals(members.sinceId(ann), undefined);
  members.add(ann, 7);
  assertEquals(members.sinceId(ann), 7);
  members.delete(ann);
  members.add(ann, 9);
  assertEquals(members.sinceId(ann), 9);
});

Deno.test("Members.invite() is bounded, takes again whoever is invited already, and uninvite() forgets", () => {
  const members = new Members(ops);
  const people = Array.from({ length: 101 }, (_, i) => personOf(name, i));
  assertEquals(MAX_INVITED, 100);
  assertEquals(people.map((person) => members.invite(person)), people.map((_, i) => i < MAX_INVITED));
  assertEquals(members.invite(people[0]!), true);
  members.uninvite(people[0]!);
  assertEquals([members.isInvited(people[0]!), members.invite(people[100]!)], [false, true]);
});

Deno.test("every person knows the rooms they are in or invited to, and no other", () => {
  const den = "#den" as RoomName, ann = personOf(name);
  const inOps = new Members(ops), inDen = new Members(den);
  inOps.invite(ann);
  inDen.invite(ann);
  assertEquals([...ann.places], [ops, den]);
  inOps.add(ann, 1); // which uses the invitation up
  assertEquals([inOps.isInvited(ann), [...ann.places]], [false, [ops, den]]);
  inOps.invite(ann); // while they are in: another node may have seen them out
  inOps.delete(ann);
  assertEquals([...ann.places], [ops, den]);
  inOps.uninvite(ann);
  assertEquals([...ann.places], [den]);
  inDen.uninviteAll();
  assertEquals([inDen.isInvited(ann), ann.places.size], [false, 0]);
  inDen.add(ann, 2);
  inDen.uninvite(ann); // there is no invitation
  assertEquals([...ann.places], [den]);
});
