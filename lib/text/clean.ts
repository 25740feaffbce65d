/**
 * The mark of text that is safe to show on anybody's terminal. Only `text/clean_text.ts` puts it on, and everything that
 * is rendered asks for it, so the compiler proves that nothing typed reaches a terminal raw.
 *
 * @module
 */

/** The marks exist for the compiler only. */
declare const clean: unique symbol, name: unique symbol, roomName: unique symbol;

/** Text without control characters, escape sequences, bidi controls or invisible characters. */
export type CleanText = string & { readonly [clean]: true };

/** A name that passed every rule of `model/name.ts`; clean by its alphabet. */
export type Name = CleanText & { readonly [name]: true };

/** A room's name with its leading `#`, checked by `model/room_name.ts`; clean by its alphabet. */
export type RoomName = CleanText & { readonly [roomName]: true };
