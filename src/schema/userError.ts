import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type Refusal, type RefusalCode, refusalCodes } from '../errors.js';

/** What each code means. The type makes a new code without a description a compile error. */
const descriptions: Record<RefusalCode, string> = {
  NOT_FOUND: 'There is no such object, or it is not yours.',
  INVALID: 'A value that is not allowed.',
  TAKEN: 'Somebody has this name already.',
  IN_USE: 'Something that has not ended still needs this.',
  WRONG_STATE: 'The object is not in a state that allows this.',
  NOT_ENOUGH_QUOTA: 'The remaining quota is too small; the message says how many mails are missing.',
  SIGN_IN_FAILED: 'User name or password is wrong, or the user is disabled.',
  SESSION_ENDED: 'The session has ended; sign in again.',
  TOO_MANY_ATTEMPTS: 'Too many wrong passwords; the message says when to try again.',
  TEMPLATE_SYNTAX: 'The template cannot be read; the message says where.',
  TEMPLATE_UNKNOWN_VARIABLE: 'The template names a variable that does not exist.',
  TEMPLATE_NO_UNSUBSCRIBE_LINK: 'The template has no unsubscribe link.',
  CONFLICT: 'Somebody else changed the object meanwhile; read it again.',
};

export const RefusalCodeEnum = Object.fromEntries(refusalCodes.map((code) => [code, code])) as { [Code in RefusalCode]: Code };
registerEnumType(RefusalCodeEnum, {
  name: 'RefusalCode',
  description: 'Why a mutation was refused. Values are never renamed; new ones may be added.',
  valuesConfig: Object.fromEntries(refusalCodes.map((code) => [code, { description: descriptions[code] }])) as { [Code in RefusalCode]: { description: string } },
});

@ObjectType({ description: 'An expected refusal: the mutation changed nothing.' })
export class UserError {
  @Field(() => RefusalCodeEnum, { description: 'The reason, for programs.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'The reason, for people.' })
  message!: string;

  @Field(() => [String], { description: 'The path inside the input that it is about; empty when it is about the whole.' })
  field!: readonly string[];
}

/** A plain object, not the Refusal: graphql-js rethrows an Error instance that it finds in a list. */
export const toUserError = (refusal: Refusal): UserError => ({ code: refusal.code, message: refusal.message, field: refusal.field });

@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors?: UserError[];
}
