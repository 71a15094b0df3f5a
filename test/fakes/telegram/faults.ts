/** What a call can be made to suffer; `download` stands for the download of a file. */
export type Fault =
  | { readonly type: 'throttle'; readonly retryAfter: number }
  | { readonly type: 'error'; readonly code: number; readonly description?: string }
  /** A proxy's error page instead of JSON. */
  | { readonly type: 'html' }
  /** Sends the client elsewhere; one that follows takes the token along. */
  | { readonly type: 'redirect'; readonly to: string }
  /** Never answers. */
  | { readonly type: 'hang' }
  /** Breaks the connection, before the call is carried out or after. */
  | { readonly type: 'drop'; readonly after?: true };

export type Faults = {
  readonly add: (method: string, fault: Fault, times: number) => void;
  readonly next: (method: string) => Fault | undefined;
  /** Those that did not happen yet. */
  readonly left: () => readonly { readonly method: string; readonly fault: Fault }[];
};

export function createFaults(): Faults {
  const scripted: { readonly method: string; readonly fault: Fault; times: number }[] = [];
  return {
    left: () => scripted.filter(({ times }) => times > 0),
    add: (method, fault, times) => {
      scripted.push({ method, fault, times });
    },
    next: (method) => {
      const found = scripted.find((one) => one.method === method && one.times > 0);
      if (found === undefined) return undefined;
      found.times -= 1;
      return found.fault;
    },
  };
}
