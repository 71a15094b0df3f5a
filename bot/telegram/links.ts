/** A link that opens a private chat with the bot and says `/start <parameter>` there. */
export function startLink(username: string, parameter: string): string {
  return `https://t.me/${username}?start=${encodeURIComponent(parameter)}`;
}

/** A link that adds the bot to a group of the opener's choice and says `/start@bot <parameter>` there. */
export function startGroupLink(username: string, parameter: string): string {
  return `https://t.me/${username}?startgroup=${encodeURIComponent(parameter)}`;
}
