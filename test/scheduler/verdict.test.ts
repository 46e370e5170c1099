import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/providers/provider.js';
import { opinionOf, verdictOf } from '../../src/scheduler/verdict.js';

const why = { code: 'X', text: 'words' };

/** The table of outcomes of the scheduler's README: outcome, the mail, the service. */
const table: [Outcome, object, object][] = [
  [{ kind: 'accepted', providerId: 'id' }, { to: 'result', state: 'SENT', providerId: 'id' }, { about: 'CLEAR' }],
  [{ kind: 'rejected', ...why }, { to: 'result', state: 'FAILED', ...why }, { about: 'NONE' }],
  [{ kind: 'unreachable', ...why }, { to: 'back', kind: 'UNREACHABLE', ...why }, { about: 'FAILURE' }],
  [{ kind: 'unreachable', ...why, freeze: 'BALANCE' }, { to: 'back', kind: 'UNREACHABLE' }, { about: 'FAILURE', freeze: 'BALANCE' }],
  [{ kind: 'deferredService', ...why, retryAfterMs: 5 }, { to: 'back', kind: 'DEFERRED_SERVICE', ...why }, { about: 'PATIENCE', retryAfterMs: 5 }],
  [{ kind: 'deferredService', ...why, exhausted: true }, { to: 'back', kind: 'DEFERRED_SERVICE' }, { about: 'NONE', exhausted: true }],
  [{ kind: 'deferredRecipient', ...why }, { to: 'back', kind: 'DEFERRED_RECIPIENT', ...why }, { about: 'NONE' }],
  [{ kind: 'unknown', ...why }, { to: 'result', state: 'UNKNOWN', ...why }, { about: 'FAILURE' }],
  [{ kind: 'notAttempted' }, { to: 'back', kind: 'NOT_ATTEMPTED' }, { about: 'NONE' }],
];

describe('outcomes (ARCHITECTURE section 2)', () => {
  test.each(table)('%j: mail %j, service %j', (outcome, verdict, opinion) => {
    expect(verdictOf(outcome)).toMatchObject(verdict);
    expect(opinionOf(outcome)).toMatchObject(opinion);
  });
});
