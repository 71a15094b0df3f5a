import { inflateSync } from 'node:zlib';

/** The words of a PDF as somebody would copy them out of it, page by page: what its fonts say their glyphs mean. */
export function pdfText(pdf: Uint8Array): readonly string[] {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = new Map(
    [...source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id = '', body = '']) => [id, body]),
  );
  const body = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const fonts = new Map(
    [...source.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(body(id))?.[1];
      return [name, lettersOf(streamOf(body(unicode)))];
    }),
  );
  return [...objects.values()]
    .filter((object) => object.includes('/Type /Page\n'))
    .map((page) => shown(streamOf(body(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts));
}

function streamOf(object: string): string {
  const [head = '', ...rest] = object.split('stream\n');
  const data = Buffer.from(rest.join('stream\n').replace(/\nend$/, ''), 'latin1');
  return head.includes('/FlateDecode') ? inflateSync(data).toString('latin1') : data.toString('latin1');
}

/** What each glyph of a font stands for, in the order of their numbers. */
function lettersOf(map: string): readonly string[] {
  return [...map.matchAll(/\[((?:<[\da-f ]*>\s*)*)\]/gi)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([\da-f ]*)>/gi)].map(([, hex = '']) =>
      Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    ),
  );
}

function shown(content: string, fonts: ReadonlyMap<string, readonly string[]>): string {
  let letters: readonly string[] = [];
  const lines: string[] = [];
  for (const [, font, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|^\[(<[^\]]*)\] TJ/gm)) {
    if (font !== undefined) letters = fonts.get(font) ?? [];
    if (array === undefined) continue;
    const glyphs = [...array.matchAll(/<([\da-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    lines.push(glyphs.map((glyph) => letters[parseInt(glyph, 16)] ?? '?').join(''));
  }
  return lines.join('\n');
}
