/** The whole number behind a flag of this program, as in `--seeds 1000`. @module */

/** The number, or another where the flag is not there; ends the program where it is no number. */
export function numberAfter(flag: string, otherwise: number): number {
  const at = Deno.args.indexOf(flag);
  const number = at < 0 ? otherwise : Number(Deno.args[at + 1]);
  if (!Number.isSafeInteger(number) || number < 0) {
    console.error(`Cannot simulate: ${flag} "${Deno.args[at + 1]}" is no whole number`);
    Deno.exit(2);
  }
  return number;
}
