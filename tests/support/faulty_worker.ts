/**
 * A worker with a bug in it that a test can wake: it is told "fail", or given shared memory to stand still on until it is
 * notified there.
 *
 * @module
 */

import type { CallPort } from "../../lib/doors/workers/calls.ts";
import { runWorker } from "../../lib/doors/workers/worker.ts";
import { startServer } from "../../lib/server.ts";

const scope = globalThis as unknown as CallPort;

/** The longest that it stands still, in milliseconds: tests may be paused for a minute. */
const STILL_MS = 300_000;

/** The way to the main thread, but for those. */
const port: CallPort = {
  postMessage: (message) => scope.postMessage(message),
  set onmessage(heard: CallPort["onmessage"]) {
    scope.onmessage = (event) => {
      if (event.data instanceof SharedArrayBuffer) {
        return void Atomics.wait(new Int32Array(event.data), 0, 0, STILL_MS);
      }
      if (event.data !== "fail") return heard?.(event);
      setTimeout(() => {
        throw new Error("planted");
      });
    };
  },
};

await runWorker(port, startServer);
