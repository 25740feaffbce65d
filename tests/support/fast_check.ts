/**
 * fast-check, where a bound means what it says: by itself it makes up lists and texts of at most ten pieces more than
 * they need, also with `maxLength: 60`, and a story of so few steps hardly ever comes to what is rare in it.
 *
 * @module
 */

import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), defaultSizeToMaxWhenMaxSpecified: true });

export { default } from "fast-check";
