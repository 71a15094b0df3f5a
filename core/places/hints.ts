import { isCommuneKind, isRegionKind } from './kinds.js';
import type { Entry, Region } from './name-index.js';
import type { FormerProvince } from './provinces.js';
import type { Span } from './spans.js';

/**
 * How a name in the text fits a commune: it is its district, or the commune it belongs to today; its province, of today
 * or of old; or a district of the same former province.
 */
export type Fit = 'district' | 'province' | 'near' | 'none';

/** What a span says about where others lie. */
export type Hint = { readonly span: Span; readonly fit: (entry: Entry) => Fit };

/** More places than this to tell where something lies are not looked at. */
const mostHints = 12;

/** Reads spans as what others may lie in: each name once. */
export function readHints(spans: readonly Span[]): readonly Hint[] {
  const hints = new Map<string, Hint>();
  for (const span of spans) {
    const key = `${span.key} ${[...span.kinds].join(' ')}`;
    if (hints.size < mostHints && !hints.has(key) && !span.kinds.has('other'))
      hints.set(key, { span, fit: fitOf(span) });
  }
  return [...hints.values()];
}

function fitOf(span: Span): Hint['fit'] {
  const kinds = [...span.kinds];
  const regions = kinds.some(isCommuneKind) ? [] : span.regions.filter((region) => agreesWithKind(region, span));
  // A bare "Bắc Ninh" is the province rather than the city in it.
  const isProvince = regions.some(({ type }) => type !== 'district');
  const districts = isProvince ? [] : regions.flatMap((region) => (region.type === 'district' ? [region.text] : []));
  const provinces = regions.flatMap((region) => (region.type === 'province' ? [region.province] : []));
  const former = regions.flatMap((region) => (region.type === 'former-province' ? [region.formerProvince] : []));
  const near = new Set(regions.flatMap((region) => (region.type === 'district' ? [...region.formerProvinces] : [])));
  const today = span.candidates.flatMap(({ entry }) => (entry.formerly === undefined ? [entry] : []));
  const communes = today.map(({ unit }) => unit.code);
  // "huyện Yên Dũng" is no district of the last years, but there is a commune where it was.
  const stray =
    regions.length === 0 && kinds.some(isRegionKind) ? today.map(({ formerProvince }) => formerProvince) : [];
  const around = new Set<FormerProvince | undefined>([...near, ...stray]);
  return (entry) => {
    if (entry.districts.some((district) => districts.includes(district))) return 'district';
    if (entry.formerly !== undefined && communes.includes(entry.unit.code)) return 'district';
    if (provinces.includes(entry.unit.province)) return 'province';
    if (entry.formerProvince === undefined) return 'none';
    if (former.includes(entry.formerProvince)) return 'province';
    return around.has(entry.formerProvince) ? 'near' : 'none';
  };
}

/** "Tỉnh" is a province, "huyện" a district, "thành phố" a district or one of the great cities. */
function agreesWithKind(region: Region, { kinds, regions }: Span): boolean {
  if (kinds.has('province')) return region.type !== 'district';
  if (kinds.has('district')) return region.type === 'district';
  if (!kinds.has('city') || region.type === 'district') return true;
  const isGreat = regions.some((other) => other.type === 'province' && other.isCity);
  return isGreat || (region.type === 'former-province' && region.isShort);
}
