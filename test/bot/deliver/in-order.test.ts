import { expect, it } from 'vitest';
import { createInOrder } from '../../../bot/deliver/in-order.js';

/** A task that ends when it is told to. */
function task(name: string, began: string[]) {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async (): Promise<string> => {
    began.push(name);
    await ended;
    return name;
  };
  return { run, end };
}

it('runs the tasks of one chat one after another, those of several side by side', async () => {
  const inOrder = createInOrder();
  const began: string[] = [];
  const [first, second, other] = [task('a1', began), task('a2', began), task('b1', began)];
  const results = [inOrder.run('a', first.run), inOrder.run('a', second.run), inOrder.run('b', other.run)];
  other.end();
  expect(await results[2]).toBe('b1');
  expect(began).toEqual(['a1', 'b1']);
  expect(inOrder.pending()).toBe(2);
  second.end();
  first.end();
  expect(await Promise.all(results)).toEqual(['a1', 'a2', 'b1']);
  expect(began).toEqual(['a1', 'b1', 'a2']);
  expect(inOrder.pending()).toBe(0);
});

it('goes on after a task that failed, which only its own caller hears of', async () => {
  const inOrder = createInOrder();
  const bad = inOrder.run('a', () => Promise.reject(new Error('lost')));
  const good = inOrder.run('a', () => Promise.resolve('sent'));
  await expect(bad).rejects.toThrow('lost');
  expect(await good).toBe('sent');
});

it('is idle when the last task has ended, also a failed one', async () => {
  const inOrder = createInOrder();
  const began: string[] = [];
  const last = task('a1', began);
  const bad = expect(inOrder.run('b', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  void inOrder.run('a', last.run);
  const idle = inOrder.idle();
  last.end();
  await Promise.all([idle, bad]);
  expect(inOrder.pending()).toBe(0);
});
