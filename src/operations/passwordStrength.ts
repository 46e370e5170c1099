import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/**
 * zxcvbn's own limits allow a check of 170 ms, in which nothing else is served. Of the 64 first characters, with five replacements like "4" for "a" instead of a
 * hundred, the worst found takes 6 ms on a core of 2026; passwords that people choose take 1 to 3.
 */
const looksAt = 64;
const replacements = 5;
/** zxcvbn's grades 0 and 1: fewer than a million guesses. */
const leastScore = 2;

interface Judge {
  zxcvbn: ZxcvbnFactory;
  leaked: ReadonlySet<string>;
}

let judge: Promise<Judge> | null = null;

/** Loaded when the first password is chosen: 60 ms and 20 MB that a worker never needs. */
async function load(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  const { dictionary, adjacencyGraphs } = common;
  return {
    zxcvbn: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: looksAt, l33tMaxSubstitutions: replacements }),
    leaked: new Set(dictionary['passwords-common'] as string[]),
  };
}

/** Why a password would be guessed; null when it would not be. `known`: what everybody knows of its owner. */
export async function passwordWeakness(password: string, known: readonly string[]): Promise<string | null> {
  const { zxcvbn, leaked } = await (judge ??= load());
  if (leaked.has(password) || leaked.has(password.toLowerCase())) return 'It is on the list of the most used passwords, which guessing begins with.';
  const { score, feedback } = zxcvbn.check(password.slice(0, looksAt), ['sluice', ...known.flatMap(wordsOf)]);
  if (score >= leastScore) return null;
  return reasons[feedback.warning ?? ''] ?? 'Use several words, or more characters that nobody expects.';
}

/** Whole and in parts: "anna.b@example.com" is also "anna", "b", "example". */
const wordsOf = (text: string): string[] => [text, ...text.split(/[^\p{L}\p{N}]+/u)].map((word) => word.slice(0, looksAt).toLowerCase()).filter((word) => word.length > 2);

const likeLeaked = 'It is too much like one of the most used passwords.';
const pattern = 'It follows a pattern: a row of keys, a sequence, a repetition or a date.';
/** By the keys of zxcvbn's warnings. */
const reasons: Record<string, string | undefined> = {
  topTen: likeLeaked,
  topHundred: likeLeaked,
  common: likeLeaked,
  similarToCommon: likeLeaked,
  straightRow: pattern,
  keyPattern: pattern,
  simpleRepeat: pattern,
  extendedRepeat: pattern,
  sequences: pattern,
  recentYears: pattern,
  dates: pattern,
  userInputs: 'It is too much like the user name or e-mail address.',
  wordByItself: 'A single word is guessed at once.',
};
