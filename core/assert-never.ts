/** Makes a `switch` over a union exhaustive: a member without a case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unhandled member: ${JSON.stringify(value)}`);
}
