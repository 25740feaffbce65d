/**
 * The `verify` command: tells whether the store, or a backup of one, is whole, and what it holds. A server may write it
 * meanwhile.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import { count } from "../render/en/words.ts";
import { dateTimeText } from "../render/time.ts";
import { fileIn } from "../store/place.ts";
import type { Verified } from "../store/sqlite/verify.ts";
import { demandFolder, orRefuse } from "./data_folder.ts";

const MAX_TOLD = 3;

export interface Verdict {
  readonly isWhole: boolean;
  /** One sentence; a second one where there is something to do. */
  readonly sentence: string;
}

/**
 * Looks through a file.
 * @param path which one; undefined for the store of the data folder
 * @throws {StartRefused} where there is no such file, it may not be read, or it is no chat's
 */
export async function verifyFile(
  path: string | undefined,
  { data, timeZone }: Pick<Config, "data" | "timeZone">,
): Promise<Verdict> {
  if (path === undefined) await demandFolder("verify", data);
  const file = path ?? fileIn(data);
  const { verify } = await import("../store/sqlite/verify.ts");
  const verified = await orRefuse(`verify "${file}"`, () => verify(file));
  const { faults } = verified;
  if (faults.length === 0) {
    return { isWhole: true, sentence: `"${file}" is whole: ${holdingsText(verified, timeZone)}.` };
  }
  const more = faults.length > MAX_TOLD ? ` and ${faults.length - MAX_TOLD} more` : "";
  const told = faults.slice(0, MAX_TOLD).join("; ") + more;
  const held = verified.lines === undefined ? "" : ` It holds ${holdingsText(verified, timeZone)}.`;
  return {
    isWhole: false,
    sentence: `"${file}" is damaged: ${told}.${held} ${RECOVERY}`,
  };
}

const RECOVERY = `"chat-server recover FILE NEW" copies what can still be read.`;

function holdingsText({ lines = 0, rooms = 0, from, to, version }: Verified, timeZone: string): string {
  const time = (at: number) => dateTimeText(at, timeZone);
  const span = from === undefined || to === undefined ? "" : `, from ${time(from)} to ${time(to)}`;
  return `${count(lines, "line")} in ${count(rooms, "room")}${span}, version ${version}`;
}
