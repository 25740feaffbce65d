import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { parseLine } from "../../lib/commands/line.ts";
import { readRequest } from "../../lib/session/request.ts";
import { isPublished } from "../support/protocol_schema.ts";
import { VERBS } from "../../lib/model/verb.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

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
const NO_ROOM = { problem: '"room" is text, and goes with the verbs say, me and line', ref: undefined };

Deno.test("readRequest() reads a verb with what belongs to it", () => {
  assertEquals(read({ verb: "say", argument: "hi", room: "#ops", ref: 7 }), {
    ...{ verb: "say", argument: "hi", room: "#ops", ref: 7 },
  });
  assertEquals(read({ verb: " WHO " }), { verb: "who", argument: "", room: undefined, ref: undefined });
  assertEquals(read({ verb: "me", argument: "waves", room: "ops", ref: "a" }), {
    ...{ verb: "me", argument: "waves", room: "ops", ref: "a" },
  });
  assertEquals(read(' { "verb" : "who" } '), read({ verb: "who" }));
});

Deno.test("readRequest() takes any number or short text as a ref, and nothing else", () => {
  for (const ref of [0, -1, 1.5, 1e300, "", "x".repeat(64)]) {
    assertEquals((read({ verb: "who", ref }) as { ref: unknown }).ref, ref);
  }
  for (const ref of [true, {}, [], ["a"], "x".repeat(65)]) {
    assertEquals(read({ verb: "who", ref }), NO_REF);
  }
  for (const ref of ["1e999", "-1e400", "9".repeat(400)]) {
    assertEquals(read(`{"verb":"who","ref":${ref}}`), NO_REF, ref);
  }
});

Deno.test("readRequest() keeps the digits of a ref, which many a number of 64 bits needs", () => {
  const refs = [
    ...[
      "9007199254740993",
      "1161888007138312193",
      "18446744073709551615",
      "-9223372036854775808",
      "1e5",
      "1E+2",
    ],
    ...[
      "4503599627370497.125",
      "0.1000000000000000055",
      "0.99999999999999999999",
      "1.0",
      "-0",
      "-0.0",
      "1e300",
    ],
    ...["1e-400", "123456789012345.678", "0.30000000000000004", "9".repeat(300), "7", "0.1", "-1", "0"],
  ];
  for (const ref of refs) {
    const request = readRequest(`{"later":{"ref":1.50},"verb":"who","ref":${ref}}`);
    assertEquals(JSON.stringify({ ref: request.ref }), `{"ref":${ref}}`);
    assertEquals(JSON.stringify(readRequest(`{"verb":7,"ref":${ref}}`).ref), ref);
  }
  assertEquals(
    JSON.stringify(readRequest('{"verb":"who","ref":1,"ref":9007199254740993}').ref),
    "9007199254740993",
  );
  assertEquals(readRequest('{"verb":"who","ref":9007199254740993,"ref":"x"}').ref, "x");
});

Deno.test("readRequest() takes null for what may be left out, and for nothing else", () => {
  assertEquals(read({ verb: "who", argument: null, room: null, ref: null }), read({ verb: "who" }));
  assertEquals(
    read({ verb: "say", argument: "hi", room: null, ref: 1 }),
    read({ verb: "say", argument: "hi", ref: 1 }),
  );
  assertEquals(read({ verb: null, ref: 3 }), { ...NO_VERB, ref: 3 });
});

Deno.test("readRequest() and parseLine() give a command the same argument, for every verb (property)", () => {
  const blank = fc.constantFrom("", " ", "  ", "\t", "\u00a0", "\u3000 ", "\u2003");
  const typed = fc.tuple(
    blank,
    fc.oneof(fc.string(), fc.constantFrom("ben hi", "#ops word", "replay 5")),
    blank,
  );
  fc.assert(fc.property(fc.constantFrom(...VERBS), typed.map((parts) => parts.join("")), (verb, argument) => {
    const line = parseLine(cleanText(`/${verb} ${argument}`));
    assertEquals(
      (read({ verb, argument }) as { argument: string }).argument,
      line.kind === "command" ? line.argument as string : "said",
    );
  }));
});

Deno.test("what readRequest() takes for null, the schema allows, and nothing more", () => {
  const requests: readonly [request: Record<string, unknown>, isOne: boolean][] = [
    [{ verb: "who", argument: null, room: null, ref: null }, true],
    [{ verb: "say", argument: "hi", room: "#ops", ref: 1 }, true],
    [{ verb: "who", room: "#ops" }, false],
    [{ verb: null }, false],
    [{ verb: "say", argument: 7 }, false],
  ];
  for (const [request, isOne] of requests) {
    assertEquals([isPublished("request", request), readRequest(JSON.stringify(request)).kind === "request"], [
      isOne,
      isOne,
    ]);
  }
});

Deno.test("readRequest() trims an argument as a typed one is, and leaves a line to say as it is", () => {
  const argumentOf = (verb: string, argument: string) =>
    (read({ verb, argument }) as { argument: string }).argument;
  for (const around of [" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2028", "\u200b \u2003"]) {
    for (const verb of ["msg", "nick", "me", "unheard-of"]) {
      assertEquals(argumentOf(verb, `${around}a  b${around}`), "a  b", JSON.stringify(around));
      assertEquals(argumentOf(verb, around), "");
    }
  }
  assertEquals(argumentOf("say", "  a  "), "  a  ");
  assertEquals((read({ verb: "say", argument: "a", room: " #ops\n" }) as { room: string }).room, "#ops");
  for (const room of ["", " \n", "\u200b"]) {
    assertEquals(read({ verb: "say", argument: "a", room }), read({ verb: "say", argument: "a" }));
  }
});

Deno.test("readRequest() says what is wrong, with the ref where there is a good one", () => {
  for (const line of ["", " ", "hello", "/who", "{", "{}}", "[]", '["say"]', "null", "7", '"say"', "true"]) {
    assertEquals(read(line), NO_OBJECT, line);
  }
  assertEquals(read({}), NO_VERB);
  assertEquals(read({ verb: 7, ref: 3 }), { ...NO_VERB, ref: 3 });
  assertEquals(read({ verb: ["say"], ref: "x" }), { ...NO_VERB, ref: "x" });
  for (const argument of [7, false, {}, ["x"]]) {
    assertEquals(read({ verb: "say", argument, ref: 1 }), { problem: '"argument" has to be text', ref: 1 });
  }
  for (const room of [7, false, ["#ops"]]) assertEquals(read({ verb: "say", room }), NO_ROOM);
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
    fc.jsonValue().map((ref) => JSON.stringify({ verb: "who", ref })),
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
