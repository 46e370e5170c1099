/** Why an expected refusal was given. Values are never renamed (A5); new ones may be added. */
export const refusalCodes = [
  'NOT_FOUND',
  'INVALID',
  'TAKEN',
  'IN_USE',
  'WRONG_STATE',
  'NOT_ENOUGH_QUOTA',
  'SIGN_IN_FAILED',
  'SESSION_ENDED',
  'TOO_MANY_ATTEMPTS',
  'TEMPLATE_SYNTAX',
  'TEMPLATE_UNKNOWN_VARIABLE',
  'TEMPLATE_NO_UNSUBSCRIBE_LINK',
  'CONFLICT',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The one error a user may see. `field` is the path inside the mutation's input: ['tasks', '0', 'name']. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly field: readonly string[] = [],
  ) {
    super(message);
  }
}
