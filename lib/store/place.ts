/** Where a store lies. @module */

/** What says that nothing is kept beyond the process. */
export const NO_FOLDER = "none";

export function fileIn(folder: string): string {
  return `${folder}/chat.sqlite`;
}
