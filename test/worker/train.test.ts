import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { category, legalKind } from '../../core/labels.js';
import { categoriesIn, columns, modelFile, openModel, yesIn } from '../../core/understanding/model.js';
import { openSecondLook, secondLookFile } from '../../core/understanding/second-look.js';
import { findModel, loadAnalysis, trainingHash } from '../../runtime/load-understanding.js';
import { fitSecondLook } from '../../worker/categorize/train/fit-second-look.js';
import { parseExample, readExamples } from '../../worker/categorize/train/read-examples.js';
import { train } from '../../worker/categorize/train/train.js';
import { writeModel } from '../../worker/categorize/train/train-model.js';

describe('the training texts', () => {
  it('are enough of each label, and each stands there once', async () => {
    const examples = await readExamples();
    const count = (key: 'category' | 'kind', label: string) =>
      examples.filter((example) => example[key] === label).length;
    for (const label of category.options) expect(count('category', label), label).toBeGreaterThanOrEqual(60);
    for (const label of legalKind.options) expect(count('kind', label), label).toBeGreaterThanOrEqual(40);
    expect(new Set(examples.map(({ text }) => text)).size).toBe(examples.length);
  });

  it.each([
    'giao-thong | không có loại',
    'giao-thong phan-anh gap | cờ lạ',
    'duong-sa phan-anh | lĩnh vực lạ',
    'giao-thong phan-anh |  ',
    'giao-thong phan-anh Đường hỏng',
  ])('a line that is not readable is told with its place: %s', (line) => {
    expect(() => parseExample(line, 'data/training/x.txt')).toThrow('data/training/x.txt: this line is not readable');
  });
});

const few = [
  'giao-thong phan-anh | Đường làng nhiều ổ gà',
  'giao-thong kien-nghi | Đề nghị sửa đường làng',
  'giao-thong phan-anh | Xe tải chạy vào đường làng',
  'an-ninh phan-anh khan | Đánh nhau ngoài chợ',
  'an-ninh to-cao can-bo bypass | Công an xã nhận tiền bao che sòng bạc',
  'an-ninh to-cao can-bo bypass | Công an xã đánh người',
  'can-bo to-cao can-bo bypass | Tố cáo công an xã ăn chặn tiền',
  'an-ninh phan-anh | Mất trộm ngoài chợ',
].map((line) => parseExample(line));

describe('training', () => {
  it('is the same every time', async () => {
    const takeApart = await loadAnalysis();
    expect(train(few, takeApart)).toEqual(train(few, takeApart));
  });

  it('makes a model that gives back what it learnt', async () => {
    const takeApart = await loadAnalysis();
    const model = openModel(modelFile.parse({ hash: 'x', ...train(few, takeApart) }));
    expect(categoriesIn(model.judge(['duong', 'duong lang'], []))[0]?.label).toBe('giao-thong');
    const bypass = (feature: string) => yesIn(model.judge([feature], []), 'bypass');
    expect(bypass('cong an')).toBeGreaterThan(bypass('duong lang'));
    expect(categoriesIn(model.judge(['duong'], ['!elsewhere', 'unheard-of']))).toEqual(
      categoriesIn(model.judge(['duong'], [])),
    );
    expect(() => openModel(modelFile.parse({ hash: 'x', ...train(few, takeApart), bias: '' }))).toThrow('do not fit');
  });

  it('a model of other data is not used, half a file neither', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-model-'));
    const file = path.join(folder, 'model.json');
    const hash = await trainingHash();
    expect(await trainingHash(['giao-thong phan-anh | thêm một câu'])).not.toBe(hash);
    await writeModel(file, { hash, ...train(few, await loadAnalysis()) });
    expect(await findModel([path.join(folder, 'none.json'), file], hash)).toBeDefined();
    expect(await findModel([file], 'another')).toBeUndefined();
    await writeFile(file, JSON.stringify({ hash }));
    expect(await findModel([file], hash)).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});

it('a second look learns what the first opinions left wrong', () => {
  const mentions = { highest: 'leader', namesElsewhere: false, namesBody: false, signals: [] } as const;
  const example = parseExample('can-bo phan-anh can-bo | Chủ tịch xã');
  // The model never says bypass; where it is sure of a complaint, it should have.
  const unseen = Array.from({ length: 400 }, (_, nth) => {
    const opinion = new Float64Array(columns.length).fill(0.1);
    opinion[columns.indexOf('aboutOfficial')] = nth % 2 === 0 ? 0.9 : 0.1;
    return { mentions, opinion, example: { ...example, bypass: nth % 2 === 0 } };
  });
  const look = openSecondLook(secondLookFile.parse({ version: 1, ...fitSecondLook(unseen) }));
  const [complaint, other] = unseen.map(({ opinion }) => yesIn(look(opinion, 'leader'), 'bypass'));
  expect(complaint).toBeGreaterThan(0.5);
  expect(other).toBeLessThan(0.1);
  expect(fitSecondLook(unseen)).toEqual(fitSecondLook(unseen));
});
