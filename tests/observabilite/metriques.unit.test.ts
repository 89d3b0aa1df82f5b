import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { createMetrics } from '@caisse/subgraph-kit';
import { parse } from 'yaml';

import { expressions } from '../../grafana/tableaux/index.ts';
import { sources } from './sources.ts';

interface Regle {
  record?: string;
  alert?: string;
  expr: string;
}

const regles = ['enregistrements', 'alertes'].flatMap((nom) => {
  const texte = readFileSync(`prometheus/regles/${nom}.yml`, 'utf8');
  const { groups } = parse(texte) as { groups: { rules: Regle[] }[] };
  return groups.flatMap(({ rules }) => rules);
});
const questions = [
  ...regles.map(({ record, alert = record ?? '', expr }) => ({ ou: alert, expr })),
  ...expressions()
    .filter(({ langage }) => langage === 'PromQL')
    .map(({ tableau, panneau, expr }) => ({ ou: `${tableau}: ${panneau}`, expr })),
];

/** What Prometheus makes itself, and what prom-client's default metrics give every process. */
const AILLEURS = new Set([
  ...['up', 'ALERTS', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_gc_duration_seconds'],
  ...['process_cpu_seconds_total', 'process_resident_memory_bytes'],
]);
const ENREGISTREES = new Set(regles.flatMap(({ record = [] }) => record));
/** Names of series that the programs' own sources write, as whole literals. */
const LITTERAUX = new Set(
  sources(['packages', 'subgraphs', 'router/src', 'verification/src'])
    .filter((fichier) => !fichier.includes('node_modules'))
    .flatMap((fichier) =>
      [...readFileSync(fichier, 'utf8').matchAll(/'([a-z]\w*_\w+)'/g)].map(([, nom = '']) => nom),
    ),
);

/** The series that an expression names: words that are neither functions, nor labels, nor PromQL's own. */
function series(expr: string): string[] {
  const nu = expr
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|on|ignoring|without|group_left|group_right)\s*\([^)]*\)/g, ' ');
  const mots = [...nu.matchAll(/[A-Za-z_][\w:]*\b(?!\s*\()/g)].map(([mot]) => mot);
  const motsCles = new Set(['and', 'or', 'unless', 'bool', 'offset']);
  return mots.filter((mot) => !motsCles.has(mot));
}

const connue = (nom: string) => {
  const histogramme = nom.replace(/_(?:bucket|sum|count)$/, '');
  return [nom, histogramme].some(
    (forme) => AILLEURS.has(forme) || ENREGISTREES.has(forme) || LITTERAUX.has(forme),
  );
};

describe('what rules and dashboards ask', () => {
  test('are series that something of ours exports, or a rule records', () => {
    const inconnues = questions.flatMap(({ ou, expr }) =>
      series(expr)
        .filter((nom) => !connue(nom))
        .map((nom) => `${ou}: ${nom}`),
    );
    expect(inconnues).toEqual([]);
  });

  test('name a series each, so that the test above has looked at all of them', () => {
    expect(questions.filter(({ expr }) => series(expr).length === 0)).toEqual([]);
    expect(
      series('histogram_quantile(0.9, sum by (le) (rate(x_bucket{a="b(c"}[5m]))) > 2'),
    ).toEqual(['x_bucket']);
    expect(connue('ventes_inventees_total')).toBe(false);
  });

  test('leave no recorded rule that nobody asks for', () => {
    const demandees = new Set(questions.flatMap(({ expr }) => series(expr)));
    expect([...ENREGISTREES].filter((nom) => !demandees.has(nom))).toEqual([]);
  });
});

test('a process that has shed nothing says so: its first refusal is an increase', async () => {
  const { values } = await createMetrics('essai').shed.get();
  expect(values.map(({ labels, value }) => [labels.classe, value])).toEqual([
    ['rapport', 0],
    ['tout', 0],
  ]);
});
