import { assertEquals } from "@std/assert";
import { bytes } from "../../support/bytes.ts";
import { Random } from "../../support/random.ts";
import { attacker, isMistaken, spokenIn } from "./attackers.ts";

const hello = bytes(0x16, 3, 1, 0, 60, "a".repeat(60));

Deno.test("what an attacker speaks is certain where its first bytes show it", () => {
  assertEquals(spokenIn(bytes(0x16, 3)), "tls");
  assertEquals(spokenIn(bytes("GET /inde")), "http");
  assertEquals([spokenIn(bytes(0x16)), spokenIn(bytes("GE")), spokenIn(bytes("eve\n"))], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("an answer in another protocol is a mistake, and none at all is not", () => {
  const welcome = bytes("Welcome to the chat!");
  assertEquals([isMistaken("tls", welcome), isMistaken("http", welcome)], [true, true]);
  assertEquals([isMistaken("tls", bytes(0x15, 3, 3)), isMistaken("http", bytes("HTTP/1.1 400"))], [
    false,
    false,
  ]);
  assertEquals([isMistaken("tls", bytes("")), isMistaken(undefined, welcome)], [false, false]);
});

Deno.test("of twelve attackers each begins and goes wrong in its own way", () => {
  const random = new Random(1), twelve = Array.from({ length: 12 }, (_, at) => attacker(at, hello, random));
  assertEquals(twelve.filter(({ isProxied }) => isProxied).length, 3);
  assertEquals(twelve.filter(({ pieces }) => pieces.length > 1).length, 4);
  assertEquals(twelve[0]!.pieces[0]!.length <= hello.length, true);
});
