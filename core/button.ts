/**
 * What a button carries back. Two sorts:
 * a *prompt* button answers the question it was shown with and is void once the conversation has moved on;
 * a *case* button acts on a case however old the message is, and is checked against the store.
 */
export type ButtonData =
  | { readonly type: 'prompt'; readonly prompt: number; readonly choice: string }
  | { readonly type: 'case'; readonly code: string; readonly action: string };

/** Writes button data; the result fits Telegram's 64 bytes as long as choices stay under 50 ASCII characters. */
export function encodeButton(data: ButtonData): string {
  return data.type === 'prompt' ? `p:${data.prompt.toString(36)}:${data.choice}` : `c:${data.code}:${data.action}`;
}

/** Reads button data; undefined for anything this program did not write. */
export function decodeButton(text: string): ButtonData | undefined {
  const prompt = /^p:([0-9a-z]{1,6}):([\w-]{1,50})$/.exec(text);
  if (prompt?.[1] !== undefined && prompt[2] !== undefined) {
    return { type: 'prompt', prompt: Number.parseInt(prompt[1], 36), choice: prompt[2] };
  }
  const action = /^c:(PA-[0-9A-Z-]{4,10}):([a-z-]{1,20})$/.exec(text);
  if (action?.[1] !== undefined && action[2] !== undefined) {
    return { type: 'case', code: action[1], action: action[2] };
  }
  return undefined;
}
