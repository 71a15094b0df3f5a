import type { Change, Estimate, Unbounded } from '../../core/statistics.js';
import { texts } from './texts.vi.js';

/** What stands in a cell; `percent`: the number is a share, 0–1. */
export type Value = string | number | { readonly percent: number } | undefined;

export type Sheet = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Value[])[];
};

const { headings: h } = texts;

export const share = (value: number | undefined): Value => (value === undefined ? undefined : { percent: value });

const asIs = (value: number): Value => value;

/** A figure and its bounds. */
export const estimateCells = (
  { value, low, high }: Estimate | Unbounded,
  toCell: (value: number) => Value = asIs,
): readonly Value[] => [value, low, high].map((one) => (one === undefined ? undefined : toCell(one)));

export const changeHeadings = [h.change, h.changeLow, h.changeHigh, h.clear];

export const changeCells = (change: Change | undefined, toCell: (value: number) => Value = asIs): readonly Value[] =>
  change === undefined
    ? [undefined, undefined, undefined, undefined]
    : [toCell(change.value), toCell(change.low), toCell(change.high), change.isClear ? texts.yes : texts.no];
