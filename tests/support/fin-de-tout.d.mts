export default function finDeTout(globalConfig: {
  testPathPatterns?: { patterns: string[] };
}): void;

export function examiner(
  racine: string,
  debut: number,
): { lignes: number; fautes: string[]; fichiers: number };
