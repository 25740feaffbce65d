import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readRequest } from "../../lib/commands/request.ts";
import { cleanText } from "../../lib/render/clean_text.ts";

/** A request, or why it is none. */
function read(request: unknown): unknown {
  const it = readRequest(typeof request === "string" ? request : JSON.stringify(request));
  if (it.kind === "bad") return { problem: it.problem, ref: it.ref };
  const { kind: _, ...fields } = it;
  return fields;
}

const NO_OBJECT = { problem: "a request is one JSON object a line", ref: undefined };
const NO_VERB = { problem: '"verb" is missing, for example "say"', ref: undefined };
const NO_REF = { problem: '"ref" is a number, or text of at most 64 characters', ref: undefined };
const NO_ROOM = { problem: '"room" is text, and goes with the verbs say and me', ref: undefined };

Deno.test("readRequest() reads a verb with what belongs to it", () => {
  assertEquals(read({ verb: "say", argument: "hi", room: "#ops", ref: 7 }), {
    ...{ verb: "say", argument: "hi", room: "#ops", ref: 7 },
  });
  assertEquals(read({ verb: "WHO" }), { verb: "who", argument: "", room: undefined, ref: undefined });
  assertEquals(read({ verb: "me", argument: "waves", room: "ops", ref: "a" }), {
    ...{ verb: "me", argument: "waves", room: "ops", ref: "a" },
  });
  assertEquals(read(' { "verb" : "who" } '), read({ verb: "who" }));
});

Deno.test("readRequest() takes any number or short text as a ref, and nothing else", () => {
  for (const ref of [0, -1, 1.5, 1e300, "", "x".repeat(64)]) {
    assertEquals((read({ verb: "who", ref }) as { ref: unknown }).ref, ref);
  }
  for (const ref of [null, true, {}, [], ["a"], "x".repeat(65)]) {
    assertEquals(read({ verb: "who", ref }), NO_REF);
  }
  assertEquals(read('{"verb":"who","ref":1e999}'), NO_REF);
});

Deno.test("readRequest() says what is wrong, with the ref where there is a good one", () => {
  for (const line of ["", " ", "hello", "/who", "{", "{}}", "[]", '["say"]', "null", "7", '"say"', "true"]) {
    assertEquals(read(line), NO_OBJECT, line);
  }
  assertEquals(read({}), NO_VERB);
  assertEquals(read({ verb: 7, ref: 3 }), { ...NO_VERB, ref: 3 });
  assertEquals(read({ verb: ["say"], ref: "x" }), { ...NO_VERB, ref: "x" });
  for (const argument of [7, null, {}, ["x"]]) {
    assertEquals(read({ verb: "say", argument, ref: 1 }), { problem: '"argument" has to be text', ref: 1 });
  }
  for (const room of [7, null, ["#ops"]]) assertEquals(read({ verb: "say", room }), NO_ROOM);
  assertEquals(read({ verb: "who", room: "#ops" }), NO_ROOM);
});

Deno.test("readRequest() takes a verb in any letter case, with a room and without", () => {
  for (const verb of ["say", "Say", "SAY"]) {
    assertEquals(read({ verb, argument: "hi", room: "#ops" }), {
      ...{ verb: "say", argument: "hi", room: "#ops", ref: undefined },
    });
  }
});

Deno.test("readRequest() leaves fields aside that it does not know", () => {
  assertEquals(read({ verb: "who", later: { version: 2 }, kind: "bad" }), read({ verb: "who" }));
});

Deno.test("readRequest() does not take what every object has for what was written", () => {
  assertEquals(read('{"__proto__":{"verb":"say","argument":"hi"}}'), NO_VERB);
  assertEquals(read('{"verb":"who","__proto__":{"room":"#ops","ref":1}}'), read({ verb: "who" }));
  assertEquals(read('{"constructor":{"verb":"say"},"toString":1}'), NO_VERB);
  for (const verb of ["__proto__", "constructor", "hasOwnProperty"]) {
    assertEquals((read({ verb }) as { verb: string }).verb, verb.toLowerCase());
  }
  assertEquals(({} as Record<string, unknown>).verb, undefined);
});

Deno.test("readRequest() makes what was written harmless", () => {
  assertEquals(read({ verb: "say", argument: "a\x1b[31mb\nc\u202ed\u0000e" }), {
    ...{ verb: "say", argument: "ab cde", room: undefined, ref: undefined },
  });
  assertEquals((read({ verb: "sa\ny", argument: "" }) as { verb: string }).verb, "say");
});

Deno.test("readRequest() stands deep and long nonsense", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  assertEquals(read(deep), NO_OBJECT);
  assertEquals(read(`{"verb":"who","later":${deep}}`), read({ verb: "who" }));
  const long = read({ verb: "say", argument: "x".repeat(1_000_000) }) as { argument: string };
  assertEquals(long.argument.length, 1_000_000);
  assertEquals(read({ verb: "x".repeat(100_000) }), {
    ...{ verb: "x".repeat(100_000), argument: "", room: undefined, ref: undefined },
  });
});

Deno.test("readRequest() answers every line with a request or a problem, in clean text (property)", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.jsonValue().map((it) => JSON.stringify(it)),
  );
  fc.assert(
    fc.property(line, (line) => {
      const request = readRequest(line);
      if (request.kind === "bad") return assert(request.problem.length > 0);
      for (const part of [request.verb, request.argument]) assertEquals(cleanText(part), part);
    }),
    { numRuns: 500 },
  );
});
