import type { ProvinceCode, UnitCode } from './ids.js';

/** A commune as it is now. */
export type Unit = {
  readonly code: UnitCode;
  /** Without the kind: "Ngọc Thiện". */
  readonly name: string;
  readonly kind: 'xa' | 'phuong' | 'dac-khu';
  readonly province: ProvinceCode;
};

/** A unit that was merged into a commune of today. */
export type FormerUnit = {
  readonly name: string;
  /** The former district, for telling namesakes apart: "Huyện Tân Yên". */
  readonly district: string;
  readonly unit: UnitCode;
};

/** A commune that a text may mean, and by which of its names. */
export type PlaceMatch = { readonly unit: Unit; readonly formerly?: FormerUnit };

/** All communes of the country, in memory; the same object serves flows and worker. */
export type Directory = {
  readonly unit: (code: string) => Unit | undefined;
  readonly provinceName: (code: ProvinceCode) => string | undefined;
  /** "xã Ngọc Thiện" */
  readonly title: (unit: Unit) => string;
  /** Communes a typed name may mean, best first: one when sure, several when the bot must ask, none when nothing fits. */
  readonly find: (text: string, within?: ProvinceCode) => readonly PlaceMatch[];
};
