import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { create } from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../core/campaign.js';
import type { CampaignId } from '../../core/ids.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { packageRoot } from '../../runtime/paths.js';
import { codeSlips } from '../../script/qr/code-slips.js';
import { texts } from '../../script/qr/texts.vi.js';
import { startFakeTelegram } from '../fakes/telegram/server.js';
import { unitCode } from '../support/directory.js';
import { openTestStore, type TestStore } from '../support/store.js';
import { pdfText } from './pdf-text.js';

let opened: TestStore;
let out: string;
const link = (parameter: string) => `https://example.vn/?start=${parameter}`;

const campaign = (id: string, rest: Partial<Campaign>): Campaign => ({
  id: id as CampaignId,
  form: 'pks03',
  access: 'open',
  opensOn: '2026-10-01',
  closesOn: '2026-12-31',
  partner: 'Hội Nông dân',
  margin: 0.05,
  isPaused: false,
  isStanding: false,
  ...rest,
});

beforeAll(async () => {
  opened = await openTestStore();
  out = await mkdtemp(path.join(tmpdir(), 'lang-nghe-qr-'));
  const units = [{ code: unitCode('07351') }, { code: unitCode('07339') }];
  await opened.store.write(async (tx) => {
    const add = (added: Campaign, where: typeof units) =>
      insertCampaign(tx, { campaign: added, units: where }, 'test', '2026-09-30');
    await add(campaign('pks03-2026-q4', {}), units);
    await add(campaign('quay-2026', { form: 'pks05', access: 'counter-code', partner: 'Tỉnh đoàn' }), []);
  });
});
afterAll(async () => {
  await opened.remove();
  await rm(out, { recursive: true });
});

type Ran = { readonly code: number; readonly files: readonly string[]; readonly errors: string };

function qr(line: string, more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = {
    PATH: process.env['PATH'],
    SECRET_KEY: Buffer.alloc(32).toString('base64'),
    DATABASE_URL: `file:${opened.file}`,
    DATA_DIR: opened.folder,
    PUBLIC_URL: 'https://example.vn',
    TELEGRAM_BOT_TOKEN: '',
    ...more,
  };
  const args = ['dist/script/qr.js', ...line.split(' ')];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: packageRoot, env }, (_error, stdout, errors) => {
      resolve({ code: child.exitCode ?? -1, files: stdout.split('\n').filter((each) => each !== ''), errors });
    });
  });
}

/** Whether a picture shows the QR code of a text, with four white modules around it. */
function shows(svg: string, text: string): boolean {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const side = modules.size + 8;
  const { pixels, width } = new Resvg(svg, { fitTo: { mode: 'width', value: side * 4 } }).render();
  return Array.from({ length: side * side }, (_, at) => [Math.floor(at / side), at % side] as const).every(
    ([row, column]) => {
      const isDark = (pixels[((row * 4 + 2) * width + column * 4 + 2) * 4] ?? 255) < 128;
      const isInside = [row - 4, column - 4].every((at) => at >= 0 && at < modules.size);
      return isDark === (isInside && modules.get(row - 4, column - 4) === 1);
    },
  );
}

const asSvg = (png: Buffer): string => {
  const side = png.readUInt32BE(16);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><image width="${side}" height="${side}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`;
};

describe('npm run qr', () => {
  it('draws the link of each commune, as PNG and as SVG', async () => {
    const { code, files, errors } = await qr(`--campaign pks03-2026-q4 --format png --out ${out}`);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(files).toEqual(['07339-pks03.png', '07351-pks03.png'].map((name) => path.join(out, name)));
    expect(shows(asSvg(await readFile(files[1] ?? '')), link('07351-pks03'))).toBe(true);
    expect(shows(asSvg(await readFile(files[0] ?? '')), link('07351-pks03'))).toBe(false);

    const one = await qr(`--campaign pks03-2026-q4 --unit 07351 --format svg --out ${out}`);
    expect(one.files).toEqual([path.join(out, '07351-pks03.svg')]);
    expect(shows(await readFile(one.files[0] ?? '', 'utf8'), link('07351-pks03'))).toBe(true);
  });

  it('makes sheets to hang up: a page a commune, with all that must be said', async () => {
    const { files } = await qr(`--campaign pks03-2026-q4 --format pdf --out ${out}`);
    expect(files).toEqual([path.join(out, 'pks03-2026-q4.pdf')]);
    const [first = '', second = '', ...others] = pdfText(await readFile(files[0] ?? ''));
    expect(others).toEqual([]);
    expect(first).toContain('Xã Tân Yên');
    for (const words of [
      texts.invite,
      'Xã Ngọc Thiện',
      'Bắc Ninh',
      'Phiếu PKS03 – Kết quả thực hiện dân chủ ở xã, phường',
      'example.vn/?start=07351-pks03',
      texts.promises.anonymous,
      'Nhanh: khoảng 3 phút',
      texts.promises.everybody,
      'Từ ngày 01/10/2026 đến hết ngày 31/12/2026',
      'Phối hợp thực hiện: Hội Nông dân',
    ])
      expect(second).toContain(words);
    expect(second).not.toContain('mã');
  });

  it('says where the code of the counter is, and files one commune under its own name', async () => {
    const { files } = await qr(`--campaign quay-2026 --unit 07306 --format pdf`);
    expect(files).toEqual([path.join(opened.folder, 'qr/07306-pks05.pdf')]);
    const [sheet = ''] = pdfText(await readFile(files[0] ?? ''));
    expect(sheet).toContain(texts.code['counter-code']);
    expect(sheet).toContain(texts.promises.visitors);
    expect(sheet).toContain('khoảng 2 phút');
  });

  it('leads to Telegram where that is wanted and there, and else says that it does not', async () => {
    const fake = await startFakeTelegram();
    const wanted = `--campaign pks03-2026-q4 --unit 07351 --format svg --channel telegram --out ${out}`;
    const telegram = {
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.root,
      TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(20),
    };
    const { files, errors } = await qr(wanted, telegram);
    expect(errors).toBe('');
    const address = `https://t.me/${fake.username}?start=07351-pks03`;
    expect(shows(await readFile(files[0] ?? '', 'utf8'), address)).toBe(true);
    await fake.close();
    const without = await qr(wanted, { PUBLIC_URL: '' });
    expect(without.code).toBe(0);
    expect(without.errors).toMatch(/^Telegram is not set up.*\nPUBLIC_URL is not set.*\n$/);
    expect(shows(await readFile(files[0] ?? '', 'utf8'), 'http://127.0.0.1:3000/?start=07351-pks03')).toBe(true);
  });

  it.each([
    ['--campaign pks03-2099-q1 --format png', 'there is no campaign pks03-2099-q1'],
    ['--campaign quay-2026 --format png', 'name one with --unit'],
    ['--campaign quay-2026 --unit 99999 --format png', 'no commune has the code 99999'],
    ['--campaign pks03-2026-q4 --unit 07306 --format png', 'does not ask in the commune 07306'],
  ])('says in one line why %s cannot be', async (line, why) => {
    const before = await readdir(out);
    const { code, files, errors } = await qr(`${line} --out ${out}`);
    expect([code, files]).toEqual([1, []]);
    expect(errors).toContain(why);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    expect(await readdir(out)).toEqual(before);
  });

  it('explains itself to whoever calls it wrongly', async () => {
    const wrong = ['--campaign x', '--campaign x --format gif', '--campaign x --format png --unit 7'];
    for (const { code, errors } of await Promise.all(wrong.map((line) => qr(line)))) {
      expect(code).toBe(2);
      expect(errors).toContain('usage: npm run qr');
    }
  });
});

describe('slips of one-time codes', () => {
  const info = {
    formTitle: 'Phiếu PKS01 – Dân chủ trong cơ quan cấp xã',
    unitTitle: 'Xã Ngọc Thiện',
    address: link('07351-pks01'),
    closesOn: '2026-12-31',
  };

  it('show each code once, 21 on a page', async () => {
    const codes = Array.from({ length: 43 }, (_, at) => `K7M2-Q${String(at).padStart(2, '2')}H`);
    const linked: string[] = [];
    const pdf = await codeSlips(info, codes, (code) => {
      linked.push(code);
      return link(`07351-pks01-${code}`);
    });
    const pages = pdfText(pdf);
    expect(pages.map((text) => text.match(/K7M2-Q..H/g)?.length)).toEqual([21, 21, 1]);
    expect(pages.join('\n').match(/K7M2-Q..H/g)).toEqual(codes);
    expect(linked).toEqual(codes);
    for (const words of [
      'Xã Ngọc Thiện',
      'Phiếu PKS01',
      texts.slip.type('example.vn/?start=07351-pks01'),
      'Đến hết ngày 31/12/2026',
    ])
      expect(pages[2]).toContain(words);
  });

  it('are an empty page when there are no codes', async () => {
    expect(pdfText(await codeSlips(info, [], link))).toEqual(['']);
  });
});
