import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standingCampaign, type Campaign } from '../../core/campaign.js';
import type { Effect } from '../../core/effect.js';
import type { Facts } from '../../core/flow.js';
import { campaignFacts } from '../../handlers/campaign-facts.js';
import { openStore, type Store } from '../../prisma/client.js';
import { bindPhone } from '../../prisma/store/phone-links.js';
import { countsOf } from '../../prisma/store/campaign-counts.js';
import { changesOf, insertCampaign, moveCampaign, pauseCampaign, readCampaign } from '../../prisma/store/campaigns.js';
import { finishCampaign, unwipedCampaigns, wipeTraces } from '../../prisma/store/finish-campaign.js';
import { recordResponse } from '../../prisma/store/responses.js';
import { insertVotingCodes } from '../../prisma/store/voting-codes.js';
import { openCampaign } from '../support/campaign.js';
import { unitCode } from '../support/directory.js';
import { openTestStore, quiet, type TestStore } from '../support/store.js';

const here = unitCode('07351');
const morning = Date.UTC(2026, 10, 23, 1, 5);
const dayMs = 86_400_000;

let world: TestStore;
let reopened: Store | undefined;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(async () => {
  await reopened?.close();
  reopened = undefined;
  await world.remove();
});

const plan = (campaign: Campaign) =>
  world.store.write((tx) =>
    insertCampaign(tx, { campaign, units: [{ code: here, population: 9629 }] }, '', '2026-10-01'),
  );

type Response = Extract<Effect, { type: 'record-response' }>;
const response = (campaign: Campaign, more: Partial<Response> = {}): Response => ({
  type: 'record-response',
  campaign,
  formVersion: 1,
  unit: here,
  answers: 'b;a;a;a;;a;a;a;b;;b;;-',
  written: {},
  signals: [],
  ...more,
});

/** True when the answers were stored. */
const answers = async (person: string, of: Response, at = morning, store = world.store): Promise<boolean> =>
  (await store.write((tx) => recordResponse(tx, store.seal, of, person, at))) !== undefined;

const facts = (person: string, form: string, code?: string, at = morning): Promise<Pick<Facts, 'voted' | 'code'>> =>
  campaignFacts(
    world.store.db,
    world.seal,
    { type: 'campaign', form, unit: here, ...(code === undefined ? {} : { code }) },
    { person, now: at },
  );

describe('one person', () => {
  const campaign = openCampaign('pks03');

  it('answers once in a campaign, and is known to have', async () => {
    await plan(campaign);
    expect(await facts('per_a', 'pks03')).toMatchObject({ voted: false });
    expect(await answers('per_a', response(campaign))).toBe(true);
    expect(await facts('per_a', 'pks03')).toMatchObject({ voted: true });
    expect(await answers('per_a', response(campaign), morning + dayMs)).toBe(false);
    expect(await answers('per_b', response(campaign, { unit: unitCode('07339') }))).toBe(false); // not asked there
    expect(await answers('per_b', response(campaign))).toBe(true);
    expect(await world.store.db.surveyResponse.count()).toBe(2);
  });

  it('is known after a restart', async () => {
    await plan(campaign);
    await answers('per_a', response(campaign));
    await world.store.close();
    reopened = await openStore({ file: world.file, seal: world.seal, log: quiet });
    expect(await answers('per_a', response(campaign), morning, reopened)).toBe(false);
    expect(await answers('per_b', response(campaign), morning, reopened)).toBe(true);
  });

  it('is the same in two channels that have shown the same phone number', async () => {
    await plan(campaign);
    await answers('per_zalo', response(campaign));
    expect(await facts('per_telegram', 'pks03')).toMatchObject({ voted: false });
    await world.store.write(async (tx) => {
      await bindPhone(tx, 'per_zalo', world.seal.hashPhone('0912345678'));
      await bindPhone(tx, 'per_telegram', world.seal.hashPhone('0912345678'));
      await bindPhone(tx, 'per_other', world.seal.hashPhone('0912345679'));
    });
    expect(await facts('per_telegram', 'pks03')).toMatchObject({ voted: true });
    expect(await answers('per_telegram', response(campaign))).toBe(false);
    expect(await answers('per_other', response(campaign))).toBe(true);
  });

  it('answers again in the next campaign', async () => {
    const next = openCampaign('pks03', { id: 'pks03-next' as Campaign['id'] });
    await plan(campaign);
    await plan(next);
    expect(await answers('per_a', response(campaign))).toBe(true);
    expect(await answers('per_a', response(next))).toBe(true);
  });
});

describe('a campaign', () => {
  const campaign = openCampaign('pks03');

  it.each<[string, Partial<Campaign>, boolean]>([
    ['on its first day', { opensOn: '2026-11-23' }, true],
    ['on its last day', { closesOn: '2026-11-23' }, true],
    ['before it', { opensOn: '2026-11-24' }, false],
    ['after it', { closesOn: '2026-11-22' }, false],
    ['while it rests', { isPaused: true }, false],
  ])('%s', async (_when, change, isOpen) => {
    const changed = { ...campaign, ...change };
    await plan(changed);
    expect(await answers('per_a', response(changed))).toBe(isOpen);
    expect(await world.store.db.surveyResponse.count()).toBe(Number(isOpen));
    expect(await world.store.db.ballot.count()).toBe(Number(isOpen));
  });

  it('keeps what was done with it, and why', async () => {
    await plan(campaign);
    await world.store.write(async (tx) => {
      await pauseCampaign(tx, campaign.id, true, 'mưa lũ', '2026-11-23');
      await pauseCampaign(tx, campaign.id, false, 'nước rút', '2026-11-25');
      await moveCampaign(tx, campaign, '2027-01-15', 'bù những ngày mưa lũ', '2026-11-25');
    });
    expect(await readCampaign(world.store.db, campaign.id)).toEqual({ ...campaign, closesOn: '2027-01-15' });
    expect((await changesOf(world.store.db, campaign.id)).map(({ type, reason }) => [type, reason])).toEqual([
      ['created', ''],
      ['paused', 'mưa lũ'],
      ['resumed', 'nước rút'],
      ['moved', 'bù những ngày mưa lũ'],
    ]);
  });

  it('of the program itself is opened by its first answer', async () => {
    const standing = openCampaign('pks05', { isStanding: true });
    expect(await answers('per_a', response(standing))).toBe(true);
    expect(await readCampaign(world.store.db, standing.id)).toEqual(standing);
  });

  it('takes no answer once it is finished, and cannot tell any more who has given one', async () => {
    await plan(campaign);
    await answers('per_a', response(campaign));
    await world.store.write((tx) => finishCampaign(tx, campaign, 'xong', '2026-11-24', morning + dayMs));
    expect(await answers('per_b', response(campaign), morning + dayMs)).toBe(false);
    expect(await facts('per_a', 'pks03')).toMatchObject({ voted: false });
    expect(await world.store.db.surveyResponse.count()).toBe(1);
    expect(await unwipedCampaigns(world.store.db)).toEqual([campaign.id]);
    await wipeTraces(world.store, [campaign.id], '2026-11-24');
    expect(await unwipedCampaigns(world.store.db)).toEqual([]);
  });

  it('keeps of the times of answers only the fullest ten minutes', async () => {
    await plan(campaign);
    for (const [at, person] of ['per_a', 'per_b', 'per_c', 'per_d'].entries())
      await answers(person, response(campaign), morning + at * 4 * 60_000);
    const kinds = async () => (await world.store.db.campaignCount.findMany()).map(({ kind, count }) => [kind, count]);
    expect(await kinds()).toEqual([
      ['day', 4],
      ['held', 4],
      ['minutes', 2],
      ['minutes', 2],
    ]);
    await world.store.write((tx) => finishCampaign(tx, campaign, '', '2026-11-24', morning + dayMs));
    expect(await kinds()).toEqual([['peak', 2]]);
  });
});

describe('a counter’s code', () => {
  const campaign = openCampaign('pks05', { access: 'counter-code' });
  const codeOf = (day: string, unit = here) => world.seal.counterCode(campaign.id, unit, day);
  beforeEach(() => plan(campaign));

  it('is six letters, another one each day and at each counter', () => {
    expect(codeOf('2026-11-23')).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(new Set([codeOf('2026-11-23'), codeOf('2026-11-24'), codeOf('2026-11-23', unitCode('07339'))]).size).toBe(3);
  });

  it.each([
    ['today’s', '2026-11-23', { type: 'good', visit: '2026-11-23' }],
    ['yesterday’s', '2026-11-22', { type: 'good', visit: '2026-11-22' }],
    ['that of two days ago', '2026-11-21', { type: 'wrong' }],
    ['tomorrow’s', '2026-11-24', { type: 'wrong' }],
  ])('%s', async (_which, day, code) => {
    expect(await facts('per_a', 'pks05', codeOf(day))).toMatchObject({ code });
  });

  it('of another counter is wrong', async () => {
    expect(await facts('per_a', 'pks05', codeOf('2026-11-23', unitCode('07339')))).toMatchObject({
      code: { type: 'wrong' },
    });
  });

  it('lets a person answer once a visit', async () => {
    const visit = (day: string) => response(campaign, { visit: day, code: codeOf(day) });
    expect(await answers('per_a', visit('2026-11-22'))).toBe(true);
    expect(await answers('per_a', visit('2026-11-22'))).toBe(false);
    expect(await facts('per_a', 'pks05', codeOf('2026-11-22'))).toMatchObject({ voted: true });
    expect(await facts('per_a', 'pks05', codeOf('2026-11-23'))).toMatchObject({ voted: false });
    expect(await answers('per_a', visit('2026-11-23'))).toBe(true);
    expect(await answers('per_b', response(campaign))).toBe(false);
    const elsewhere = unitCode('07339');
    await world.store.write((tx) => tx.campaignUnit.create({ data: { campaignId: campaign.id, unitCode: elsewhere } }));
    expect(await answers('per_a', response(campaign, { visit: '2026-11-23', unit: elsewhere }))).toBe(true);
  });
});

describe('a form of the menu', () => {
  const standing = standingCampaign({ id: 'pks05', partner: 'Tỉnh đoàn' }, '2026-11-23');
  const asked = async (unit = here) =>
    (
      await campaignFacts(
        world.store.db,
        world.seal,
        { type: 'campaign', form: 'pks05', unit, standing },
        { person: 'per_a', now: morning },
      )
    ).campaign?.id;

  it('is asked in a campaign of the program itself where people have planned none', async () => {
    expect(await asked()).toBe('pks05-2026-q4');
  });

  it.each([
    ['open', {}],
    ['resting', { isPaused: true }],
    ['over', { closesOn: '2026-11-01' }],
    ['to come', { opensOn: '2026-12-01' }],
  ])('is asked in the one that people have planned for the quarter, also when it is %s', async (_what, more) => {
    await answers('per_b', response(standing, { unit: unitCode('07339') }));
    await plan(openCampaign('pks05', more));
    expect(await asked()).toBe('pks05-2026');
    expect(await asked(unitCode('07339'))).toBe('pks05-2026-q4');
  });

  it('is not asked elsewhere under a name that people have taken', async () => {
    await plan(openCampaign('pks05', { id: standing.id }));
    expect(await asked(unitCode('07339'))).toBeUndefined();
    expect(await answers('per_a', response(standing, { unit: unitCode('07339') }))).toBe(false);
  });
});

describe('a one-time code', () => {
  const campaign = openCampaign('pks01', { access: 'one-time-code' });
  beforeEach(async () => {
    await plan(campaign);
    await world.store.write((tx) => insertVotingCodes(tx, world.seal, campaign.id, here, ['K7M2QX9H', 'ABCDEFGH']));
  });

  it('works once, in its commune, and a person needs but one', async () => {
    expect(await facts('per_a', 'pks01', 'K7M2QX9H')).toMatchObject({ code: { type: 'good' }, voted: false });
    expect(await answers('per_a', response(campaign, { code: 'K7M2QX9H' }))).toBe(true);
    expect(await facts('per_b', 'pks01', 'K7M2QX9H')).toMatchObject({ code: { type: 'wrong' } });
    expect(await answers('per_b', response(campaign, { code: 'K7M2QX9H' }))).toBe(false);
    expect(await answers('per_b', response(campaign, { code: 'ABCDEFGH', unit: unitCode('07339') }))).toBe(false);
    expect(await answers('per_b', response(campaign))).toBe(false);
    expect(await answers('per_b', response(campaign, { code: 'ABCDEFGH' }))).toBe(true);
    expect(await world.store.db.votingCode.count()).toBe(0);
  });

  it('is stored as a hash', async () => {
    for (const { hash } of await world.store.db.votingCode.findMany()) expect(hash).not.toMatch(/K7M2|ABCD/);
  });
});

describe('a comment', () => {
  const campaign = openCampaign('pks05');
  const cases = async () => (await world.store.db.case.findMany()).map(({ text }) => text).sort();

  it('waits until five have answered, and goes on with those of the others', async () => {
    await plan(campaign);
    for (const n of [1, 2, 3, 4]) {
      await answers(
        `per_${n}`,
        response(campaign, n % 2 === 0 ? { comment: { text: `Ý kiến ${n}`, bypass: false } } : {}),
      );
      expect(await cases()).toEqual([]);
    }
    await answers('per_5', response(campaign));
    expect(await cases()).toEqual(['Ý kiến 2', 'Ý kiến 4']);
    const bypassing = async () => (await world.store.db.case.findMany()).filter(({ bypass }) => bypass);
    expect(await bypassing()).toEqual([]);
    await answers('per_6', response(campaign, { comment: { text: 'Ý kiến 6', bypass: false } }));
    expect(await cases()).toHaveLength(2);
    await world.store.write((tx) => finishCampaign(tx, campaign, '', '2026-11-24', morning + dayMs));
    expect(await cases()).toEqual(['Ý kiến 2', 'Ý kiến 4', 'Ý kiến 6']);
    expect(await world.store.db.heldComment.count()).toBe(0);
  });

  it('of a commune in which fewer than five ever answered goes to the level above', async () => {
    await plan(campaign);
    await answers('per_1', response(campaign, { comment: { text: 'Ý kiến 1', bypass: false } }));
    await world.store.write((tx) => finishCampaign(tx, campaign, '', '2026-11-24', morning + dayMs));
    expect(await world.store.db.case.findMany()).toMatchObject([{ text: 'Ý kiến 1', bypass: true }]);
  });

  it('of one commune does not wait for another', async () => {
    await plan(campaign);
    for (const n of [1, 2, 3, 4])
      await answers(`per_${n}`, response(campaign, { comment: { text: `Ý kiến ${n}`, bypass: false } }));
    const elsewhere = unitCode('07339');
    await world.store.write((tx) => tx.campaignUnit.create({ data: { campaignId: campaign.id, unitCode: elsewhere } }));
    expect(await answers('per_5', response(campaign, { unit: elsewhere }))).toBe(true);
    expect(await cases()).toEqual([]);
  });
});

describe('a signal', () => {
  it('is counted by question and commune', async () => {
    const campaign = openCampaign('pks05');
    await plan(campaign);
    await answers('per_a', response(campaign, { signals: ['chi-them', 'thai-do'] }));
    await answers('per_b', response(campaign, { signals: ['chi-them'] }));
    expect(await countsOf(world.store.db, campaign.id, 'signal')).toEqual([
      { unit: here, key: 'chi-them', count: 2 },
      { unit: here, key: 'thai-do', count: 1 },
    ]);
  });
});
