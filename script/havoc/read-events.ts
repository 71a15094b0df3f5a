/** An event of a stream of Server-Sent Events. */
export type StreamEvent = { readonly type: string; readonly data: string };

/** Reads Server-Sent Events one by one; an event that was cut off half-way is none. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let buffer = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const block = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const data = field(block, 'data');
      if (data !== undefined) yield { type: field(block, 'event') ?? 'message', data };
    }
  }
}

function field(block: string, name: string): string | undefined {
  return block
    .split('\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2);
}
