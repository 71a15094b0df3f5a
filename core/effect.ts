import type { Campaign, Day } from './campaign.js';
import type { Actor, CaseAction, CaseChange, Contact, Coordinates } from './case.js';
import type { AttachmentId, CampaignId, CaseCode, CaseId, ChatId, PersonId, SeatId, UnitCode } from './ids.js';
import type { IncomingFile } from './inbound.js';
import type { Jurisdiction } from './jurisdiction.js';
import type { ChosenLabels } from './labels.js';
import type { Reply } from './reply.js';
import type { SeatRole } from './seat.js';
import type { PackedAnswers, WrittenAnswers } from './packed-answers.js';
import type { VotingCode } from './voting-code.js';

/** A person's private chat in some channel. */
export type PrivateChat = { readonly chat: ChatId; readonly person: PersonId };

/**
 * What a conversation decides. `handlers/commit-turn.ts` turns every one into rows of one transaction.
 */
export type Effect =
  /** Answer in the same chat. */
  | { readonly type: 'reply'; readonly reply: Reply }
  /** Store a survey's answers, apart from the person, and mark the person's ballot as cast. */
  | {
      readonly type: 'record-response';
      readonly campaign: Campaign;
      readonly formVersion: number;
      readonly unit: UnitCode;
      readonly answers: PackedAnswers;
      readonly written: WrittenAnswers;
      /** The code that let the person answer: used up when it works once. */
      readonly code?: VotingCode;
      /** The day of the visit, where each visit counts as one. */
      readonly visit?: Day;
      /**
       * Becomes a case once enough others have answered, so that it leads to nobody. `bypass`: it was written by staff of
       * the commune, about it, and goes to the level above.
       */
      readonly comment?: { readonly text: string; readonly bypass: boolean };
      /** Questions that were answered with what the level above must hear of when it is said often. */
      readonly signals: readonly string[];
    }
  /** Delete from this chat what was passing: the questions and answers of a survey that was sent or thrown away. */
  | { readonly type: 'forget-passing' }
  /** Open a case. */
  | {
      readonly type: 'open-case';
      readonly id: CaseId;
      readonly code: CaseCode;
      readonly source: 'report';
      readonly text: string;
      readonly unit?: UnitCode;
      readonly village?: string;
      readonly location?: Coordinates;
      readonly contact?: Contact;
      readonly attachments: readonly AttachmentId[];
      /** Category and kind, where the citizen was asked for them. */
      readonly chosen?: ChosenLabels;
      /** The citizen was asked, and says that it is about those in the commune who must not read it. */
      readonly pastCommune?: true;
      readonly reporter: { readonly chat: ChatId; readonly person: PersonId };
    }
  /** Change a case; decided on `version`, so that of two officials who act at once only one does. */
  | {
      readonly type: 'change-case';
      readonly case: CaseId;
      readonly version: number;
      readonly actor: Actor;
      readonly action: CaseAction;
      readonly change: CaseChange;
    }
  /** Keep a photo or voice note and fetch its bytes. */
  | { readonly type: 'keep-attachment'; readonly id: AttachmentId; readonly file: IncomingFile }
  | { readonly type: 'drop-attachments'; readonly ids: readonly AttachmentId[] }
  /** Use up an invitation and bind this chat to the work of a jurisdiction. */
  | {
      readonly type: 'take-seat';
      readonly seat: SeatId;
      readonly inviteHash: string;
      readonly jurisdiction: Jurisdiction;
      readonly role: SeatRole;
      readonly demo: boolean;
    }
  | { readonly type: 'leave-seat'; readonly seat: SeatId }
  /** Remember, as a hash, that the channel vouches for this number: who has the same in another is the same voter. */
  | { readonly type: 'bind-phone'; readonly phone: string }
  /** Remember for a day that this number is said to be the person's: by it his other chat is found. */
  | { readonly type: 'claim-phone'; readonly phone: string }
  /** Send a code into another chat, and count it; whoever types it here before `until` (ms) has both in hand. */
  | { readonly type: 'send-link-code'; readonly chat: ChatId; readonly code: string; readonly until: number }
  /** Both chats are the same person's: he has shown it. */
  | { readonly type: 'link-chats'; readonly phone: string; readonly other: PrivateChat }
  /** This chat is to be linked with no other any more; `whole`: nor are those that were linked with it. */
  | { readonly type: 'unlink-chat'; readonly whole: boolean }
  /** Show this seat what came out of a survey; counted when it is sent, not in the turn. */
  | { readonly type: 'tell-results'; readonly seat: SeatId; readonly campaign?: CampaignId };
