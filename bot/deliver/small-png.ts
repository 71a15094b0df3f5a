import { promisify } from 'node:util';
import { constants, crc32, deflate } from 'node:zlib';

const deflated = promisify(deflate);

export type Pixels = {
  readonly width: number;
  readonly height: number;
  /** Four bytes each: red, green, blue, opacity. */
  readonly rgba: Uint8Array;
};

/** How many steps of red, green and blue are told apart: enough for letters with soft edges, few enough for a palette. */
const steps = 7;

/** An opaque picture of few colours as PNG with a palette: a third of what it takes with four bytes a pixel. */
export async function smallPng({ width, height, rgba }: Pixels): Promise<Uint8Array> {
  const palette = new Map<number, number>();
  // Each line begins with its filter: none, which is best for a palette.
  const lines = Buffer.alloc((width + 1) * height);
  let last = -1;
  let index = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const colour = (step(rgba[from]) << 6) | (step(rgba[from + 1]) << 3) | step(rgba[from + 2]);
      if (colour !== last) {
        last = colour;
        index = palette.get(colour) ?? palette.size;
        if (index > 255) throw new Error('more than 256 colours');
        palette.set(colour, index);
      }
      lines[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // eight bits a pixel, into the palette
  const colours = [...palette.keys()].flatMap((colour) => [colour >> 6, (colour >> 3) & 7, colour & 7]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.map((channel) => Math.round((channel * 255) / steps)))),
    chunk('IDAT', await deflated(lines, { level: constants.Z_BEST_COMPRESSION })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const step = (channel = 0): number => Math.round((channel * steps) / 255);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
