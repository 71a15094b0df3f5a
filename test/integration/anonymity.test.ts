import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildDirectory } from '../../core/places/build-directory.js';
import type { Store } from '../../prisma/client.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { loadPlaces } from '../../prisma/store/places.js';
import { lookAfterCampaigns } from '../../worker/report/look-after-campaigns.js';
import type { FakeUser } from '../fakes/telegram/people.js';
import { startFakeTelegram, type FakeTelegram } from '../fakes/telegram/server.js';
import { openCampaign } from '../support/campaign.js';
import { unitCode } from '../support/directory.js';
import { startProgram, type Program } from '../support/program.js';
import { quiet } from '../support/store.js';
import type { WebPerson } from '../support/web-person.js';
import { ask } from './report.js';

// The attacker has the whole disk of a server on which a campaign is finished, and SECRET_KEY too. He knows who answered
// in which order, and looks for anything that leads from one of them to an answer.

const campaign = openCampaign('pks05');
const afterIt = Date.UTC(2027, 0, 1, 3);

describe('a finished campaign', () => {
  let telegram: FakeTelegram;
  let program: Program;
  let trace: Trace;
  beforeAll(async () => {
    telegram = await startFakeTelegram();
    program = await startProgram({ telegram });
    await program.store.write((tx) =>
      insertCampaign(tx, { campaign, units: [{ code: unitCode('07351') }] }, 'thử', '2026-10-01'),
    );
    trace = await everybodyAnswers(program, telegram);
    await finish(program);
  }, 120_000);
  afterAll(async () => {
    await program.stop();
    await telegram.close();
  });

  it('keeps every answer once, and the key, the ballots and their times nowhere', async () => {
    const disk = await readDisk(program);
    const responses = await responsesOf(program.store);
    expect(responses).toHaveLength(people);
    for (const { id } of responses) expect(disk.count(id)).toBe(1);
    for (const word of trace.written) expect(disk.count(word)).toBe(1);
    expect(trace.ballots).toHaveLength(people);
    for (const secret of [...trace.ballots, ...trace.keys]) expect(disk.count(secret)).toBe(0);
    const { db } = program.store;
    expect(await db.ballot.count()).toBe(0);
    expect(await db.campaign.findMany({ select: { key: true } })).toEqual([{ key: null }]);
    const counts = await db.campaignCount.findMany();
    expect(new Set(counts.map(({ kind }) => kind))).toEqual(new Set(['peak']));
  });

  it('has nothing in a response that could be set beside a person', async () => {
    const columns = await program.store.db.$queryRaw<{ name: string }[]>`
      SELECT "name" FROM pragma_table_info('SurveyResponse') ORDER BY "name"`;
    expect(columns.map(({ name }) => name)).toEqual([
      'answers',
      'campaignId',
      'formVersion',
      'id',
      'unitCode',
      'written',
    ]);
    // Neither a row's number nor its place in the file tells when it came: both follow the random ids.
    await expect(program.store.db.$queryRaw`SELECT "rowid" FROM "SurveyResponse"`).rejects.toThrow(/rowid/);
    const file = await readFile(program.file);
    const responses = await responsesOf(program.store);
    const places = responses.map(({ id }) => file.indexOf(id));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
    const inOrder = responses.toSorted((a, b) => a.id.localeCompare(b.id)).map(({ answers }) => answers);
    expect(inOrder).not.toEqual(trace.answers);
  });

  it('leaves nothing of the answers in what is sealed, even for whoever has the key', async () => {
    const { db, seal } = program.store;
    const opened = [
      ...(await db.conversation.findMany()).map(({ chatId, personId, state }) =>
        seal.open(`conversation ${chatId} ${personId}`, state),
      ),
      ...(await db.webMessage.findMany()).map(({ chatId, body }) => seal.open(`web ${chatId}`, body)),
    ].map((value) => JSON.stringify(value));
    expect(opened.length).toBeGreaterThan(people);
    for (const text of opened) {
      expect(text).not.toMatch(/Câu \d+\/10|Xin ông\/bà xem lại|"answers"/);
      for (const word of [...trace.written, ...trace.comments, trace.withdrawn]) expect(text).not.toContain(word);
    }
    expect(await db.outbox.count()).toBe(0);
  });

  it('is not written into the log or Redis', async () => {
    const log = program.log.join('\n');
    const redis = await readFolder(path.dirname(program.redis.address));
    for (const word of [...trace.written, ...trace.comments, ...trace.ballots, trace.withdrawn]) {
      expect(log).not.toContain(word);
      expect(redis.count(word)).toBe(0);
    }
    const { db } = program.store;
    for (const { id } of await db.chat.findMany()) expect(redis.count(id)).toBe(0);
  });

  it('hands on comments together, under no moment, in no order', async () => {
    const { db } = program.store;
    const cases = await db.case.findMany({ orderBy: { createdAt: 'asc' } });
    expect(cases.map(({ text }) => text).sort()).toEqual([...trace.comments].sort());
    for (const one of cases) {
      expect(one).toMatchObject({ chatId: null, personId: null, contact: null, campaignId: campaign.id });
      expect(Number(one.createdAt) % 3_600_000).toBe(0);
    }
    expect(await db.heldComment.count()).toBe(0);
  });

  it('has nothing of whoever withdrew', async () => {
    expect((await readDisk(program)).count(trace.withdrawn)).toBe(0);
  });
});

const people = 12;

type Trace = {
  /** Packed answers in the order in which they were given. */
  readonly answers: readonly string[];
  /** Words that only one person used. */
  readonly written: readonly string[];
  readonly comments: readonly string[];
  readonly ballots: readonly string[];
  readonly keys: readonly string[];
  readonly withdrawn: string;
};

/** Twelve people, on the web and on Telegram by turns, answer so that each set of answers is one person's. */
async function everybodyAnswers(program: Program, telegram: FakeTelegram): Promise<Trace> {
  const { store } = program;
  const answers: string[] = [];
  const written: string[] = [];
  const comments: string[] = [];
  for (let at = 0; at < people; at += 1) {
    const citizen = at % 2 === 0 ? await program.citizen() : telegram.user(5000 + at);
    const word = `Linh vuc rieng so ${at}x`;
    const comment = at % 3 === 0 ? `Gop y rieng ${at}y cho ghe ngoi` : undefined;
    const before = new Set((await responsesOf(store)).map(({ id }) => id));
    await answerSurvey(citizen, at, word, comment);
    const [added] = (await responsesOf(store)).filter(({ id }) => !before.has(id));
    answers.push(added?.answers ?? '');
    written.push(word);
    if (comment !== undefined) comments.push(comment);
  }
  const withdrawn = 'Linh vuc cua nguoi rut lui';
  await withdraws(await program.citizen(), withdrawn);
  const ballots = (await store.db.ballot.findMany()).map(({ token }) => token);
  const [{ key } = { key: null }] = await store.db.campaign.findMany();
  if (key === null) throw new Error('the campaign has no key');
  const opened = store.seal.open(`ballots of ${campaign.id}`, key);
  const raw = Buffer.from(String(opened), 'base64');
  return {
    answers,
    written,
    comments,
    ballots,
    keys: [String(opened), raw.toString('latin1'), Buffer.from(key).toString('latin1')],
    withdrawn,
  };
}

type Citizen = WebPerson | FakeUser;

async function answerSurvey(citizen: Citizen, at: number, word: string, comment: string | undefined): Promise<void> {
  await toOther(citizen, at, word);
  for (const answer of ['1', String((at % 3) + 1 === 3 ? 2 : (at % 3) + 1), '1', '1', '1', '2'])
    await ask(citizen, answer);
  expect(await ask(citizen, comment ?? '/boqua')).toContain('Xin ông/bà xem lại');
  expect(await ask(citizen, 'gửi phiếu')).toContain('Đã nhận phiếu');
}

/** As far as the question that is answered in one's own words. */
async function toOther(citizen: Citizen, at: number, word: string): Promise<void> {
  await citizen.starts('07351-pks05');
  expect((await citizen.next()).text).toContain('Phiếu PKS05');
  expect(await ask(citizen, 'bắt đầu')).toContain('Câu 1/10');
  for (const answer of [String((at % 4) + 1), String((at % 2) + 1), '6']) await ask(citizen, answer);
  expect(await ask(citizen, word)).toContain('Câu 4/10');
}

async function withdraws(citizen: WebPerson, word: string): Promise<void> {
  await toOther(citizen, 1, word);
  await citizen.taps('Dừng, để sau');
  await citizen.next();
  await citizen.taps('Bỏ phiếu này');
  await citizen.next();
}

async function finish({ store, file }: Program): Promise<void> {
  expect(file).toContain('lang-nghe');
  const places = await loadPlaces(store);
  await lookAfterCampaigns({
    store,
    directory: buildDirectory(places.units, places.formerUnits, places.provinceNames),
    alerts: { source: '', checked: '', verified: false, minimum: 5 },
    log: quiet,
    now: () => afterIt,
    wake: () => undefined,
  });
  await vi.waitFor(
    async () => {
      expect(await store.db.outbox.count()).toBe(0);
    },
    { timeout: 15_000 },
  );
}

const responsesOf = (store: Store) => store.db.surveyResponse.findMany({ orderBy: { id: 'asc' } });

type Disk = { readonly count: (text: string) => number };

const readDisk = (program: Program): Promise<Disk> => readFolder(path.dirname(program.file));

/** All bytes of all files of a folder: the database, its log, its free pages, whatever else lies there. */
async function readFolder(folder: string): Promise<Disk> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name))),
  );
  return {
    count: (text) => files.reduce((sum, bytes) => sum + occurrences(bytes, text), 0),
  };
}

function occurrences(bytes: Buffer, text: string): number {
  const encodings = /^[\x20-\x7e]*$/.test(text) ? (['utf8'] as const) : (['utf8', 'latin1'] as const);
  return encodings.reduce((sum, encoding) => {
    const sought = Buffer.from(text, encoding);
    let found = 0;
    for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + 1)) found += 1;
    return sum + found;
  }, 0);
}
