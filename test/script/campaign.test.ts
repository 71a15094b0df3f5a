import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesOf, listCampaigns } from '../../prisma/store/campaigns.js';
import type { CampaignId } from '../../core/ids.js';
import { calendarLines } from '../../script/campaign/calendar.js';
import { change } from '../../script/campaign/change.js';
import { makeCodes } from '../../script/campaign/codes.js';
import { createFrom } from '../../script/campaign/create.js';
import { readArguments, type Options } from '../../script/campaign/read-arguments.js';
import { screenLines } from '../../script/campaign/screens.js';
import { listLines, showLines } from '../../script/campaign/show.js';
import { runCommand } from '../support/command.js';
import { allForms } from '../support/forms.js';
import { openTestStore, type TestStore } from '../support/store.js';

let world: TestStore;
beforeEach(async () => {
  world = await openTestStore();
});
afterEach(() => world.remove());

const campaign = (...args: readonly string[]) => runCommand(world, 'campaign', ...args);
const create = (...more: readonly string[]) =>
  campaign('create', '--form', 'PKS03', '--from', '2027-04-01', '--to', '2027-06-30', ...more);
const names = async () => (await listCampaigns(world.store.db)).map(({ id }) => id);

describe('npm run campaign', () => {
  it('plans a campaign and says how many answers it needs', async () => {
    const made = await create('--units', '07351:9629,07339');
    expect(made).toMatchObject({ code: 0, errors: '' });
    expect(made.printed).toContain('pks03-2027-q2: Phiếu PKS03');
    expect(made.printed).toContain('07351: 385 of 9629 people');
    expect(made.printed).toContain('07339: no number of people');
    expect(await listCampaigns(world.store.db)).toEqual([
      {
        id: 'pks03-2027-q2',
        form: 'pks03',
        access: 'open',
        opensOn: '2027-04-01',
        closesOn: '2027-06-30',
        partner: 'Hội Nông dân',
        margin: 0.05,
        isPaused: false,
        isStanding: false,
      },
    ]);
    expect((await listLines(world.store, '2026-11-22')).join()).toContain('pks03-2027-q2\tplanned');
    const year = (await calendarLines(world.store, allForms(), 2027)).join('\n');
    expect(year).toMatch(/Q2\tpks03\tHội Nông dân\tpks03-2027-q2 \(2027-04-01/);
    expect(year).toContain('Q1\tpks01\tLiên đoàn Lao động tỉnh\tnot planned yet');
    await create('--units', '07351');
    expect(await names()).toEqual(['pks03-2027-q2', 'pks03-2027-q2-2']);
  }, 60_000);

  it.each<[string, Options, string]>([
    ['nowhere', { units: undefined }, 'say where'],
    ['in two ways', { everywhere: true }, 'say where'],
    ['a commune that is none', { units: '99999' }, 'no commune has the code 99999'],
    ['a commune twice', { units: '07351,07351' }, 'named twice'],
    ['nonsense', { units: 'Ngọc Thiện' }, 'is not a commune'],
    ['no such form', { form: 'pks08' }, '--form must be'],
    ['no such access', { access: 'all' }, '--access must be'],
    ['a margin that is none', { margin: '5' }, '--margin must be'],
    ['a name that is none', { name: 'Đợt 1' }, '--name takes'],
    ['a day that is none', { to: '2027-02-30' }, '--to must be a day'],
    ['backwards', { to: '2027-03-01' }, '--to must not be before'],
    ['in the past', { from: '2020-01-01', to: '2020-02-01' }, 'is over already'],
  ])('refuses %s, and stores nothing', async (_what, options, message) => {
    const planned = { form: 'pks03', from: '2027-04-01', to: '2027-06-30', units: '07351', ...options };
    await expect(createFrom(world.store, allForms(), planned, '2026-11-22')).rejects.toThrow(message);
    expect(await names()).toEqual([]);
  });

  it('is called with an action that exists, a name where one is needed, and known options', async () => {
    expect(readArguments(['show', 'pks03-2027-q2'])).toMatchObject({ action: 'show', name: 'pks03-2027-q2' });
    expect(await campaign('dance')).toMatchObject({ code: 2 });
    expect(await campaign('list', '--colour', 'red')).toMatchObject({ code: 2 });
    const unknown = await campaign('show', 'pks09');
    expect(unknown.code).toBe(1);
    expect(unknown.errors).toContain('there is no campaign pks09');
  }, 60_000);

  it('pauses, resumes, extends and finishes, each with a reason that is kept', async () => {
    const planned = { form: 'pks03', from: '2026-01-01', to: '2027-06-30', units: '07351:9629' };
    const name = 'pks03-2026-q1';
    await createFrom(world.store, allForms(), planned, '2026-11-22');
    const now = Date.UTC(2026, 10, 22, 3);
    const doing = (action: Parameters<typeof change>[1], options: Options) =>
      change(world.store, action, name, options, now);
    await expect(doing('pause', {})).rejects.toThrow('say why');
    expect(await doing('pause', { reason: 'mưa lũ' })).toContain('2026-11-22 paused: mưa lũ');
    await expect(doing('pause', { reason: 'nữa' })).rejects.toThrow('already');
    await doing('resume', { reason: 'nước rút' });
    await expect(doing('extend', { to: '2027-05-01', reason: 'x' })).rejects.toThrow('already');
    await doing('extend', { to: '2027-07-31', reason: 'bù ngày lũ' });
    expect((await doing('finish', { reason: 'đủ phiếu' })).at(-1)).toContain('npm run results');
    await expect(doing('resume', { reason: 'x' })).rejects.toThrow('its key is destroyed');
    const changes = await changesOf(world.store.db, name as CampaignId);
    expect(changes.map(({ type, reason }) => [type, reason])).toEqual([
      ['created', ''],
      ['paused', 'mưa lũ'],
      ['resumed', 'nước rút'],
      ['moved', 'bù ngày lũ'],
      ['finished', 'đủ phiếu'],
    ]);
  });

  it('prints one-time codes as slips, and keeps hashes only', async () => {
    const out = path.join(world.folder, 'codes.pdf');
    const planned = { form: 'pks01', from: '2026-01-01', to: '2027-06-30', units: '07351:25' };
    await createFrom(world.store, allForms(), planned, '2026-11-22');
    const codes = (options: Options) => makeCodes(world.store, config, allForms(), 'pks01-2026-q1', options);
    await codes({ unit: '07351', count: '24', out });
    expect((await readFile(out)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await world.store.db.votingCode.count()).toBe(24);
    const shown = await showLines(world.store, 'pks01-2026-q1', Date.UTC(2026, 10, 22, 3));
    expect(shown).toContain('  07351: 24 one-time codes were handed out');
    await expect(codes({ unit: '07339', count: '2' })).rejects.toThrow('--unit');
    await expect(codes({ unit: '07351', count: '0' })).rejects.toThrow('--count');
    await expect(screenLines(world.store, config, 'pks01-2026-q1')).rejects.toThrow('no screen is needed');
  });

  it('gives each counter’s screen an address that cannot be guessed', async () => {
    const planned = { form: 'pks05', from: '2026-01-01', to: '2027-06-30', units: '07351,07339' };
    await createFrom(world.store, allForms(), planned, '2026-11-22');
    const lines = await screenLines(world.store, config, 'pks05-2026-q1-2');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^07339\thttp:\/\/127\.0\.0\.1:3000\/quay\/pks05-2026-q1-2_07339_[\w-]{22}$/);
  });
});

const config = { http: { port: 3000, host: '127.0.0.1', publicUrl: undefined } } as const;
