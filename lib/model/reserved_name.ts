/**
 * Names that speak for the server, and those that a person would read as one: `Servér`, `Server.`, `5y5tem`, `系-统1`.
 *
 * A name is read letter by letter. A letter may be read as any that it looks or sounds like, and twice as once; marks,
 * digits and punctuation may be passed over. Reserved is what can be read as reserved words and nothing else, so `Roots`
 * and `Observer` are not.
 *
 * @module
 */

import { lookAlikeKeys, looksLike } from "../text/look_alike.ts";

/** Names of those who speak for the server, in the languages it speaks. */
const SPEAKERS: readonly string[] = (
  "server system admin administrator root sysop operator moderator everyone chat-server " +
  "系统 系統 服务器 伺服器 管理员 管理員 版主 所有人"
).split(" ");

/** What is reserved as one would read it. */
const WORDS: readonly string[] = [
  ...SPEAKERS.map((speaker) => speaker.replace("-", "")),
  ..."chatsystem chatadmin servermessage systemmessage servernotice systemnotice 系统消息 系统通知 系统提示 系统公告"
    .split(" "),
];

/** What is read as a letter by its shape, its sound or its number, besides look-alikes after UTS 39. */
const READ_AS: Readonly<Record<string, string>> = {
  a: "4αλдɑɐⱥᴀᶏᶐ",
  c: "сςϲᴄƈȼɕↄꜿꞓꞔ𝼝",
  d: "δдðɖɗȡᴅđƌᵭᶁᶑꝺꟈ",
  e: "3εηеэєɛɘǝəɜɞҽᴇɇɝʚɚᴈᶒᶓᶔᶕⱸⱻꬲꬳꬴ",
  h: "нһηħʜɥɦʮʯⱨⱶꞕꟶ",
  i: "1lιіиıɪɨӏɩᴉᵼᶖ𝼚",
  m: "мμɱᴍɯɰᴟᵯᶆꟺꬺ",
  n: "нηνипոŋɲɳƞȵɴᴎᵰᶇꞑꞥꬻꬼ",
  o: "0οωоσøɵөɔօᴏᴐᴑᴒᴓᶗⱺꝋꝍꬽꬾꬿ𝼛",
  p: "пπрρþƥᴘᵱᵽᶈꝑꝓꝕꝥꝧ",
  r: "рρгяɹɼɽɾɍʀᴙᴚᴦɺɻɿᵲᵳᶉⱹꝛꞃꞧꭆꭉꭋꭌꭨ𝼈𝼕𝼖",
  s: "5сςσѕʂƨȿʃꜱʆᵴᶊᶋᶘẜẝꞅꞩꟊ𝼞",
  t: "7тτŧƫʈȶᴛƭʇᵵⱦꞇ𝼉𝼍",
  v: "вβνυѵʋⱱᴠuʌᶌỽⱴꝟꝩ",
  y: "уυүұыиγiƴɏʏʎỿꭚ𝼆",
  系: "係繫繋糸",
  统: "統絖",
  务: "務",
  器: "噐",
  伺: "侍",
  员: "員貟",
  管: "菅",
  版: "板",
  主: "王",
  人: "入",
};

/** Two letters that look like one. */
const PAIRS: readonly (readonly [pair: string, letter: string])[] = [["rn", "m"], ["cl", "d"]];

/** Most names: nothing in them is taken apart. */
const ASCII = /^\p{ASCII}*$/u;

/** Small raised letters: they are read, or passed over. */
const RAISED = /[\p{Lm}ªº]/gu;

/** What may be passed over: everything but letters, and letters that look like strokes. */
const PASSED_OVER = /^(?:[\P{L}\p{Lm}]|[\u01c0-\u01c3])$/u;

/** How far one has read in the reserved words. */
interface Place {
  /** The letter that led there; empty for the beginning. */
  readonly letter: string;
  /** What may come next, by its letter. */
  readonly next: Map<string, Place>;
  /** Whether a word may end there, and the next begin. */
  isEnd: boolean;
}

/** What one character may be. */
interface Reading {
  /** Those letters of the reserved words that it may be read as. */
  readonly letters: readonly string[];
  /** Whether it may be passed over. */
  readonly isPassedOver: boolean;
}

/** Made when first needed: where all words begin, and how the names of speakers look. */
let beginning: Place | undefined, speakerKeys: ReadonlySet<string> | undefined;

/** All letters of the reserved words. */
const LETTERS: readonly string[] = [...new Set(WORDS.join(""))];

/** How the characters of ASCII are read, each remembered when it was read first: most names hold no others. */
const ASCII_READINGS = new Map<string, Reading>();

/**
 * Whether a name can be read as the server's own, or as that of somebody who speaks for it.
 *
 * @example
 * ```ts
 * import { imitatesServer } from "./reserved_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["Server", "-Servér-", "r00t", "系统1"].map(imitatesServer), [true, true, true, true]);
 * assertEquals(["Serverless", "Roots", "小系"].map(imitatesServer), [false, false, false]);
 * ```
 */
export function imitatesServer(name: string): boolean {
  const spellings = ASCII.test(name)
    ? [name]
    : [name, name.replace(RAISED, "")].map((text) => text.normalize("NFKD"));
  const texts = new Set(spellings);
  for (const text of spellings) {
    for (const [pair, letter] of PAIRS) texts.add(text.toLowerCase().replaceAll(pair, letter));
  }
  return [...texts].some(readsReserved);
}

/** Whether a name looks just like that of somebody who speaks for the server. */
export function isReservedWord(name: string): boolean {
  speakerKeys ??= new Set(SPEAKERS.flatMap(lookAlikeKeys));
  return lookAlikeKeys(name).some((key) => speakerKeys!.has(key));
}

/** Follows all readings at once, so that no name takes longer than its length. */
function readsReserved(text: string): boolean {
  beginning ??= beginningOf(WORDS);
  let places = new Set([beginning]);
  for (const character of text) {
    const { letters, isPassedOver } = readingOf(character);
    const reached = new Set(isPassedOver ? places : []);
    for (const place of places) {
      for (const letter of letters) {
        if (letter === place.letter) reached.add(place);
        for (const from of place.isEnd ? [place, beginning] : [place]) {
          const next = from.next.get(letter);
          if (next !== undefined) reached.add(next);
        }
      }
    }
    if (reached.size === 0) return false;
    places = reached;
  }
  return [...places].some(({ isEnd }) => isEnd);
}

function readingOf(character: string): Reading {
  const known = ASCII_READINGS.get(character);
  if (known !== undefined) return known;
  const looks = looksOf(character);
  const reading = {
    letters: LETTERS.filter((letter) => isReadAs(looks, letter)),
    isPassedOver: PASSED_OVER.test(character),
  };
  if (character < "\x80") ASCII_READINGS.set(character, reading);
  return reading;
}

/** A character in lower case, and what it looks like in the case it is written in and in lower case. */
function looksOf(character: string): readonly string[] {
  const lower = character.toLowerCase();
  if (lower < "\x80") return [lower];
  return [lower, ...[character, lower].map((it) => looksLike(it).replace(/\p{M}/gu, "").toLowerCase())];
}

function isReadAs(looks: readonly string[], letter: string): boolean {
  const others = READ_AS[letter] ?? "";
  return looks.some((look) => look === letter || (look !== "" && others.includes(look)));
}

function beginningOf(words: readonly string[]): Place {
  const first: Place = { letter: "", next: new Map(), isEnd: false };
  for (const word of words) {
    let place = first;
    for (const letter of word) {
      const next = place.next.get(letter) ?? { letter, next: new Map(), isEnd: false };
      place.next.set(letter, next);
      place = next;
    }
    place.isEnd = true;
  }
  return first;
}
