import { describe, expect, it } from 'vitest';
import {
  chatsOf,
  citizenMay,
  isReporter,
  maySee,
  maySeePerson,
  mayTeach,
  mayTransfer,
  properOwner,
  seatMay,
} from '../../core/access.js';
import type { Case, CaseActionType } from '../../core/case.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import type { ChatId } from '../../core/ids.js';
import { seatRole } from '../../core/seat.js';
import {
  commune,
  otherCommune,
  otherProvince,
  province,
  reported,
  seatAt,
  surveyComment,
  unrouted,
} from '../support/cases.js';
import { provinceCode, unitCode } from '../support/directory.js';

const official: readonly CaseActionType[] = ['acknowledge', 'answer', 'ask', 'transfer', 'relabel'];
const citizen: readonly CaseActionType[] = ['add', 'confirm', 'reopen'];
const places = { commune, otherCommune, province, otherProvince } as const;
type Place = keyof typeof places;
const allPlaces: readonly Place[] = ['commune', 'otherCommune', 'province', 'otherProvince'];

/** Which desks see a case, by who handles it, whether it bypasses communes, and whether it was escalated. */
const situations: readonly {
  readonly name: string;
  readonly subject: Case;
  readonly seenBy: readonly Place[];
}[] = [
  { name: 'a commune handles it', subject: reported, seenBy: ['commune'] },
  { name: 'the province handles it', subject: { ...reported, owner: province }, seenBy: ['province'] },
  {
    name: 'it bypasses the commune',
    subject: { ...reported, owner: province, bypass: true },
    seenBy: ['province'],
  },
  {
    name: 'it bypasses the commune but was wrongly given to it',
    subject: { ...reported, owner: commune, bypass: true },
    seenBy: [],
  },
  {
    name: 'nobody in the commune took it and it was escalated',
    subject: { ...reported, escalatedTo: province },
    seenBy: ['commune', 'province'],
  },
  {
    name: 'it bypasses the commune and was escalated',
    subject: { ...reported, bypass: true, escalatedTo: province },
    seenBy: ['province'],
  },
  { name: 'it is not routed yet', subject: unrouted, seenBy: [] },
];

describe('who sees a case and may act on it', () => {
  const rows = situations.flatMap(({ name, subject, seenBy }) =>
    allPlaces.flatMap((place) =>
      seatRole.options.map((role) => ({ name, subject, place, role, sees: seenBy.includes(place) })),
    ),
  );

  it.each(rows)('$name: $role of $place sees it: $sees', ({ subject, place, role, sees }) => {
    const seat = seatAt(places[place], role);
    expect(maySee(seat, subject)).toBe(sees);
    for (const action of official) expect(seatMay(seat, action, subject)).toBe(sees && role !== 'lanh-dao');
    for (const action of citizen) expect(seatMay(seat, action, subject)).toBe(false);
  });

  it.each([...official, ...citizen])('the citizen, and nobody else, may %s what is the citizen’s', (action) => {
    const may = citizen.includes(action);
    expect(citizenMay(['cht_citizen'], action, reported)).toBe(may);
    expect(citizenMay(['cht_elsewhere', 'cht_citizen'], action, reported)).toBe(may);
    for (const chats of [[], ['cht_stranger'], ['cht_stranger', 'cht_elsewhere']] as const)
      expect(citizenMay(chats, action, reported)).toBe(false);
  });

  it.each<{ name: string; linkedChats: readonly ChatId[]; subject: Case; isHis: boolean }>([
    { name: 'from here', linkedChats: [], subject: { ...reported, chat: 'cht_here' }, isHis: true },
    { name: 'from a linked chat', linkedChats: ['cht_x', 'cht_citizen'], subject: reported, isHis: true },
    { name: 'from elsewhere', linkedChats: ['cht_x'], subject: reported, isHis: false },
    { name: 'from nobody known', linkedChats: ['cht_citizen'], subject: surveyComment, isHis: false },
  ])('a case sent $name is of whoever speaks: $isHis', ({ linkedChats, subject, isHis }) => {
    const facts = { cases: [], openCases: [], ownCases: [], otherChats: [], voted: false, linkedChats };
    const chats = chatsOf({ chat: { id: 'cht_here', kind: 'private' }, facts });
    expect(isReporter(chats, subject)).toBe(isHis);
    for (const action of citizen) expect(citizenMay(chats, action, subject)).toBe(isHis);
  });
});

describe('where a case belongs', () => {
  const unit = { code: unitCode('07351'), province: provinceCode('24') };

  it.each<{ name: string; owner: Jurisdiction | undefined; is: Jurisdiction | undefined }>([
    { name: 'with its commune', owner: properOwner({ unit }, false), is: commune },
    { name: 'with the level above when it is about the commune', owner: properOwner({ unit }, true), is: province },
    {
      name: 'with the province when the commune is unknown',
      owner: properOwner({ province: provinceCode('24') }, false),
      is: province,
    },
    { name: 'with nobody when even the province is unknown', owner: properOwner({}, true), is: undefined },
  ])('$name', ({ owner, is }) => {
    expect(owner).toEqual(is);
  });

  it.each(allPlaces)('a case that bypasses communes goes to %s only when that is a province', (place) => {
    const to = places[place];
    expect(mayTransfer({ ...reported, bypass: true }, to)).toBe(to.level === 'province');
    expect(mayTransfer(reported, to)).toBe(true);
  });
});

it.each([
  ['its commune hands it to another', commune, otherCommune, false],
  ['its commune hands it up', commune, province, true],
  ['the province hands it down', province, otherCommune, true],
] as const)('a case that names an official elsewhere: %s', (_name, owner, to, may) => {
  expect(mayTransfer({ ...reported, owner, namesElsewhere: true }, to)).toBe(may);
});

describe('what of a case is shown to whom', () => {
  it.each(seatRole.options)('%s sees who is behind it unless he only reads along', (role) => {
    expect(maySeePerson(seatAt(commune, role))).toBe(role !== 'lanh-dao');
  });

  it('a denunciation teaches nobody', () => {
    expect(mayTeach(reported)).toBe(true);
    expect(mayTeach({ ...reported, kind: 'to-cao' })).toBe(false);
    expect(mayTeach({ ...reported, bypass: true })).toBe(false);
  });
});
