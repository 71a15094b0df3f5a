import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../runtime/paths.js';

/** Runs the command on what comes in by standard input. */
async function places(input: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['dist/script/places.js', ...args], { cwd: packageRoot });
  child.stdin.on('error', () => undefined); // it may end before it has read all
  child.stdin.end(input);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, lines: output.split('\n').slice(0, -1), errors };
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

describe('npm run places', () => {
  it('answers each line, in order', async () => {
    const inputs = [
      { id: 'a', input: 'Song Vân, Tân Yên', province: '24' },
      { id: 'b', input: 'Ninh Xá', province: '24' },
      { id: 'c', input: 'không biết' },
      { id: 'd', input: 'ở\u2028Song Vân', province: null, more: 1 },
    ];
    const { code, lines, errors } = await places(inputs.map(line).join('\n').trimEnd());
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(lines).toEqual([
      '{"id":"a","communes":["07351"]}',
      '{"id":"b","communes":["09187","09445"]}',
      '{"id":"c","communes":[]}',
      '{"id":"d","communes":["07351"]}',
    ]);
  });

  it('answers thousands of lines', async () => {
    const names = ['Song Vân', 'xa ngoc thien', 'Tôi ở Phúc Hòa, đường hỏng', 'sogn van', 'không'];
    const input = Array.from({ length: 5000 }, (_, at) =>
      line({ id: String(at), input: names[at % 5], province: '24' }),
    );
    const { code, lines } = await places(input.join(''));
    expect(code).toBe(0);
    expect(lines.map((answer) => (JSON.parse(answer) as { id: string }).id)).toEqual(input.map((_, at) => String(at)));
  });

  it.each([
    ['not JSON', 'Song Vân\n', 'line 2: not JSON'],
    ['without an input', line({ id: '2' }), 'line 2: input: '],
    [
      'with a wrong province',
      line({ id: '2', input: 'x', province: 'Bắc Ninh' }),
      'line 2: province: a two-digit code',
    ],
  ])('names a line %s, after answering those before', async (_, broken, message) => {
    const { code, lines, errors } = await places(`${line({ id: '1', input: 'Kép', province: '24' })}${broken}`);
    expect(code).toBe(1);
    expect(lines).toEqual(['{"id":"1","communes":["07399"]}']);
    expect(errors).toContain(message);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses arguments', async () => {
    const { code, lines, errors } = await places('', 'in.jsonl');
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors).toContain('usage: npm run -s places');
  });

  it('answers nothing to nothing', async () => {
    expect(await places('')).toEqual({ code: 0, lines: [], errors: '' });
  });
});
