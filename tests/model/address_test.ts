import { assertEquals } from "@std/assert";
import { addressText } from "../../lib/model/address.ts";

Deno.test("addressText() puts IPv6 addresses in brackets and leaves everything else as it is", () => {
  assertEquals(addressText("127.0.0.1", 8080), "127.0.0.1:8080");
  assertEquals(addressText("::1", 8080), "[::1]:8080");
  assertEquals(addressText("chat.example", 23), "chat.example:23");
});
