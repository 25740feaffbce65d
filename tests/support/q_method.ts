/**
 * The other end of telnet options, straight from the table of RFC 1143 and with no thought of ours: it agrees to what it
 * likes, and asks for what it is told to.
 *
 * @module
 */

const WILL = 251, WONT = 252, DO = 253, DONT = 254;

interface Half {
  is: "no" | "yes" | "want_no" | "want_yes";
  isOpposite: boolean;
}

/** Which side of an option: at this end, or at the other. */
export type Which = "mine" | "yours";

export class QEnd {
  readonly #likes: (which: Which, option: number) => boolean;
  readonly #say: (verb: number, option: number) => void;
  readonly #halves = new Map<string, Half>();

  constructor(
    likes: (which: Which, option: number) => boolean,
    say: (verb: number, option: number) => void,
  ) {
    this.#likes = likes;
    this.#say = say;
  }

  isOn(which: Which, option: number): boolean {
    return this.#half(which, option).is === "yes";
  }

  want(which: Which, option: number, isOn: boolean): void {
    const half = this.#half(which, option);
    const [there, going, back] = isOn
      ? ["yes", "want_yes", "want_no"] as const
      : ["no", "want_no", "want_yes"] as const;
    if (half.is === there) return;
    if (half.is === going) half.isOpposite = false;
    else if (half.is === back) half.isOpposite = true;
    else {
      half.is = going;
      this.#tell(which, option, isOn);
    }
  }

  receive(verb: number, option: number): void {
    const which = verb === WILL || verb === WONT ? "yours" : "mine";
    const half = this.#half(which, option);
    const isYes = verb === WILL || verb === DO;
    const { is, isOpposite } = half;
    half.isOpposite = false;
    if (is === "no" || is === "yes") {
      if (isYes === (is === "yes")) return;
      const isAgreed = isYes && this.#likes(which, option);
      half.is = isAgreed ? "yes" : "no";
      this.#tell(which, option, isAgreed);
    } else if (is === "want_no") {
      if (isYes) half.is = isOpposite ? "yes" : "no";
      else if (!isOpposite) half.is = "no";
      else this.#go(half, which, option, true);
    } else if (!isYes) half.is = "no";
    else if (!isOpposite) half.is = "yes";
    else this.#go(half, which, option, false);
  }

  #go(half: Half, which: Which, option: number, isOn: boolean): void {
    half.is = isOn ? "want_yes" : "want_no";
    this.#tell(which, option, isOn);
  }

  #tell(which: Which, option: number, isOn: boolean): void {
    if (which === "mine") this.#say(isOn ? WILL : WONT, option);
    else this.#say(isOn ? DO : DONT, option);
  }

  #half(which: Which, option: number): Half {
    const key = `${which} ${option}`;
    let half = this.#halves.get(key);
    if (half === undefined) this.#halves.set(key, half = { is: "no", isOpposite: false });
    return half;
  }
}
