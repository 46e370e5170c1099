import { GraphQLError } from 'graphql';

/** Why a token was not accepted: a client refreshes after TOKEN_EXPIRED and signs in again after the others. */
export type DeniedReason = 'NOT_SIGNED_IN' | 'TOKEN_INVALID' | 'TOKEN_EXPIRED' | 'SESSION_ENDED' | 'TOKEN_REVOKED';

const words: Record<DeniedReason, string> = {
  NOT_SIGNED_IN: 'Not signed in',
  TOKEN_INVALID: 'Token invalid',
  TOKEN_EXPIRED: 'Token expired',
  SESSION_ENDED: 'Session ended',
  TOKEN_REVOKED: 'Token revoked',
};

export const deniedMessage = (reason: DeniedReason): string => words[reason];

/** The caller is not known. Over HTTP the status is 401. */
export const unauthenticated = (reason: DeniedReason): GraphQLError =>
  new GraphQLError(words[reason], { extensions: { code: 'UNAUTHENTICATED', reason, http: { status: 401 } } });

/** The caller is known and may not. Only for what depends on the role: foreign objects look like missing ones instead. */
export const forbidden = (message = 'This needs an administrator'): GraphQLError => new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });

/** An argument that no client of ours would send: a page of 1,000, a cursor that was made up. */
export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', ownCode: 'BAD_USER_INPUT' } });
