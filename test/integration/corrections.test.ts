import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approvedExamples } from '../../prisma/store/training-examples.js';
import { packageRoot } from '../../runtime/paths.js';
import { commune } from '../support/cases.js';
import { startProgram, type Program } from '../support/program.js';
import type { WebPerson } from '../support/web-person.js';
import { sendReport } from './report.js';

// The built program: script/test builds it before it runs the tests.
const corrections = path.join(packageRoot, 'dist/script/corrections.js');

describe('an official’s correction', () => {
  let program: Program;
  let official: WebPerson;
  beforeEach(async () => {
    program = await startProgram();
    official = await program.official(commune);
  });
  afterEach(() => program.stop());

  const npmRun = (...args: readonly string[]) =>
    new Promise<{ readonly code: number | null; readonly stdout: string }>((resolve) => {
      const env = {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: `file:${program.file}`,
        SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      };
      const child = execFile(
        process.execPath,
        [corrections, ...args],
        { cwd: path.dirname(program.file), env },
        (_error, stdout) => {
          resolve({ code: child.exitCode, stdout });
        },
      );
    });
  /** Sends it and puts its category right; returns the case's code. */
  const correct = async (text: string, label: string): Promise<string> => {
    const code = await sendReport(await program.citizen(), { text });
    expect((await official.next()).text).toContain(code);
    await official.taps('Sửa lĩnh vực');
    expect((await official.next()).text).toContain('lĩnh vực đúng là gì');
    await official.taps(label);
    expect((await official.next()).text).toContain('Cảm ơn ông/bà');
    return code;
  };

  it('is told to the machine without the person, once somebody has approved it', async () => {
    const text = 'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó. Gọi tôi 0912 345 678.';
    const code = await correct(text, 'Xây dựng, trật tự đô thị');
    const found = await program.store.db.case.findUniqueOrThrow({ where: { code }, include: { events: true } });
    expect(found).toMatchObject({ category: 'xay-dung', labelledBy: 'official', text });
    // Naming it rightly is not taking it: the clock of reminders goes on.
    expect(found).toMatchObject({ status: 'forwarded' });
    expect(found.escalateAt).not.toBeNull();
    expect(found.events).toContainEqual(expect.objectContaining({ type: 'relabel', detail: 'xay-dung' }));
    expect(await approvedExamples(program.store)).toEqual([]);

    const masked = 'Đường vào thôn nhiều ổ gà, trời mưa đi lại rất khó. Gọi tôi [số điện thoại].';
    const [example] = await program.store.db.trainingExample.findMany();
    const id = String(example?.id);
    const listed = await npmRun();
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain(`${id}\tgiao-thong → xay-dung\tphan-anh\t${masked}\n`);
    const wrong = await Promise.all([
      npmRun('--approve', 'some'),
      npmRun('--approve', '1', '--reject', '1'),
      npmRun('--reject', 'all'),
      npmRun('--nothing'),
      npmRun('--approve', '999'),
    ]);
    expect(wrong.map((one) => one.code)).toEqual([2, 2, 2, 2, 1]);
    expect(await npmRun('--approve', id)).toEqual({ code: 0, stdout: '1 approved\n' });
    expect(await approvedExamples(program.store)).toEqual([{ text: masked, category: 'xay-dung', kind: 'phan-anh' }]);
    expect(await npmRun()).toEqual({ code: 0, stdout: 'no correction waits\n' });
    // What was decided stays decided.
    expect(await npmRun('--reject', id)).toMatchObject({ code: 1 });
  }, 60_000);

  it('made twice is one example, approved anew; a rejected one teaches nothing', async () => {
    const first = await correct('Rác thải chất đống ở đầu ngõ, bốc mùi hôi thối.', 'Nông nghiệp, thủy lợi');
    expect(await npmRun('--approve', 'all')).toEqual({ code: 0, stdout: '1 approved\n' });
    await official.invents(`c:${first}:as-van-hoa`);
    expect((await official.next()).text).toContain('Văn hóa');
    expect(await approvedExamples(program.store)).toEqual([]);
    expect(await program.store.db.trainingExample.findMany()).toMatchObject([
      { state: 'proposed', category: 'van-hoa', decidedAt: null },
    ]);
    const [example] = await program.store.db.trainingExample.findMany();
    expect(await npmRun('--reject', String(example?.id))).toEqual({ code: 0, stdout: '1 rejected\n' });
    expect(await npmRun('--approve', 'all')).toEqual({ code: 0, stdout: '0 approved\n' });
    expect(await approvedExamples(program.store)).toEqual([]);
  }, 60_000);

  it('of a denunciation stays with its desk', async () => {
    const code = await sendReport(await program.citizen());
    await official.next();
    await program.store.db.case.update({ where: { code }, data: { kind: 'to-cao' } });
    await official.invents(`c:${code}:as-can-bo`);
    expect((await official.next()).text).toContain('Cán bộ, công chức');
    expect(await program.store.db.case.findUniqueOrThrow({ where: { code } })).toMatchObject({ category: 'can-bo' });
    expect(await program.store.db.trainingExample.count()).toBe(0);
  });
});
