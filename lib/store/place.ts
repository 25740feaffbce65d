/** Where a store lies. @module */

export function fileIn(folder: string): string {
  return `${folder}/chat.sqlite`;
}
