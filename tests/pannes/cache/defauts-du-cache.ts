import type { Alteration } from './alterer-programme.ts';

/** A defect of the cache that is put in on purpose. */
export interface DefautDuCache {
  nom: string;
  alterations: readonly Alteration[];
  /** It shows when entries are missing: Redis is emptied all the time. */
  vidages: boolean;
}

/**
 * What the histories need with and without the defect: the program waits longer for Redis and keeps entries longer,
 * so that the load of the machine decides nothing.
 */
export const CADRE: readonly Alteration[] = [
  ['COMMAND_TIMEOUT_MS = 50;', 'COMMAND_TIMEOUT_MS = 1e3;'],
  ['var LIFE_MS = 8e3;', 'var LIFE_MS = 6e4;'],
];

/** Lives a quarter as long, for a short figure of what happens when they end. */
export const VIE_COURTE: readonly Alteration[] = [
  ['var LEASE_MS = 2e3;', 'var LEASE_MS = 500;'],
  ['var LIFE_MS = 8e3;', 'var LIFE_MS = 2e3;'],
];

export const DEFAUTS_DU_CACHE: readonly DefautDuCache[] = [
  {
    nom: 'no lease',
    vidages: true,
    alterations: [[`if redis.pcall('GET', key) == 'L|' .. ARGV[1] then`, 'if true then']],
  },
  {
    nom: 'no version check',
    vidages: false,
    alterations: [['elseif tonumber(held) < tonumber(version) then', 'else']],
  },
  {
    nom: '`publier` that creates keys',
    vidages: true,
    alterations: [
      [
        `  if value then
    local held =`,
        `  if not value then
    redis.call('SET', key, 'V|' .. ARGV[2 * i - 1] .. '|' .. ARGV[2 * i], 'PX', 8000)
  else
    local held =`,
      ],
    ],
  },
  {
    nom: 'answer before publish',
    vidages: false,
    alterations: [['await publier(resultat.niveaux);', 'void publier(resultat.niveaux);']],
  },
  {
    nom: 'joining reads in flight',
    vidages: false,
    alterations: [
      ['  let gathering;\n', '  let gathering;\n  const leaving = new Set();\n'],
      [
        '      gathering = { ...batch, result: leave(batch) };\n',
        `      gathering = { ...batch, result: leave(batch) };
      const mine = gathering;
      leaving.add(mine);
      void mine.result.catch(() => undefined).finally(() => leaving.delete(mine));
`,
      ],
      [
        '  return (keys) => {\n    if (!gathering) {',
        `  return (keys) => {
    for (const { keys: theirs, result } of leaving) {
      if ([...keys].every((key) => theirs.has(key))) return result;
    }
    if (!gathering) {`,
      ],
    ],
  },
];
