/**
 * The lines of somebody who came by SSH. Their client has told a name before, and what they came for: to talk, or to have
 * one command done.
 *
 * @module
 */

import type { LinesOf } from "../connection.ts";
import { CommandSource } from "./command_source.ts";
import { LoginSource } from "./login_source.ts";

export const loginLines: LinesOf = (caller, writer, reader, activity, parts) =>
  caller.login?.command === undefined
    ? new LoginSource(caller, writer, reader, activity, parts)
    : new CommandSource(caller);
