import { setTimeout as sleep } from 'node:timers/promises';
import { standingCampaign } from '../../core/campaign.js';
import type { CampaignId, UnitCode } from '../../core/ids.js';
import { vietnamDay } from '../../core/vietnam-time.js';
import { insertCampaign } from '../../prisma/store/campaigns.js';
import { outboxAge } from '../../prisma/store/outbox.js';
import { startBotApi } from '../measure/bot-api.js';
import { live, type Citizen, type Life } from './citizen.js';
import { killAtRandom, type Kills } from './killer.js';
import { itinerary } from './lines.js';
import { startMailServer } from './mail-server.js';
import { appoint, type Official } from './official.js';
import { createRandom } from './random.js';
import { telegramCitizen } from './telegram-citizen.js';
import { startWebhookServer } from './webhook-server.js';
import { judge, type Evidence, type Verdict } from './verdict.js';
import { webCitizen } from './web-citizen.js';
import { communeOf, places, prepareWorkplace, province, systemSecret, type Workplace } from './workplace.js';

export type Plan = {
  readonly kills: number;
  readonly people: number;
  /** What the pauses between the kills come to; afterwards everybody finishes what he is at. */
  readonly seconds: number;
  readonly seed: number;
  /** Where stores, queues and logs lie; afterwards they are still there. */
  readonly folder: string;
};

export type Outcome = Verdict & { readonly kills: Kills; readonly drainSeconds: number };

/** One in so many citizens writes on Telegram, and one in so many does not wait for answers. */
const telegramShare = 5;
const impatientShare = 3;
/** The web chat takes 60 messages a minute of one person. */
const paceMs = 1050;
const readyMs = 120_000;
const drainMs = 90_000;

/** Lets citizens and officials talk with the program while its processes are killed, then compares what all hold. */
export async function runChaos({ kills, people, seconds, seed, folder }: Plan): Promise<Outcome> {
  const random = createRandom(seed);
  const [api, mail, system] = await Promise.all([startBotApi(), startMailServer(), startWebhookServer(systemSecret)]);
  const workplace = await prepareWorkplace(folder, { telegram: api.url, mail: mail.url, system: system.url });
  const victims = [workplace.redis, workplace.worker, workplace.bot];
  for (const victim of victims) await victim.start();
  await untilReady(workplace.url);

  await planSurveys(workplace);
  const officials = await appointAll(workplace);
  const citizens = await Promise.all(
    Array.from({ length: people }, async (_, at) => {
      if (at % telegramShare === telegramShare - 1) {
        return telegramCitizen(`telegram-${at}`, 5000 + at, workplace.webhook, api);
      }
      return webCitizen(`web-${at}`, workplace.url, addressOf(at), isPatient(at));
    }),
  );
  const over = new AbortController();
  const lives = citizens.map((citizen, at) =>
    live(citizen, itinerary(citizen.name, places, at), { patient: isPatient(at), paceMs, over: over.signal }),
  );
  const killed = await killAtRandom(victims, { kills, seconds, random });
  over.abort();
  const overAt = performance.now();
  const ended = await Promise.all(lives);
  await Promise.all(officials.map((official) => official.rest()));
  await untilDrained(workplace);
  const drainSeconds = (performance.now() - overAt) / 1000;

  const evidence = await gather(workplace, ended, officials, [
    { name: 'mailbox of the first commune', unit: places[0].code, received: mail.received },
    { name: 'system of the second commune', unit: places[1].code, received: system.received },
  ]);
  for (const one of [...citizens, ...officials]) one.leave();
  const exits = [];
  for (const victim of [workplace.bot, workplace.worker, workplace.redis]) {
    exits.push({ name: victim.name, code: await victim.stop(), falls: victim.falls() });
  }
  await Promise.all([api.close(), mail.close(), system.close()]);
  const { counts, breaches } = judge(evidence);
  const falls = exits.flatMap(({ name, code, falls: times }) => [
    ...(code === 0 ? [] : [`${name} ended with ${String(code)} when it was told to stop`]),
    ...(times === 0 ? [] : [`${name} ended ${times} times by itself`]),
  ]);
  return { counts, breaches: [...breaches, ...falls], kills: killed, drainSeconds };
}

const isPatient = (at: number): boolean => at % impatientShare !== impatientShare - 1;
const addressOf = (at: number): string => `10.0.${Math.floor(at / 250)}.${(at % 250) + 1}`;

/** A campaign for each commune: a person answers once in a campaign, and here he is asked about each. */
async function planSurveys({ withStore }: Workplace): Promise<void> {
  const today = vietnamDay(Date.now());
  await withStore(async (store) => {
    for (const place of places) {
      const code = place.code as UnitCode;
      const standing = standingCampaign({ id: 'pks05', partner: '' }, today);
      const campaign = { ...standing, id: `pks05-${code}` as CampaignId, isStanding: false };
      await store.write((tx) => insertCampaign(tx, { campaign, units: [{ code }] }, '', today));
    }
  });
}

async function appointAll({ url, invite }: Workplace): Promise<readonly Official[]> {
  const [first, second, third] = places;
  const posts = [
    { name: 'first official of the first commune', jurisdiction: communeOf(first), serves: [first.code], acts: true },
    { name: 'second official of the first commune', jurisdiction: communeOf(first), serves: [first.code], acts: false },
    { name: 'official of the second commune', jurisdiction: communeOf(second), serves: [second.code], acts: true },
    { name: 'desk of the province', jurisdiction: province, serves: [third.code], acts: false },
  ];
  const officials: Official[] = [];
  for (const [at, { jurisdiction, ...post }] of posts.entries()) {
    const startParameter = await invite(jurisdiction, jurisdiction.level === 'province' ? 'dieu-phoi' : 'can-bo');
    officials.push(await appoint(url, `10.1.0.${at + 1}`, { ...post, startParameter }));
  }
  return officials;
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + readyMs;
  while (performance.now() < deadline) {
    if (await isReady(url)) return;
    await sleep(50);
  }
  throw new Error('the program does not get ready; its logs are in the folder of this run');
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`);
    await response.text();
    return response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // it does not listen yet, or has just been killed
    throw error;
  }
}

/** Nothing is on its way any more; a row that never leaves is for the verdict to name. */
async function untilDrained({ url, withStore }: Workplace): Promise<void> {
  await untilReady(url);
  await withStore(async (store) => {
    const deadline = performance.now() + drainMs;
    while (performance.now() < deadline) {
      if ((await outboxAge(store, Date.now())).waiting === 0) return;
      await sleep(100);
    }
  });
}

async function gather(
  { withStore }: Workplace,
  lives: readonly Life[],
  officials: readonly Official[],
  outside: Evidence['outside'],
): Promise<Evidence> {
  const conversations = [];
  for (const { citizen, turns, fault } of lives) {
    conversations.push({ ...describe(citizen), turns, fault, transcript: await citizen.transcript() });
  }
  const desks = [];
  for (const { name, serves, taken, transcript } of officials) {
    desks.push({ name, serves, taken, transcript: await transcript() });
  }
  const store = await withStore(async (opened) => {
    const cases = await opened.db.case.findMany({ select: { code: true, text: true, unitCode: true } });
    const { waiting, dead } = await outboxAge(opened, Date.now());
    return {
      cases: cases.map(({ code, text, unitCode }) => ({ code, text, unit: unitCode ?? '' })),
      held: (await opened.db.heldComment.findMany()).map(({ text, unitCode }) => ({ text, unit: unitCode })),
      responses: await opened.db.surveyResponse.count(),
      ballots: await opened.db.ballot.count(),
      waiting,
      dead,
    };
  });
  return { conversations, officials: desks, outside, store };
}

const describe = ({ name, channel }: Citizen) => ({ name, channel });
