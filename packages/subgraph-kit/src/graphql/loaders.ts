import DataLoader from 'dataloader';

/**
 * Loads single values by key, one batch for all keys asked in the same tick. Made per request.
 *
 * @param load fetches the values of all keys at once, in any order; a missing one is simply absent
 * @param keyOf key of a fetched value
 * @returns a loader that gives the value, or null where there is none
 */
export function oneByKey<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => Key,
): DataLoader<Key, Value | null> {
  return new DataLoader(async (keys) => {
    const byKey = new Map((await load(keys)).map((value) => [keyOf(value), value]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

/**
 * Loads lists of values by key, one batch for all keys asked in the same tick. Made per request.
 *
 * @param load fetches the values of all keys at once, each list in the order it shall have
 * @param keyOf key that a fetched value belongs to
 * @returns a loader that gives the list, empty where there is nothing
 */
export function manyByKey<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => Key,
): DataLoader<Key, Value[]> {
  return new DataLoader(async (keys) => {
    const lists = new Map<Key, Value[]>(keys.map((key) => [key, []]));
    for (const value of await load(keys)) lists.get(keyOf(value))?.push(value);
    return keys.map((key) => lists.get(key) ?? []);
  });
}

/**
 * Answers what is asked in the same tick together, and what is asked twice once. Made per request.
 *
 * @param answer answers all questions, in their order
 * @param keyOf tells whether two questions are the same
 */
export function together<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  keyOf: (question: Question) => string,
): (question: Question) => Promise<Answer> {
  const loader = new DataLoader<Question, Answer, string>(answer, { cacheKeyFn: keyOf });
  return (question) => loader.load(question);
}
