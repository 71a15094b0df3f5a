/** The chat apps through which people talk with the bot. */
export const channels = ['telegram', 'zalo', 'web'] as const;
export type Channel = (typeof channels)[number];
