/**
 * Names, rooms and texts that samples are made of.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../../lib/text/clean.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

/** One or more of every kind. */
export type Samples<U extends { readonly kind: string }> = {
  readonly [K in U["kind"]]: readonly (U & { readonly kind: K })[];
};

export const ann = "ann" as Name, bob = "bob" as Name, deploy = "deploy" as Name, xiaoming = "小明" as Name;
export const lobby = "#lobby" as RoomName, ops = "#ops" as RoomName;

export const text = cleanText;
export const nothing = "" as CleanText;
