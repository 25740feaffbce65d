/** Unions whose members are told apart by their `kind`. @module */

/** The union of a table: its keys are the kinds, its values what comes with each. */
export type OneOf<Table> = {
  readonly [K in keyof Table]: { readonly kind: K } & Readonly<Table[K]>;
}[keyof Table];

/** What comes with a kind that says all. */
export type Nothing = Record<never, never>;
