import { assertEquals } from "@std/assert";
import { SETTINGS } from "../../lib/runtime/config.ts";

Deno.test("a time zone that is none is refused at the start, not when somebody comes", () => {
  const { read } = SETTINGS.timeZone;
  for (const zone of ["Mars/Phobos", "Europe", "+99:00", "+15:00", "x", ""]) {
    assertEquals(read(zone), undefined, zone);
  }
  for (const zone of ["system", "UTC", "Asia/Shanghai", "+08:00"]) assertEquals(read(zone), zone);
});

Deno.test("a server's name is one line of up to 60 characters, without blanks around it", () => {
  const { read } = SETTINGS.name;
  for (const name of ["The Keep", "小城 👩‍💻", "x".repeat(60), "😃".repeat(60), ""]) {
    assertEquals(read(name), name);
  }
  assertEquals(read("  The Keep "), "The Keep");
  for (const name of ["x".repeat(61), "a\nb", "\x1b[31m", "a\x9bb"]) {
    assertEquals(read(name), undefined, name);
  }
});

Deno.test("a bus is one or several NATS servers, without a password that others could read", () => {
  const { read } = SETTINGS.bus;
  for (const bus of ["none", "nats://10.0.0.5:4222", "tls://nats.example", "nats://a:1, tls://[::1]:2"]) {
    assertEquals(read(bus), bus);
  }
  for (const bus of ["", "nats", "http://a", "nats://a:b:c", "nats://a:99999", "nats://a,", "nats://u:p@a"]) {
    assertEquals(read(bus), undefined, bus);
  }
});
