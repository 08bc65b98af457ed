/**
 * Letters reduced to their plain Latin form: é to e, ß to ss. Only precomposed
 * characters of the Latin blocks are folded; combining marks stay, as in Lucene.
 */

/** Blocks in which a compatibility decomposition to plain ASCII counts as folding. */
const DECOMPOSED: readonly (readonly [number, number])[] = [
  [0x00c0, 0x024f],
  [0x1e00, 0x1eff],
  [0x2070, 0x209c],
  [0x2460, 0x24ff],
  [0x2c60, 0x2c7f],
  [0xfb00, 0xfb06],
  [0xff01, 0xff5e],
];

/** Letters that no decomposition explains. */
const SPECIAL = new Map<number, string>();
for (const [ascii, letters] of [
  ['A', 'ƏȺᴀ'],
  ['a', 'ɐəǝᶏᶕⱥᴀ'],
  ['AE', 'ÆǢǼᴁ'],
  ['ae', 'æǣǽᴂ'],
  ['B', 'ƁƂɃʙᴃ'],
  ['b', 'ƀƃɓᵬᶀ'],
  ['C', 'ƇȻʗᴄ'],
  ['c', 'ƈȼɕ'],
  ['D', 'ÐĐƉƊƋᴅᴆ'],
  ['d', 'ðđƌȡɖɗᵭᶁᶑ'],
  ['E', 'ƎƐɆᴇ'],
  ['e', 'ɇɘɛɜɝɞʚᶒᶓᶔ'],
  ['F', 'Ƒꜰ'],
  ['f', 'ƒᵮᶂ'],
  ['G', 'ƓǤɢʛ'],
  ['g', 'ǥɠɡᵷᵹᶃ'],
  ['H', 'ĦʜⱧ'],
  ['h', 'ħɥɦʮʯⱨ'],
  ['I', 'ƖƗɪ'],
  ['i', 'ıɨᴉᵻᶖ'],
  ['J', 'Ɉᴊ'],
  ['j', 'ȷɉɟʄʝ'],
  ['K', 'ƘᴋⱩ'],
  ['k', 'ƙʞᶄⱪ'],
  ['L', 'ŁȽʟᴌⱠⱢ'],
  ['l', 'łƚȴɫɬɭᶅⱡ'],
  ['M', 'Ɯᴍ'],
  ['m', 'ɯɰɱᵯᶆ'],
  ['N', 'ƝȠɴᴎŊ'],
  ['n', 'ŋƞȵɲɳᵰᶇ'],
  ['O', 'ØǾƆƟᴏᴐ'],
  ['o', 'øǿɔɵᴖᴗᶗ'],
  ['OE', 'Œɶ'],
  ['oe', 'œᴔ'],
  ['P', 'Ƥᴘ'],
  ['p', 'ƥᵱᵽᶈ'],
  ['Q', 'Ɋ'],
  ['q', 'ĸɋʠ'],
  ['R', 'ɌʀʁᴙᴚⱤ'],
  ['r', 'ɍɼɽɾɿᵲᵳᶉ'],
  ['S', 'ꜱ'],
  ['s', 'ſȿʂᵴᶊ'],
  ['ss', 'ß'],
  ['SS', 'ẞ'],
  ['T', 'ŦƬƮȾᴛ'],
  ['t', 'ŧƫƭȶʇʈᵵⱦ'],
  ['TH', 'Þ'],
  ['th', 'þᵺ'],
  ['U', 'Ʉᴜᵾ'],
  ['u', 'ʉᵫᶙ'],
  ['V', 'ƲɅᴠ'],
  ['v', 'ʋʌᶌⱱⱴ'],
  ['W', 'Ⱳᴡ'],
  ['w', 'ƿʍⱳ'],
  ['x', 'ᶍ'],
  ['Y', 'ƳɎʏ'],
  ['y', 'ƴɏʎ'],
  ['Z', 'ƵȤᴢⱫ'],
  ['z', 'ƶȥɀʐʑᵶᶎⱬ'],
  ['-', '\u2010\u2011\u2012\u2013\u2014'],
  ["'", '\u2018\u2019\u201b'],
  ['"', '\u201c\u201d'],
] as const)
  for (const letter of letters) SPECIAL.set(letter.codePointAt(0) ?? 0, ascii);

const folded = new Map<number, string>();

function foldedCode(code: number): string {
  const special = SPECIAL.get(code);
  if (special !== undefined) return special;
  const plain = String.fromCharCode(code);
  if (!DECOMPOSED.some(([from, to]) => code >= from && code <= to)) return plain;
  const parts = plain.normalize('NFKD').replace(/\p{M}/gu, '');
  if (/^[\x20-\x7e]+$/.test(parts)) return parts;
  // what decomposes to a special letter plus a mark (ǿ) folds like that letter
  const first = SPECIAL.get(parts.charCodeAt(0));
  return parts.length === 1 && first !== undefined ? first : plain;
}

/** The text with accented and joined Latin letters written plainly. */
export function fold(text: string): string {
  let i = 0;
  while (i < text.length && text.charCodeAt(i) < 128) i++;
  if (i === text.length) return text;
  let out = text.slice(0, i);
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      out += text[i];
      continue;
    }
    const plain = folded.get(code) ?? foldedCode(code);
    folded.set(code, plain);
    out += plain;
  }
  return out;
}
