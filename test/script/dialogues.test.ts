import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialogueFault, isDay, type Dialogue } from '../../core/dialogue.js';
import { listDialogues } from '../../prisma/store/dialogues.js';
import { readDialogueCommand } from '../../script/dialogues/read-command.js';
import { runDialogues } from '../../script/dialogues/run.js';
import { commune, province } from '../support/cases.js';
import { runCommand } from '../support/command.js';
import { openTestStore, type TestStore } from '../support/store.js';

let world: TestStore;
beforeAll(async () => {
  world = await openTestStore();
});
afterAll(() => world.remove());

const usual = ['--on', '2026-05-12', '--topic', 'Thu gom rác', '--people', '120', '--raised', '15', '--answered', '13'];

/** The lines that the command prints. */
async function dialogues(...args: readonly string[]): Promise<readonly string[]> {
  const command = readDialogueCommand(args);
  if (command === undefined) throw new Error('usage');
  return runDialogues(world.store, command, '2026-06-01');
}

describe('npm run dialogues', () => {
  it('adds, lists and removes them', async () => {
    const note = ['--note', 'tại nhà văn hóa'];
    expect(await dialogues('add', '--commune', '07351', ...usual, ...note)).toEqual(['1\txã Ngọc Thiện\t2026-05-12']);
    expect(await dialogues('add', '--province', '24', ...usual)).toEqual(['2\ttỉnh Bắc Ninh\t2026-05-12']);
    expect(await listDialogues(world.store.db, commune)).toEqual([
      {
        id: 1,
        owner: commune,
        heldOn: '2026-05-12',
        topic: 'Thu gom rác',
        people: 120,
        raised: 15,
        answered: 13,
        note: 'tại nhà văn hóa',
      },
    ]);
    expect(await dialogues('list')).toEqual([
      '1\tcommune 07351\t2026-05-12\t120\t13/15\tThu gom rác\ttại nhà văn hóa',
      '2\tprovince 24\t2026-05-12\t120\t13/15\tThu gom rác',
    ]);
    expect(await dialogues('list', '--province', '24')).toHaveLength(1);
    expect(await dialogues('remove', '1')).toEqual(['1 removed']);
    await expect(dialogues('remove', '1')).rejects.toThrow('no dialogue has the number 1');
    expect(await listDialogues(world.store.db)).toMatchObject([{ owner: province }]);
  });

  it('stores nothing that cannot have been', async () => {
    const before = await listDialogues(world.store.db);
    await expect(dialogues('add', '--commune', '99999', ...usual)).rejects.toThrow('no commune has the code 99999');
    const more = usual.map((word) => (word === '13' ? '16' : word));
    await expect(dialogues('add', '--commune', '07351', ...more)).rejects.toThrow('--answered is more than --raised');
    expect(await listDialogues(world.store.db)).toEqual(before);
  });

  it('is not guessed at: a number that was not given is not zero', () => {
    for (const args of [
      [],
      ['add', ...usual],
      ['add', '--commune', '07351', ...usual.slice(0, -2)],
      ['add', '--commune', '7351', ...usual],
      ['add', '--commune', '07351', '--province', '24', ...usual],
      ['list', '--all'],
      ['remove', 'x'],
    ])
      expect(readDialogueCommand(args)).toBeUndefined();
  });

  it('runs from the command line', { timeout: 60_000 }, async () => {
    const { code, printed } = await runCommand(world, 'dialogues', 'list');
    expect({ code, printed }).toEqual({ code: 0, printed: '2\tprovince 24\t2026-05-12\t120\t13/15\tThu gom rác\n' });
    const wrong = await runCommand(world, 'dialogues', 'add');
    expect(wrong).toMatchObject({ code: 2, printed: '' });
    expect(wrong.errors).toContain('usage: npm run dialogues');
  });
});

describe('a dialogue', () => {
  const held: Dialogue = { owner: commune, heldOn: '2026-05-12', topic: 'x', people: 1, raised: 2, answered: 2 };
  it.each([
    [{}, undefined],
    [{ heldOn: '2026-02-30' }, 'no-such-day'],
    [{ heldOn: '2026-06-02' }, 'in-the-future'],
    [{ heldOn: '2026-06-01' }, undefined],
    [{ topic: ' ' }, 'no-topic'],
    [{ topic: 'x'.repeat(301) }, 'topic-too-long'],
    [{ answered: 3 }, 'more-answered-than-raised'],
  ] as const)('%j is %s', (change, fault) => {
    expect(dialogueFault({ ...held, ...change }, '2026-06-01')).toBe(fault);
  });

  it('was on a day that there is', () => {
    expect(['2026-05-12', '2024-02-29'].map(isDay)).toEqual([true, true]);
    expect(['12/05/2026', '2026-13-01', '2025-02-29', ''].map(isDay)).toEqual([false, false, false, false]);
  });
});
