import { beforeAll, describe, expect, it } from 'vitest';
import { columns, toChances, yesIn, type Opinion } from '../../../core/understanding/model.js';
import {
  evidenceNames,
  evidenceOf,
  judgedAgain,
  openSecondLook,
  secondLookFile,
  type SecondLookFile,
} from '../../../core/understanding/second-look.js';
import { readYaml } from '../../../runtime/read-data.js';
import { readExamples } from '../../../worker/categorize/train/read-examples.js';

const nothing: SecondLookFile = {
  version: 1,
  texts: 1,
  bias: judgedAgain.map(() => 0),
  weights: Object.fromEntries(evidenceNames.map((name) => [name, judgedAgain.map(() => 0)])),
};

/** An opinion in which only these stand out. */
function opinionOf(odds: Partial<Record<(typeof columns)[number], number>>): Opinion {
  return toChances(
    Float64Array.from(columns, (column) => odds[column] ?? (columns.indexOf(column) < 23 ? 0 : -3)),
    [0, 17, 23],
  );
}

it('every piece of evidence has a name', () => {
  expect(evidenceOf(opinionOf({}), 'leader')).toHaveLength(evidenceNames.length);
  expect(new Set(evidenceNames).size).toBe(evidenceNames.length);
});

it('that knows nothing leaves an opinion as it was', () => {
  const first = opinionOf({ 'can-bo': 3, 'to-cao': 1, bypass: 0.5 });
  const again = openSecondLook(nothing)(first, 'office');
  for (const [nth, chance] of again.entries()) expect(chance, columns[nth]).toBeCloseTo(first[nth] ?? 0, 6);
});

it('a complaint about an official counts where a leader is the one named', () => {
  const bypass = judgedAgain.indexOf('bypass');
  const weights = {
    ...nothing.weights,
    'leader named, odds aboutOfficial': judgedAgain.map((_, at) => Number(at === bypass)),
  };
  const look = openSecondLook({ ...nothing, weights });
  const first = opinionOf({ aboutOfficial: 2 });
  expect(yesIn(look(first, 'leader'), 'bypass')).toBeGreaterThan(yesIn(first, 'bypass') + 0.1);
  expect(yesIn(look(first, 'office'), 'bypass')).toBeCloseTo(yesIn(first, 'bypass'), 6);
});

describe('data/second-look.yaml', () => {
  let file: SecondLookFile;
  beforeAll(async () => {
    file = await readYaml('second-look.yaml', secondLookFile);
  });

  it('was made from about the training texts of today; else: npm run second-look', async () => {
    const { length } = await readExamples();
    expect(Math.abs(length - file.texts)).toBeLessThan(0.1 * length);
  });

  it('is refused where evidence is missing', () => {
    const { 'odds bypass': _left, ...rest } = file.weights;
    expect(secondLookFile.safeParse({ ...file, weights: rest }).success).toBe(false);
  });
});
