/**
 * What a person who runs the bench got wrong, said in one sentence: it is printed without a stack trace.
 *
 * @module
 */

export class Mistake extends Error {}
