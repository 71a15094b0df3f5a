import { randomFillSync } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { shrinkPhoto, uploadLimit } from '../../../bot/zalo/shrink-photo.js';

/** Noise is what compresses worst. */
const noise = (width: number, height: number) =>
  sharp(randomFillSync(Buffer.alloc(width * height * 3)), { raw: { width, height, channels: 3 } });
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c0ffee' } });

/** One bit a pixel. */
function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0], 8);
  const lines = Buffer.alloc((1 + width / 8) * height);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

async function shrunk(bytes: Uint8Array) {
  const jpeg = await shrinkPhoto(bytes);
  if (jpeg === undefined) throw new Error('the picture was not read');
  return { jpeg, about: await sharp(jpeg).metadata() };
}

describe('a photo for Zalo', () => {
  it('has less than a megabyte, however large it was', async () => {
    const large = await noise(2600, 1800).jpeg({ quality: 95 }).toBuffer();
    expect(large.byteLength).toBeGreaterThan(4 * uploadLimit);
    const { jpeg, about } = await shrunk(large);
    expect(jpeg.byteLength).toBeLessThanOrEqual(uploadLimit);
    expect(about.format).toBe('jpeg');
    expect(Math.max(about.width, about.height)).toBeGreaterThanOrEqual(800);
  });

  it('keeps its size where that is small', async () => {
    const { about } = await shrunk(await plain(640, 480).png().toBuffer());
    expect([about.format, about.width, about.height]).toStrictEqual(['jpeg', 640, 480]);
  });

  it('loses what the camera wrote into it, and stands upright', async () => {
    const exif = {
      IFD0: { Make: 'Some camera' },
      IFD3: { GPSLatitude: '21/1 16/1 0/1', GPSLongitude: '106/1 12/1 0/1' },
    };
    const photo = await plain(640, 480).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const before = await sharp(photo).metadata();
    expect([before.exif === undefined, before.orientation]).toStrictEqual([false, 6]);
    const { about } = await shrunk(photo);
    expect([about.exif, about.orientation, about.width, about.height]).toStrictEqual([undefined, undefined, 480, 640]);
  });

  it.each(['webp', 'png'] as const)('may have been %s, and what was clear is white', async (format) => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const clear = await sharp({ create: { width: 16, height: 16, channels: 4, background } })
      .toFormat(format)
      .toBuffer();
    const { jpeg } = await shrunk(clear);
    const [pixel] = await sharp(jpeg).raw().toBuffer();
    expect(pixel).toBeGreaterThan(250);
  });

  it.each([
    ['no picture', Buffer.from('OggS and so on')],
    ['nothing', Buffer.alloc(0)],
    ['a drawing that names other files', Buffer.from('<svg><image href="file:///etc/passwd"/></svg>')],
  ])('is undefined for %s', async (_what, bytes) => {
    expect(await shrinkPhoto(bytes)).toBeUndefined();
  });

  it('is undefined where it ends in the middle', async () => {
    const whole = await noise(300, 300).jpeg().toBuffer();
    expect(await shrinkPhoto(whole.subarray(0, whole.length / 2))).toBeUndefined();
  });

  it('is undefined for a small file that claims to be a huge picture', async () => {
    const bomb = blackPng(8192, 8192);
    expect(bomb.byteLength).toBeLessThan(uploadLimit);
    expect(await shrinkPhoto(bomb)).toBeUndefined();
    expect(await shrinkPhoto(blackPng(512, 512))).toBeDefined();
  });

  it('is undefined for a progressive picture that would be held in memory whole, and not for the same in lines', async () => {
    const large = plain(4400, 3000);
    expect(await shrinkPhoto(await large.clone().jpeg({ progressive: true }).toBuffer())).toBeUndefined();
    expect(await shrinkPhoto(await large.clone().jpeg().toBuffer())).toBeDefined();
    expect(await shrinkPhoto(await plain(1200, 900).jpeg({ progressive: true }).toBuffer())).toBeDefined();
  });

  it('is undefined where nothing makes it small enough', async () => {
    expect(await shrinkPhoto(await noise(900, 900).jpeg().toBuffer(), 1000)).toBeUndefined();
  });
});
