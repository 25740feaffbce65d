/**
 * Everything that is fuzzed: each place where bytes or text from outside come in, and where they go out again.
 *
 * @module
 */

import type { Target } from "./target.ts";
import { commands } from "./targets/commands.ts";
import { config } from "./targets/config.ts";
import { door } from "./targets/door.ts";
import { echo } from "./targets/echo.ts";
import { entrance } from "./targets/entrance.ts";
import { frames } from "./targets/frames.ts";
import { head } from "./targets/head.ts";
import { imports } from "./targets/imports.ts";
import { keys } from "./targets/keys.ts";
import { names } from "./targets/names.ts";
import { records } from "./targets/records.ts";
import { render } from "./targets/render.ts";
import { request } from "./targets/request.ts";
import { search } from "./targets/search.ts";
import { telnet } from "./targets/telnet.ts";
import { ssh } from "./targets/ssh.ts";
import { text } from "./targets/text.ts";
import { wire } from "./targets/wire.ts";

/** All targets, from the wire inwards. */
export const TARGETS: readonly Target[] = [
  ...[
    wire,
    telnet,
    keys,
    echo,
    text,
    entrance,
    door,
    head,
    frames,
    ssh,
    commands,
    request,
    render,
    names,
    search,
    imports,
    config,
    records,
  ],
];
