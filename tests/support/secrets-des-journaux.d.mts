export interface Trouvaille {
  quoi: string;
  ligne: number;
}

export function secretsDe(texte: string, connus?: readonly string[]): Trouvaille[];

export function fouiller(
  fichiers: readonly string[],
  connus?: readonly string[],
): { lignes: number; fautes: string[] };
