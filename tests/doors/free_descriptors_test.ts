import { assertEquals } from "@std/assert";
import { freeDescriptors, surelyFree } from "../../lib/doors/free_descriptors.ts";

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units     
Max processes             63412                63412                processes 
Max open files            1024                 524288               files     
Max locked memory         8388608              8388608              bytes     
`;

const STATUS = "Name:\tchat-server\nNgid:\t0\nFDSize:\t256\nGroups:\t0 \n";

Deno.test("surelyFree() is the limit less the room for open files, and never less than nothing", () => {
  assertEquals(surelyFree(LIMITS, STATUS), 1024 - 256);
  assertEquals(surelyFree(LIMITS, STATUS.replace("256", "2048")), 0);
});

Deno.test("surelyFree() is nothing where a file tells something else", () => {
  assertEquals([surelyFree("", STATUS), surelyFree(LIMITS, ""), surelyFree("x", "y")], [0, 0, 0]);
});

Deno.test("freeDescriptors() tells no more than there are: as many files can be opened", () => {
  const open = Array.from({ length: Math.min(freeDescriptors(), 500) }, () => Deno.openSync("deno.json"));
  for (const file of open) file.close();
});
