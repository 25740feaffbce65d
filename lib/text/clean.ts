/**
 * The mark of text that is safe to show on anybody's terminal. Only `text/clean_text.ts` puts it on, and
 * everything that is rendered asks for it, so the compiler proves that nothing typed reaches a terminal raw.
 *
 * @module
 */

/** The mark of clean text; it exists for the compiler only. */
export declare const clean: unique symbol;

/** Text without control characters, escape sequences, bidi controls or invisible characters. */
export type CleanText = string & { readonly [clean]: true };

/** The mark of a checked name; it exists for the compiler only. */
export declare const name: unique symbol;

/** A name that passed every rule of `model/name.ts`; clean by its alphabet. */
export type Name = CleanText & { readonly [name]: true };

/** The mark of a checked room name; it exists for the compiler only. */
export declare const roomName: unique symbol;

/** A room's name with its leading `#`, checked by `model/room_name.ts`; clean by its alphabet. */
export type RoomName = CleanText & { readonly [roomName]: true };
