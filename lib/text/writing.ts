/**
 * Whether a word is written in one writing system: in one Unicode script, or in one of the mixtures that count as one
 * (UTS 39, 5.1). A letter that looks like another script's gives itself away by its company.
 *
 * @module
 */

/** Every script of Unicode, by its long name, those that most people write in first: finding one tries them in order. */
const SCRIPTS: readonly string[] = `
  Latin Han Cyrillic Arabic Devanagari Hiragana Katakana Hangul Greek Hebrew Thai Bengali Tamil Telugu Gujarati Gurmukhi
  Kannada Malayalam Oriya Sinhala Myanmar Khmer Lao Tibetan Georgian Armenian Ethiopic Mongolian Bopomofo Thaana Syriac
  Cherokee Canadian_Aboriginal Nko Tifinagh Vai Yi Adlam Balinese Bamum Batak Chakma Cham Hanifi_Rohingya Javanese
  Kayah_Li Lepcha Limbu Lisu Mandaic Meetei_Mayek Miao New_Tai_Lue Newa Nyiakeng_Puachue_Hmong Ol_Chiki Osage Saurashtra
  Sundanese Syloti_Nagri Tai_Le Tai_Tham Tai_Viet Wancho
  Ahom Anatolian_Hieroglyphs Avestan Bassa_Vah Bhaiksuki Brahmi Braille Buginese Buhid Carian Caucasian_Albanian
  Chorasmian Coptic Cuneiform Cypriot Cypro_Minoan Deseret Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan
  Elymaic Garay Glagolitic Gothic Grantha Gunjala_Gondi Gurung_Khema Hanunoo Hatran Imperial_Aramaic
  Inscriptional_Pahlavi Inscriptional_Parthian Kaithi Kawi Kharoshthi Khitan_Small_Script Khojki Khudawadi Kirat_Rai
  Linear_A Linear_B Lycian Lydian Mahajani Makasar Manichaean Marchen Masaram_Gondi Medefaidrin Mende_Kikakui
  Meroitic_Cursive Meroitic_Hieroglyphs Modi Mro Multani Nabataean Nag_Mundari Nandinagari Nushu Ogham Ol_Onal
  Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur
  Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Sharada Shavian
  Siddham SignWriting Sogdian Sora_Sompeng Soyombo Sunuwar Tagalog Tagbanwa Takri Tangsa Tangut Tirhuta Todhri Toto
  Tulu_Tigalari Ugaritic Vithkuqi Warang_Citi Yezidi Zanabazar_Square`.trim().split(/\s+/);

/** Scripts that are written together: Japanese, Korean, and Chinese with its phonetic letters. */
const MIXTURES: readonly (readonly string[])[] = [
  ["Han", "Hiragana", "Katakana"],
  ["Han", "Hangul"],
  ["Han", "Bopomofo"],
];

/** Patterns by scripts, made when first needed: making all of them takes as long as a third of the server's start. */
const patterns = new Map<string, RegExp | undefined>();

/**
 * Digits, punctuation and what several scripts share go with any writing system.
 *
 * @example
 * ```ts
 * import { isOneWriting } from "./writing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["田中さん", "𞤀𞤁", "annа"].map(isOneWriting), [true, true, false]); // the last а is Cyrillic
 * ```
 */
export function isOneWriting(text: string): boolean {
  // Accents belong to the script of their letter; older Unicode data calls theirs inherited.
  const letters = text.replace(/[\p{scx=Common}\p{scx=Inherited}]/gu, "");
  const [own] = /[^\p{sc=Common}\p{sc=Inherited}]/u.exec(letters) ?? [];
  if (own === undefined) return true;
  const script = SCRIPTS.find((script) => isIn([script], own));
  if (script === undefined) return false;
  return [[script], ...MIXTURES.filter((mixture) => mixture.includes(script))]
    .some((scripts) => isIn(scripts, letters));
}

function isIn(scripts: readonly string[], letters: string): boolean {
  const key = scripts.join("+");
  if (!patterns.has(key)) patterns.set(key, patternOf(scripts));
  return patterns.get(key)?.test(letters) ?? false;
}

/** Undefined where this runtime is older than the script. */
function patternOf(scripts: readonly string[]): RegExp | undefined {
  try {
    return new RegExp(`^[${scripts.map((script) => `\\p{scx=${script}}`).join("")}]*$`, "u");
  } catch {
    return undefined;
  }
}
