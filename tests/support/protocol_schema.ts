/**
 * What a program may rely on in JSON mode, `docs/protocol.schema.json`, as tests ask it.
 *
 * Two readings of the same file. As published it lets fields pass that it does not know, so that a later version may
 * add some. Described means that nothing is left over: every field of the line is in the schema.
 *
 * @module
 */

import { assert } from "@std/assert";
import { Ajv2020 } from "ajv/2020";
import schema from "../../docs/protocol.schema.json" with { type: "json" };

export { schema };

type Part = keyof typeof schema.$defs;
type Tree = Readonly<Record<string, unknown>>;

const published = compiled(schema);
const described = compiled(closed(schema) as Tree);

function compiled(tree: Tree): (part: Part, value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema(tree, "protocol");
  return (part, value) => {
    const validate = ajv.getSchema(`protocol#/$defs/${part}`)!;
    return validate(value) ? [] : validate.errors!.map((error) => `${error.instancePath} ${error.message}`);
  };
}

/** The schema with every object closed to fields it does not describe. */
function closed(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map(closed);
  const copy = Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, closed(value)]));
  return copy.type === "object" ? { ...copy, unevaluatedProperties: false } : copy;
}

/** Whether a value is what the schema calls a `line` or a `request`. */
export function isPublished(part: "line" | "request", value: unknown): boolean {
  return published(part, value).length === 0;
}

/** A line from the server has to be one of the schema's, with no field that the schema does not describe. */
export function assertDescribed(line: unknown): void {
  const { kind } = line as { kind: string };
  const part = kind in schema.$defs ? kind as Part : "event"; // one part alone says better what is wrong
  const problems = [...described(part, line), ...published("line", line)];
  assert(problems.length === 0, `${JSON.stringify(line)} is not in the schema:\n  ${problems.join("\n  ")}`);
}
