/** What may be said of figures from samples, and how surely. All intervals are 95 % intervals. */
export { changeOf, type Change } from './statistics/change.js';
export { isBounded, type Estimate, type Unbounded } from './statistics/estimate.js';
export { meanInterval } from './statistics/mean.js';
export { meanShare, wilson } from './statistics/proportion.js';
export { rankRanges } from './statistics/rank.js';
export { sampleSize } from './statistics/sample-size.js';
