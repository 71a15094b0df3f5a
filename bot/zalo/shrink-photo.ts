/** A picture that Zalo takes has less than a megabyte. */
export const uploadLimit = 1_000_000;

/**
 * The largest picture that is opened. A small file can claim to be a huge one, and only of a baseline JPEG is less than
 * the whole held in memory at a time: 64 megapixels of a progressive one take half a gigabyte (measured).
 */
const pixelLimits = { baselineJpeg: 64_000_000, other: 13_000_000 } as const;

/** Tried in turn until one is small enough; the last always is. */
const sizes = [
  { edge: 2048, quality: 82 },
  { edge: 1600, quality: 75 },
  { edge: 1200, quality: 70 },
  { edge: 800, quality: 60 },
] as const;

/** One after the other: several at once would hold several pictures in memory. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Makes a picture a JPEG that Zalo takes, upright, and without what the camera wrote into it: when, with what, and
 * where. Undefined: this is no picture that can be read, or one that is too large to be opened.
 */
export function shrinkPhoto(bytes: Uint8Array, limit = uploadLimit): Promise<Uint8Array | undefined> {
  const next = last.then(() => shrink(bytes, limit));
  last = next;
  return next;
}

async function shrink(bytes: Uint8Array, limit: number): Promise<Uint8Array | undefined> {
  try {
    // Loaded late: most processes never need it.
    const { default: sharp } = await import('sharp');
    const { width, height, format, isProgressive } = await sharp(bytes).metadata();
    const isBaseline = format === 'jpeg' && !isProgressive;
    if (width * height > (isBaseline ? pixelLimits.baselineJpeg : pixelLimits.other)) return undefined;
    const picture = sharp(bytes, {
      limitInputPixels: pixelLimits.baselineJpeg,
      failOn: 'truncated',
      sequentialRead: true,
    })
      .autoOrient()
      .flatten({ background: 'white' });
    for (const { edge, quality } of sizes) {
      const jpeg = await picture
        .clone()
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality })
        .toBuffer();
      if (jpeg.byteLength <= limit) return new Uint8Array(jpeg);
    }
    return undefined;
  } catch {
    // A library for pictures fails in many ways on bytes of strangers, and each means the same.
    return undefined;
  }
}
