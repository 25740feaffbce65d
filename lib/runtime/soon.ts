/**
 * What is there at once, or comes later. Whoever needs it goes on by {@linkcode once}: at once where it is there, and
 * otherwise in the very moment in which it comes. A promise goes on a little after that, and then an answer would stand
 * behind what came after the thing it is about.
 *
 * @module
 */

/** A value, or what brings one. */
export type Soon<Value> = Value | PromiseLike<Value>;

/** Goes on with a value, at once where it is there. */
export function once<Value, Next>(soon: Soon<Value>, goOn: (value: Value) => Soon<Next>): Soon<Next> {
  return isComing(soon) ? soon.then(goOn) : goOn(soon);
}

type Came<Value> = { readonly value: Value } | { readonly error: unknown };

/** A value that comes later: a promise that goes on at once. */
export class Later<Value> implements PromiseLike<Value> {
  #came: Came<Value> | undefined;
  #waiting: ((came: Came<Value>) => void)[] = []; // at most a few: those who began it

  /** Whether anybody would learn of an error. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** The value is there, or will be. */
  resolve(soon: Soon<Value>): void {
    if (isComing(soon)) soon.then((value) => this.#settle({ value }), (error) => this.#settle({ error }));
    else this.#settle({ value: soon });
  }

  /** There will be none. */
  reject(error: unknown): void {
    this.#settle({ error });
  }

  then<Next = Value, Other = never>(
    goOn?: ((value: Value) => Soon<Next>) | null,
    orElse?: ((error: unknown) => Soon<Other>) | null,
  ): Later<Next | Other> {
    const next = new Later<Next | Other>();
    const follow = (came: Came<Value>) => {
      try {
        if ("value" in came) next.resolve(goOn ? goOn(came.value) : came.value as never);
        else if (orElse) next.resolve(orElse(came.error));
        else next.reject(came.error);
      } catch (error) {
        next.reject(error);
      }
    };
    if (this.#came === undefined) this.#waiting.push(follow);
    else follow(this.#came);
    return next;
  }

  /** The first one counts. */
  #settle(came: Came<Value>): void {
    if (this.#came !== undefined) return;
    this.#came = came;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const follow of waiting) follow(came);
  }
}

function isComing<Value>(soon: Soon<Value>): soon is PromiseLike<Value> {
  return soon instanceof Later || soon instanceof Promise;
}
