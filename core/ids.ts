/**
 * Identifiers. Each has a visible prefix, so that a wrong one neither compiles nor passes unseen in a log.
 * They are made in one place each: `env.newId` in flows, `runtime/pseudonym.ts` for chats and persons.
 */

/** A delivery address in a channel (private chat or group), as a keyed hash: says nothing to whoever reads the store. */
export type ChatId = `cht_${string}`;
/** A person in a channel, as a keyed hash. In a private chat it corresponds one to one to the chat. */
export type PersonId = `per_${string}`;
/** A case (phản ánh, kiến nghị, or a survey's free comment). */
export type CaseId = `cas_${string}`;
/** What the citizen keeps of a case: `PA-7K3F-Q2`. */
export type CaseCode = `PA-${string}`;
/** An official's chat, bound to a commune or province. */
export type SeatId = `sea_${string}`;
/** A photo or voice note. */
export type AttachmentId = `att_${string}`;

/** Prefixes that `env.newId` accepts, with the id that each gives. */
export type IdOf = {
  cas: CaseId;
  sea: SeatId;
  att: AttachmentId;
};

declare const unit: unique symbol;
declare const campaign: unique symbol;
/** Five-digit code of a commune (xã, phường, đặc khu) in force since 1 July 2025, such as `07351`. */
export type UnitCode = string & { readonly [unit]: 'commune' };
/** Two-digit code of a province, such as `24`. */
export type ProvinceCode = string & { readonly [unit]: 'province' };

/** Reads a commune's code; undefined when it is not five digits. Says nothing of whether such a commune exists. */
export function parseUnitCode(text: string): UnitCode | undefined {
  return /^\d{5}$/.test(text) ? (text as UnitCode) : undefined;
}

/** Name of a survey campaign, as officials type it: `pks03-2026-q4`. */
export type CampaignId = string & { readonly [campaign]: 'campaign' };

/** Reads a campaign's name; undefined when it cannot be one. Says nothing of whether such a campaign exists. */
export function parseCampaignId(text: string): CampaignId | undefined {
  return /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/.test(text) ? (text as CampaignId) : undefined;
}

/** Reads a province's code; undefined when it is not two digits. */
export function parseProvinceCode(text: string): ProvinceCode | undefined {
  return /^\d{2}$/.test(text) ? (text as ProvinceCode) : undefined;
}
