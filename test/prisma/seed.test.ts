import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../prisma/client.js';
import { seedPlaces } from '../../prisma/seed.js';
import { createSeal } from '../../runtime/seal.js';
import { quiet } from '../support/store.js';

it('fills in all provinces and communes, Bắc Ninh exactly, quickly, and once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lang-nghe-seed-'));
  const store = await openStore({
    file: path.join(folder, 'seed.db'),
    seal: createSeal(Buffer.alloc(32, 1)),
    log: quiet,
  });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const began = performance.now();
  const counts = await seedPlaces(store);
  const ms = Math.round(performance.now() - began);
  process.stdout.write(`seeded ${counts.units} units in ${ms} ms\n`);
  expect(counts).toMatchObject({ provinces: 34, units: 3321 });
  expect(counts.formerUnits).toBeGreaterThan(9000);
  // The aim is 5 s; a busy machine gets more.
  expect(ms).toBeLessThan(15_000);

  const bacNinh = await store.db.unit.groupBy({ by: ['kind'], where: { provinceCode: '24' }, _count: true });
  expect(Object.fromEntries(bacNinh.map(({ kind, _count }) => [kind, _count]))).toEqual({ xa: 66, phuong: 33 });
  expect(await store.db.unit.findUnique({ where: { code: '07351' } })).toMatchObject({
    name: 'Ngọc Thiện',
    kind: 'xa',
    provinceCode: '24',
  });
  expect(await seedPlaces(store)).toEqual(counts);
}, 60_000);
