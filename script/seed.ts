// npm run seed: fills the tables of places where they are empty.
import { seedPlaces } from '../prisma/seed.js';
import { withStore } from './open-store.js';

await withStore(async (store) => {
  const { provinces, units, formerUnits } = await seedPlaces(store);
  process.stdout.write(`${provinces} provinces, ${units} communes, ${formerUnits} former units\n`);
});
