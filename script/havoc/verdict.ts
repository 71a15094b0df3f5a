import { isNews, isTaken, type Entry, type Turn } from './citizen.js';
import type { Submission } from './lines.js';
import { cardCode } from './official.js';

/** What everybody holds in hand when all is over. */
export type Evidence = {
  readonly conversations: readonly Conversation[];
  readonly officials: readonly {
    readonly name: string;
    readonly serves: readonly string[];
    readonly taken: ReadonlySet<string>;
    readonly transcript: readonly Entry[];
  }[];
  /** E-mail addresses and webhooks, each of one commune. */
  readonly outside: readonly {
    readonly name: string;
    readonly unit: string;
    readonly received: readonly Received[];
  }[];
  readonly store: {
    readonly cases: readonly { readonly code: string; readonly text: string; readonly unit: string }[];
    /** Comments of surveys that wait for company. */
    readonly held: readonly { readonly text: string; readonly unit: string }[];
    readonly responses: number;
    readonly ballots: number;
    readonly waiting: number;
    readonly dead: number;
  };
};

/** A case that came by e-mail or webhook; by its key a repeat is known as one. */
export type Received = { readonly code: string; readonly key: string };

export type Conversation = {
  readonly name: string;
  readonly channel: 'web' | 'telegram';
  readonly turns: readonly Turn[];
  readonly fault: string | undefined;
  readonly transcript: readonly Entry[];
};

export type Verdict = {
  readonly counts: Readonly<Record<string, number>>;
  /** Each in words, with the names of what it is about; empty when every promise was kept. */
  readonly breaches: readonly string[];
};

/** Compares what was acknowledged with what became of it. */
export function judge(evidence: Evidence): Verdict {
  const { conversations, store } = evidence;
  const heard = conversations.map((conversation) => ({ conversation, ...checkConversation(conversation) }));
  const submitted = heard.flatMap(({ submitted: mine }) => mine);
  const forwarded = checkForwarding(evidence);
  const surveys = submitted.filter(({ submission }) => submission.type === 'survey').length;
  const news = checkNews(evidence, submitted);
  const breaches = [
    ...heard.flatMap(({ breaches: mine }) => mine),
    ...checkCases(submitted, store),
    ...forwarded.breaches,
    ...news.breaches,
    ...differ('survey responses', store.responses, 'receipts', surveys),
    ...differ('ballots', store.ballots, 'survey responses', store.responses),
    ...differ('rows left in the outbox', store.waiting, 'expected', 0),
    ...differ('rows given up', store.dead, 'expected', 0),
  ];
  const count = (channel: 'web' | 'telegram') => conversations.filter((one) => one.channel === channel);
  const turns = (channel: 'web' | 'telegram') => count(channel).reduce((sum, one) => sum + one.turns.length, 0);
  return {
    breaches,
    counts: {
      'citizens on the web': count('web').length,
      'citizens on Telegram': count('telegram').length,
      'messages acknowledged on the web': turns('web'),
      'messages acknowledged on Telegram': turns('telegram'),
      'answers that Telegram showed again': heard.reduce((sum, { repeats }) => sum + repeats, 0),
      'reports sent': submitted.length - surveys,
      'surveys sent': surveys,
      'survey responses stored': store.responses,
      'comments that wait for company': store.held.length,
      'cases stored': store.cases.length,
      'cards on officials’ desks': forwarded.cards,
      'mails and webhook calls': forwarded.outside,
      'of them again under the same key': forwarded.repeated,
      'cases taken up, and the citizen told': news.told,
    },
  };
}

type Submitted = { readonly submission: Submission; readonly by: string; readonly code: string | undefined };

/** Every message once, each followed by its answer, in order, and nothing else. */
function checkConversation({ name, channel, turns, fault, transcript }: Conversation) {
  const breaches = fault === undefined ? [] : [`${name}: ${fault}`];
  const submitted: Submitted[] = [];
  const own = transcript.filter(({ author }) => author === 'me');
  const answers: string[] = [];
  const ownBefore: number[] = [];
  let said = 0;
  let repeats = 0;
  for (const { author, text } of transcript) {
    if (author === 'me') said += 1;
    else if (
      channel === 'telegram' &&
      answers.includes(text) &&
      turns[answers.length]?.line.expect.test(text) !== true
    ) {
      repeats += 1;
    } else if (!isNews(text)) {
      answers.push(text);
      ownBefore.push(said);
    }
  }
  let shown = 0;
  for (const [at, { line, clientId }] of turns.entries()) {
    const answer = answers[at];
    if (channel === 'telegram' || clientId !== undefined) shown += 1;
    if (clientId !== undefined && own[shown - 1]?.clientId !== clientId) {
      breaches.push(`${name}: message ${at + 1} ("${line.say}") is not where it was said`);
    }
    if (answer === undefined || !line.expect.test(answer)) {
      breaches.push(`${name}: message ${at + 1} ("${line.say}") was answered "${answer?.slice(0, 60) ?? 'never'}"`);
      break; // what follows is out of step, too
    }
    if ((ownBefore[at] ?? 0) < shown) breaches.push(`${name}: answer ${at + 1} stands before its question`);
    if (line.submits !== undefined) {
      // A survey's receipt names no case: its comment is nobody's.
      const code = line.submits.type === 'report' ? /PA-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(answer)?.[0] : undefined;
      submitted.push({ submission: line.submits, by: name, code });
    }
  }
  if (own.length > shown) breaches.push(`${name}: ${own.length - shown} messages stand there twice`);
  if (answers.length > turns.length) breaches.push(`${name}: ${answers.length - turns.length} answers too many`);
  return { breaches, submitted, repeats };
}

/**
 * Every submission is a case once, under the code that the citizen was told, and every case is a submission. A comment
 * of a survey may wait for company instead.
 */
function checkCases(submitted: readonly Submitted[], { cases, held }: Evidence['store']): readonly string[] {
  const breaches: string[] = [];
  const known = new Set<string>();
  for (const { submission, by, code } of submitted) {
    const { marker, unit, type } = submission;
    if (type === 'report' && code === undefined) breaches.push(`${by}: the receipt of ${marker ?? ''} names no code`);
    if (marker === undefined) continue;
    const isIt = ({ text }: { readonly text: string }) => text.includes(`(${marker})`);
    const found = cases.filter(isIt);
    for (const one of found) known.add(one.code);
    const kept = [...found, ...(type === 'report' ? [] : held.filter(isIt))];
    if (kept.length !== 1) breaches.push(`${by}: ${marker} is stored ${kept.length} times`);
    else if (kept[0]?.unit !== unit) breaches.push(`${by}: ${marker} went to ${kept[0]?.unit ?? 'nowhere'}`);
    else if (type === 'report' && found[0]?.code !== code)
      breaches.push(`${by}: ${marker} has not the code ${code ?? ''}`);
  }
  const strangers = cases.filter(({ code }) => !known.has(code));
  return [...breaches, ...strangers.map(({ code }) => `${code} was sent by nobody`)];
}

/** Every case is once on the desk of each who serves its commune, once in its mailbox or system, and nowhere else. */
function checkForwarding({ officials, outside, store }: Evidence) {
  const breaches: string[] = [];
  let cards = 0;
  for (const { name, serves, transcript } of officials) {
    const got = countEach(transcript.flatMap(({ author, text }) => (author === 'bot' ? [cardCode(text)] : [])));
    for (const { code, unit } of store.cases) {
      const times = got.get(code) ?? 0;
      const due = serves.includes(unit) ? 1 : 0;
      cards += times;
      if (times !== due) breaches.push(`${code} lies ${times} times, not ${due}, on the desk of ${name}`);
    }
  }
  let [came, repeated] = [0, 0];
  for (const { name, unit, received } of outside) {
    const distinct = new Map(received.map(({ key, code }) => [key, code]));
    came += distinct.size;
    repeated += received.length - distinct.size;
    const times = countEach([...distinct.values()]);
    for (const subject of store.cases) {
      const due = subject.unit === unit ? 1 : 0;
      const got = times.get(subject.code) ?? 0;
      if (got !== due) breaches.push(`${subject.code} came ${got} times, not ${due}, to the ${name}`);
    }
  }
  return { breaches, cards, outside: came, repeated };
}

/** Who sent a case that was taken up hears so once, and the other officials of the desk, too. */
function checkNews({ officials, conversations }: Evidence, submitted: readonly Submitted[]) {
  const breaches: string[] = [];
  const senders = new Map(submitted.flatMap(({ code, by }) => (code === undefined ? [] : [[code, by] as const])));
  let told = 0;
  for (const { name, serves, taken } of officials) {
    const colleagues = officials.filter(
      (other) => other.name !== name && other.serves.some((unit) => serves.includes(unit)),
    );
    for (const code of taken) {
      // A survey's comment has nobody to tell.
      const sender = conversations.find((conversation) => conversation.name === senders.get(code));
      const times = sender?.transcript.filter(({ text }) => isTaken(text) && text.includes(code)).length ?? 0;
      const isRepeat = sender?.channel === 'telegram' && times > 1;
      if (sender !== undefined && times !== 1 && !isRepeat) {
        breaches.push(`${sender.name} was told ${times} times that ${code} was taken up`);
      }
      if (times > 0) told += 1;
      for (const colleague of colleagues) {
        const hints = colleague.transcript.filter(({ text }) => isHint(text) && text.includes(code)).length;
        if (hints !== 1) breaches.push(`${colleague.name} was told ${hints} times that ${code} was taken up`);
      }
    }
  }
  return { breaches, told };
}

const isHint = (text: string): boolean => /^Hồ sơ PA-\S+ đã có đồng nghiệp tiếp nhận\.$/.test(text);

function countEach(keys: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function differ(what: string, found: number, than: string, wanted: number): readonly string[] {
  return found === wanted ? [] : [`${found} ${what}, ${wanted} ${than}`];
}
