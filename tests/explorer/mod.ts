/**
 * An explorer of orders: runs an asynchronous model under every order in which its steps can happen, and finds what goes
 * wrong in one of them. README.md beside this file tells how to write a model.
 *
 * @module
 */

export type { BytePipe, BytePipeOptions } from "./byte_pipe.ts";
export type { Acting, Actor } from "./actor.ts";
export type { Call } from "./call.ts";
export type { Cell } from "./cell.ts";
export type { RunLimits } from "./chooser.ts";
export type { Clock } from "./clock.ts";
export { explore, replay } from "./explore.ts";
export type { Lock } from "./lock.ts";
export { ANYTHING, NOTHING, type Operation, type Step, type Touch } from "./operation.ts";
export type { ExploreOptions } from "./options.ts";
export type { Model, PlayerLimits } from "./player.ts";
export { describe, type Problem } from "./problem.ts";
export type { Queue } from "./queue.ts";
export { type Checkpoint, type Finding, type Report, summary, tell } from "./report.ts";
export type { Signal } from "./signal.ts";
export type { World } from "./world.ts";
