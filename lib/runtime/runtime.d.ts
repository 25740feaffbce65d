// What the runtime has and an older Deno's types do not tell.

/** Calls `run` in the next tick of the event loop; global in Deno 2.4, where its type is not. */
declare function setImmediate(run: () => void): unknown;
