import type { Case, CaseActionType, CaseGroup, GroupMember } from './case.js';
import type { Unit } from './directory.js';
import type { Env } from './flow.js';
import type { CaseCode, ChatId, ProvinceCode } from './ids.js';
import { sameJurisdiction, type Jurisdiction } from './jurisdiction.js';
import type { Seat } from './seat.js';

/**
 * Who sees a case and who may do what with it: decided here and nowhere else, for forwarding, lists,
 * buttons, notices and exports alike. (Promise: a complaint never reaches the one it is about.)
 */

/** The jurisdiction that must handle a case, or undefined while nobody can tell which province. */
export function properOwner(
  place: { readonly unit?: Pick<Unit, 'code' | 'province'>; readonly province?: ProvinceCode },
  bypass: boolean,
): Jurisdiction | undefined {
  if (place.unit !== undefined && !bypass) return { level: 'commune', code: place.unit.code };
  const province = place.unit?.province ?? place.province;
  return province === undefined ? undefined : { level: 'province', code: province };
}

/**
 * May this seat see the case at all? Only the seats of the jurisdiction that handles it, and of the one it was
 * escalated to; never a commune that it bypasses.
 */
export function maySee(seat: Seat, subject: Case): boolean {
  return mayReceive(seat.jurisdiction, subject);
}

/** May anything of this jurisdiction, a seat, e-mail address or webhook, get the case? */
export function mayReceive(
  jurisdiction: Jurisdiction,
  subject: Pick<Case, 'bypass' | 'owner' | 'escalatedTo'>,
): boolean {
  if (subject.bypass && jurisdiction.level === 'commune') return false;
  return [subject.owner, subject.escalatedTo].some(
    (handler) => handler !== undefined && sameJurisdiction(jurisdiction, handler),
  );
}

const officialActions: readonly CaseActionType[] = ['acknowledge', 'answer', 'ask', 'transfer', 'relabel'];
const citizenActions: readonly CaseActionType[] = ['add', 'confirm', 'reopen', 'join', 'part'];

/** May this seat do this with the case? `lanh-dao` reads along but does not act. */
export function seatMay(seat: Seat, action: CaseActionType, subject: Case): boolean {
  return officialActions.includes(action) && seat.role !== 'lanh-dao' && maySee(seat, subject);
}

/** The chats as which whoever speaks stands before a case: this one, and those that he has shown to be his too. */
export function chatsOf({ chat, facts }: Pick<Env, 'chat' | 'facts'>): readonly ChatId[] {
  return [chat.id, ...facts.linkedChats];
}

/** Was the case sent from one of these chats of one person? */
export function isReporter(chats: readonly ChatId[], subject: Pick<Case, 'chat'>): boolean {
  return subject.chat !== undefined && chats.includes(subject.chat);
}

/** May the person whose chats these are do this as the citizen whose case it is? */
export function citizenMay(chats: readonly ChatId[], action: CaseActionType, subject: Case): boolean {
  return citizenActions.includes(action) && isReporter(chats, subject);
}

/**
 * What a jurisdiction may know of the cases in a group: the codes of those that it may see, the first apart.
 * A group never holds a case that bypasses the commune.
 */
export function seenInGroup(
  jurisdiction: Jurisdiction,
  group: CaseGroup,
): { readonly first: CaseCode | undefined; readonly others: readonly CaseCode[] } {
  const seen = (member: GroupMember) => mayReceive(jurisdiction, member);
  return {
    first: seen(group.first) ? group.first.code : undefined,
    others: group.others.filter(seen).map(({ code }) => code),
  };
}

/**
 * May a case be handed to this jurisdiction? One that bypasses a commune stays at the province's level. One that names
 * an official of another commune must not be handed to that commune unread: only the province hands it on.
 */
export function mayTransfer(
  { bypass, namesElsewhere, owner }: Pick<Case, 'bypass' | 'namesElsewhere' | 'owner'>,
  to: Jurisdiction,
): boolean {
  if (to.level === 'province') return true;
  return !bypass && (namesElsewhere !== true || owner?.level === 'province');
}

/**
 * May this seat see who is behind a case: name and phone, and what the citizen wrote of such things into the text?
 * Whoever handles the case may; who only reads along need not, and the citizen was promised that he does not.
 */
export function maySeePerson(seat: Seat): boolean {
  return seat.role !== 'lanh-dao';
}

/**
 * May this seat hear that people complain of bribes or harassment in surveys about a commune of this province? Only the
 * level above: a commune that heard of it would look for who said so.
 */
export function mayHearAlerts(seat: Seat, province: ProvinceCode | undefined): boolean {
  return seat.jurisdiction.level === 'province' && seat.jurisdiction.code === province;
}

/** May its text be shown to whoever looks over the training examples? Denunciations stay with the desk that has them. */
export function mayTeach(subject: Pick<Case, 'bypass' | 'kind'>): boolean {
  return !subject.bypass && subject.kind !== 'to-cao';
}
