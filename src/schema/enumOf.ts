import { registerEnumType } from 'type-graphql';

/** Registers an enum whose values are the words of the tables, each with its description; a word without one is a compile error. */
export function enumOf<Word extends string>(name: string, description: string, words: Readonly<Record<Word, string>>): { [W in Word]: W } {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as { [W in Word]: W };
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(Object.entries<string>(words).map(([word, text]) => [word, { description: text }])) as {
      [W in Word]: { description: string };
    },
  });
  return values;
}
