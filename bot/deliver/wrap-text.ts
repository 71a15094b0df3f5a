/** How wide a letter of DejaVu Sans is, in parts of its size; somewhat more than it is, as bold ones are wider. */
function letterWidth(letter: string): number {
  if (/[mw@%—…]/i.test(letter)) return 1;
  if (/[ijlI.,:;'|!()[\]/\-– ]/.test(letter)) return 0.42;
  if (/\p{Lu}|\d/u.test(letter)) return 0.76;
  // Unknown scripts may be as wide as they are high.
  return letter.charCodeAt(0) > 0x1eff ? 1 : 0.65;
}

/** The room a text takes, for a font of size 1. */
function textWidth(text: string): number {
  let width = 0;
  // Composed: a letter with its marks counts once.
  for (const letter of text.normalize('NFC')) width += letterWidth(letter);
  return width;
}

/** The text in lines no wider than `width` and no more than `limit`; the last one ends in "…" when it does not all fit. */
export function wrapText(text: string, width: number, limit: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((each) => inPieces(each, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === limit - 1) return [...lines, shortened(line, width)];
    lines.push(line);
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

function shortened(line: string, width: number): string {
  let kept = line;
  while (kept !== '' && textWidth(`${kept}…`) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** A word wider than a line is broken, as nothing says where it may be. */
function inPieces(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word.normalize('NFC')) {
    if (piece !== '' && textWidth(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
