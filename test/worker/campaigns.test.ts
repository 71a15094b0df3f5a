import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Directory } from '../../core/directory.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { Notice } from '../../core/notice.js';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { SeatRole } from '../../core/seat.js';
import { addCount } from '../../prisma/store/campaign-counts.js';
import { insertCampaign, readCampaign } from '../../prisma/store/campaigns.js';
import { loadPlaces } from '../../prisma/store/places.js';
import { outboxPayload } from '../../core/outbox.js';
import { lookAfterCampaigns } from '../../worker/report/look-after-campaigns.js';
import { openCampaign } from '../support/campaign.js';
import { commune, otherCommune, province } from '../support/cases.js';
import { unitCode } from '../support/directory.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';
import { seat } from './rig.js';

const here = unitCode('07351');
const hour = (day: string, at: number) => Date.parse(`${day}T${String(at).padStart(2, '0')}:30:00+07:00`);

let world: TestStore;
let directory: Directory;
beforeEach(async () => {
  world = await openTestStore();
  const places = await loadPlaces(world.store);
  directory = buildDirectory(places.units, places.formerUnits, places.provinceNames);
});
afterEach(() => world.remove());

const look = (now: number) =>
  lookAfterCampaigns({
    store: world.store,
    directory,
    alerts: { source: '', checked: '', verified: false, minimum: 5 },
    log: quiet,
    now: () => now,
    wake: () => undefined,
  });

const plan = (more = {}, units = [{ code: here, population: 9629 }]) =>
  world.store.write((tx) => insertCampaign(tx, { campaign: openCampaign('pks05', more), units }, '', '2026-10-01'));

const takeSeat = (jurisdiction: Jurisdiction, role?: SeatRole) => seat(world.store, jurisdiction, role);

/** Notices that wait for these seats, oldest first. */
async function notices(): Promise<readonly Notice[]> {
  const rows = await world.store.db.outbox.findMany({ orderBy: { id: 'asc' } });
  return rows.flatMap(({ payload }) => {
    const read = outboxPayload.parse(world.seal.open('outbox', payload));
    return read.type === 'notice' ? [read.notice] : [];
  });
}

const told = async () => (await notices()).map((notice) => [notice.type, 'seat' in notice ? notice.seat : '']);

describe('officials hear how far a survey has come', () => {
  it('in the morning, once a day, those whom it concerns', async () => {
    await plan();
    const official = await takeSeat(commune);
    await takeSeat(otherCommune);
    const desk = await takeSeat(province, 'dieu-phoi');
    await look(hour('2026-11-23', 5));
    expect(await notices()).toEqual([]);
    await look(hour('2026-11-23', 7));
    await look(hour('2026-11-23', 8));
    expect(await told()).toEqual([
      ['campaign-progress', official],
      ['campaign-progress', desk],
    ]);
    await look(hour('2026-11-24', 7));
    expect(await notices()).toHaveLength(4);
  });

  it.each([
    ['of the program itself', { isStanding: true }],
    ['that rests', { isPaused: true }],
    ['that has not begun', { opensOn: '2026-12-01' }],
  ])('not of one %s', async (_which, more) => {
    await plan(more);
    await takeSeat(commune);
    await look(hour('2026-11-23', 9));
    expect(await notices()).toEqual([]);
  });
});

describe('the province hears what is said too often', () => {
  const { id } = openCampaign('pks05');
  let responses = 0;
  beforeEach(() => {
    responses = 0;
  });
  const say = async (signals: number, answers: number) => {
    await world.store.write(async (tx) => {
      await addCount(tx, { campaign: id, unit: here, kind: 'signal', key: 'chi-them' }, signals);
      for (let at = 0; at < answers; at += 1) {
        responses += 1;
        await tx.surveyResponse.create({
          data: { campaignId: id, unitCode: here, id: `r${responses}`, formVersion: 1, answers: '' },
        });
      }
    });
  };
  const alerts = async () => (await notices()).filter(({ type }) => type === 'survey-alert');

  it('at the number that is set, and again when it has doubled; the commune never', async () => {
    await plan();
    await takeSeat(commune);
    await takeSeat(commune, 'lanh-dao');
    const desk = await takeSeat(province, 'dieu-phoi');
    await say(4, 20);
    await look(hour('2026-11-23', 9));
    expect(await alerts()).toEqual([]);
    await say(1, 1);
    await look(hour('2026-11-23', 10));
    await look(hour('2026-11-23', 11));
    const first = { type: 'survey-alert', form: 'pks05', unit: here, seat: desk, question: 'chi-them' };
    expect(await alerts()).toEqual([{ ...first, count: 5, responses: 21 }]);
    await say(4, 4);
    await look(hour('2026-11-24', 9));
    expect(await alerts()).toHaveLength(1);
    await say(1, 1);
    await look(hour('2026-11-24', 10));
    expect(await alerts()).toEqual([
      { ...first, count: 5, responses: 21 },
      { ...first, count: 10, responses: 26 },
    ]);
  });

  it('is told later when it has no desk yet, and of what was said last, once the campaign is over', async () => {
    await plan({ closesOn: '2026-11-23' });
    await say(5, 9);
    await look(hour('2026-11-24', 0));
    expect(await readCampaign(world.store.db, id)).toHaveProperty('finishedOn');
    await takeSeat(province, 'dieu-phoi');
    await look(hour('2026-11-24', 8));
    await look(hour('2026-11-24', 9));
    expect(await alerts()).toHaveLength(1);
  });
});

describe('a campaign whose last day is over', () => {
  it('is finished and wiped on the next day, at whatever hour', async () => {
    await plan({ closesOn: '2026-11-23' });
    const { id } = openCampaign('pks05');
    await look(hour('2026-11-23', 23));
    expect(await readCampaign(world.store.db, id)).not.toHaveProperty('finishedOn');
    await look(hour('2026-11-24', 0));
    expect(await readCampaign(world.store.db, id)).toMatchObject({ finishedOn: '2026-11-24' });
    expect(await world.store.db.campaign.findMany({ select: { wipedOn: true } })).toEqual([{ wipedOn: '2026-11-24' }]);
  });

  it('is wiped later when the store is in use', async () => {
    await plan({ closesOn: '2026-11-23' });
    let release = (): void => undefined;
    let began = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const isHeld = new Promise<void>((resolve) => (began = resolve));
    const reader = world.store.db.$transaction(
      async (tx) => {
        await tx.campaign.findMany();
        began();
        await held;
      },
      { timeout: 60_000, maxWait: 60_000 },
    );
    await isHeld;
    const looking = look(hour('2026-11-24', 0));
    release();
    await reader;
    await looking;
    await look(hour('2026-11-24', 1));
    expect(await world.store.db.campaign.findMany({ select: { wipedOn: true } })).toEqual([{ wipedOn: '2026-11-24' }]);
  });
});
