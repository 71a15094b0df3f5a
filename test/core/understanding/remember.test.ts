import { expect, it } from 'vitest';
import type { Labels, Understand } from '../../../core/labels.js';
import { rememberLatest } from '../../../core/understanding/remember.js';
import { understandAs } from '../../support/understand.js';

const labels: Labels = understandAs()('');

/** Counts what it is asked, and asks where "xã ..." lies when a text names one. */
function counting(): { readonly understand: Understand; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    understand: (text, isElsewhere) => {
      asked.push(text);
      const [place = ''] = /xã .*/.exec(text) ?? [];
      return { ...labels, namesElsewhere: isElsewhere?.(place) === true };
    },
  };
}

it('a text is understood once, whoever asks', () => {
  const { understand, asked } = counting();
  const remembering = rememberLatest(understand, (text) => text, 10);
  const first = remembering('Đường hỏng');
  expect(remembering('Đường hỏng', () => true)).toBe(first);
  expect(asked).toEqual(['Đường hỏng']);
});

it('what depends on who receives it is not remembered', () => {
  const { understand, asked } = counting();
  const remembering = rememberLatest(understand, (text) => text, 10);
  expect(remembering('chủ tịch xã Tân Yên', () => true).namesElsewhere).toBe(true);
  expect(remembering('chủ tịch xã Tân Yên', () => false).namesElsewhere).toBe(false);
  expect(remembering('chủ tịch xã Tân Yên').namesElsewhere).toBe(false);
  expect(asked).toHaveLength(3);
});

it('only the latest are remembered', () => {
  const { understand, asked } = counting();
  const remembering = rememberLatest(understand, (text) => text, 2);
  for (const text of ['một', 'hai', 'một', 'ba', 'hai', 'một']) remembering(text);
  expect(asked).toEqual(['một', 'hai', 'ba', 'một']);
});
