import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { packageRoot } from '../../runtime/paths.js';

/** Runs the command on what comes in by standard input. */
async function categorize(input: string) {
  const child = spawn(process.execPath, ['dist/script/categorize.js'], { cwd: packageRoot });
  child.stdin.on('error', () => undefined); // it may end before it has read all
  child.stdin.end(input);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, lines: output.split('\n').slice(0, -1), errors };
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

it('labels each line, in order', async () => {
  const inputs = [
    { id: 'a', text: 'Dây điện đứt rơi xuống đường thôn', commune: '07351' },
    { id: 'b', text: 'ct xa nhan tien cua doanh nghiep' },
    { id: 'c', text: '' },
    { id: 'd', text: 'Chủ tịch xã Tân Yên nhận tiền của dân', commune: '07339' },
    { id: 'e', text: 'Chủ tịch xã Tân Yên nhận tiền của dân', commune: '07351' },
  ];
  const { code, lines, errors } = await categorize(inputs.map(line).join(''));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines.map((answer) => JSON.parse(answer) as object)).toEqual([
    {
      id: 'a',
      category: 'dien-chieu-sang',
      kind: 'phan-anh',
      urgent: true,
      about_official: false,
      bypass: false,
      confidence: expect.any(Number) as number,
      abstained: false,
    },
    expect.objectContaining({ id: 'b', kind: 'to-cao', about_official: true, bypass: true }),
    expect.objectContaining({ id: 'c', abstained: true, bypass: false }),
    expect.objectContaining({ id: 'd', bypass: true }),
    expect.objectContaining({ id: 'e', bypass: false }),
  ]);
});

it('names a broken line, after answering those before', async () => {
  const { code, lines, errors } = await categorize(`${line({ id: '1', text: 'Đường hỏng' })}${line({ id: '2' })}`);
  expect(code).toBe(1);
  expect(lines).toHaveLength(1);
  expect(errors).toContain('line 2: text: ');
});
