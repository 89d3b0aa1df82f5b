import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';

import { expressions, fichiers, TABLEAUX } from '../../grafana/tableaux/index.ts';
import { present, promtool } from './outils.ts';
import { enRequete } from './requetes.ts';

describe('the dashboards', () => {
  test('are in their files as the sources say', () => {
    const attendus = fichiers();
    expect(readdirSync('grafana/dashboards').sort()).toEqual([...attendus.keys()].sort());
    for (const [nom, texte] of attendus) {
      expect(readFileSync(join('grafana/dashboards', nom), 'utf8')).toBe(texte);
    }
  });

  test('ask only what Prometheus can read', () => {
    if (!present('promtool')) return;
    const dossier = mkdtempSync(join(tmpdir(), 'caisse-tableaux-'));
    const fichier = join(dossier, 'regles.yml');
    const rules = expressions()
      .filter(({ langage }) => langage === 'PromQL')
      .map(({ expr }, rang) => ({
        record: `tableau:${rang}:expr`,
        expr: enRequete(expr, 'vente'),
      }));
    writeFileSync(fichier, stringify({ groups: [{ name: 'tableaux', rules }] }));
    const verdict = promtool('check', 'rules', fichier);
    rmSync(dossier, { recursive: true });
    expect(verdict).toMatchObject({ content: true });
    expect(rules.length).toBeGreaterThan(60);
  });

  test('have panels that do not lie on each other', () => {
    for (const tableau of TABLEAUX) {
      const { panels = [] } = JSON.parse(fichiers().get(`${tableau.uid}.json`) ?? '{}') as {
        panels?: { gridPos: { x: number; y: number; w: number; h: number } }[];
      };
      const cases = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
      );
      expect(new Set(cases).size).toBe(cases.length);
      expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    }
  });
});
