/** A parsed upload: plain fields, and files under the name of their part. */
export type Multipart = { readonly fields: Record<string, string>; readonly files: Map<string, Buffer> };

const blankLine = Buffer.from('\r\n\r\n');

/** Reads `multipart/form-data`; undefined when it is malformed. Enough of it for what Bot API clients write. */
export function parseMultipart(body: Buffer, contentType: string): Multipart | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const fields: Record<string, string> = {};
  const files = new Map<string, Buffer>();
  for (const part of split(body, Buffer.from(`--${boundary}`)).slice(1, -1)) {
    const head = part.indexOf(blankLine);
    if (head < 0) return undefined;
    const headers = part.subarray(0, head).toString();
    const content = part.subarray(head + blankLine.length, part.length - '\r\n'.length);
    const name = /name="?([^";\r\n]+)"?/.exec(headers)?.[1];
    if (name === undefined) return undefined;
    if (headers.includes('filename=')) files.set(name, content);
    else fields[name] = content.toString();
  }
  return { fields, files };
}

function split(body: Buffer, separator: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = body.indexOf(separator); at >= 0; at = body.indexOf(separator, from)) {
    parts.push(body.subarray(from, at));
    from = at + separator.length;
  }
  return [...parts, body.subarray(from)];
}
