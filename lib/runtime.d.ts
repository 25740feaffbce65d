// What the runtime has and an older Deno's types do not tell: `setImmediate` is global in 2.4 without a declaration.

declare function setImmediate(run: () => void): unknown;
