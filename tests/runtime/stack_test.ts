import { assertEquals, assertStringIncludes } from "@std/assert";
import { hasDescriptor } from "../../lib/runtime/descriptors.ts";
import { openLog } from "../../lib/runtime/log.ts";
import { readable, stackOf } from "../../lib/runtime/stack.ts";

const NONE = () => false;

/** An error whose stack must not be read. */
function unreadable(message: string, options?: ErrorOptions): Error {
  const get = () => {
    throw new Error(`The stack of "${message}" was read`);
  };
  return Object.defineProperty(new Error(message, options), "stack", { get, configurable: true });
}

Deno.test("stackOf() and readable() give the stack where a file can be opened", () => {
  const error = new Error("a");
  assertStringIncludes(stackOf(error)!, "stack_test.ts");
  assertStringIncludes(readable(error).stack!, "stack_test.ts");
});

Deno.test("stackOf() and readable() read no stack where no file can be opened, those of causes included", () => {
  assertEquals(stackOf(unreadable("a"), NONE), undefined);
  const inner = unreadable("inner"), error = unreadable("outer", { cause: inner });
  assertEquals([readable(error, NONE).stack, inner.stack], [undefined, undefined]);
});

Deno.test("an error without a stack is told by its name and message, in both formats", async () => {
  for (const format of ["text", "json"] as const) {
    const lines: string[] = [];
    using log = await openLog({
      level: "info",
      format,
      isTerminal: false,
      write: (line) => void lines.push(line),
    });
    const error = readable(unreadable("outer", { cause: unreadable("inner") }), NONE);
    log.write("error", "Bug: {error}", { error });
    assertStringIncludes(lines[0]!, "outer");
    assertStringIncludes(lines[0]!, "inner");
  }
});

Deno.test("hasDescriptor() is false only where the process or the machine has none left", () => {
  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  assertEquals(hasDescriptor(), true);
  assertEquals(["EMFILE", "ENFILE", "EACCES"].map((code) => hasDescriptor(failing(code))), [
    false,
    false,
    true,
  ]);
});
