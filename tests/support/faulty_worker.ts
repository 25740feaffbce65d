/** A worker with a bug in it that a test can wake: it is told "fail". @module */

import type { CallPort } from "../../lib/doors/workers/calls.ts";
import { runWorker } from "../../lib/doors/workers/worker.ts";
import { startServer } from "../../lib/server.ts";

const scope = globalThis as unknown as CallPort;

/** The way to the main thread, but for that one word. */
const port: CallPort = {
  postMessage: (message) => scope.postMessage(message),
  set onmessage(heard: CallPort["onmessage"]) {
    scope.onmessage = (event) => {
      if (event.data !== "fail") return heard?.(event);
      setTimeout(() => {
        throw new Error("planted");
      });
    };
  },
};

await runWorker(port, startServer);
