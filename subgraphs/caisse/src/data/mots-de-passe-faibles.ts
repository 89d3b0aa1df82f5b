import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commun } from '@zxcvbn-ts/language-common';
import { dictionary as francais } from '@zxcvbn-ts/language-fr';

/** Guesses, as a power of ten, that a password must be worth against who knows the common and the leaked ones. */
const DEVINETTES_LOG10 = 9;

/** Tells the passwords that are guessed first. */
export interface MotsDePasseFaibles {
  /** @param mots what a guesser would try of this person: names, identifier, store */
  estFaible(motDePasse: string, mots: readonly string[]): boolean;
}

/**
 * Reads the lists of common and leaked passwords, of French words and names, that come with the packages; nothing is
 * asked of the network.
 */
export function motsDePasseFaibles(): MotsDePasseFaibles {
  const juge = new ZxcvbnFactory({
    dictionary: { ...commun, ...francais },
    graphs: adjacencyGraphs,
    // The beginning of a long password is worth no more than the whole, and is judged in a few milliseconds.
    maxLength: 32,
    l33tMaxSubstitutions: 4,
  });
  return {
    estFaible: (motDePasse, mots) =>
      juge.check(motDePasse, [...mots]).guessesLog10 < DEVINETTES_LOG10,
  };
}
