import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { present, promtool } from './outils.ts';

interface Alerte {
  alert: string;
  labels: { severite: string };
  annotations: { resume: string; runbook_url: string };
}
interface Essai {
  name: string;
  alert_rule_test: { alertname: string; exp_alerts: unknown[] }[];
}

const lire = (fichier: string): unknown => parse(readFileSync(fichier, 'utf8'));
const { groups } = lire('prometheus/regles/alertes.yml') as { groups: { rules: Alerte[] }[] };
const alertes = groups.flatMap(({ rules }) => rules);
const { tests: essais } = lire('prometheus/essais/alertes.yml') as { tests: Essai[] };

/** The anchors of a page, as they are made of its headings. */
function ancres(page: string): Set<string> {
  const texte = existsSync(page) ? readFileSync(page, 'utf8') : '';
  return new Set(
    [...texte.matchAll(/^#+ (.+)$/gm)].map(([, titre = '']) =>
      titre
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

describe('the alerting rules', () => {
  test('do in each case what promtool is told to expect', () => {
    if (!present('promtool')) return;
    const configuration = promtool('check', 'config', 'prometheus/prometheus.yml');
    expect(configuration).toMatchObject({ content: true });
    const { content, texte } = promtool('test', 'rules', 'prometheus/essais/alertes.yml');
    expect({ content, texte }).toMatchObject({ content: true });
  });

  test('would be told apart by their cases: a rule that never fires fails', () => {
    if (!present('promtool')) return;
    const { content, texte } = promtool('test', 'rules', 'tests/observabilite/regle-muette.yml');
    expect(content).toBe(false);
    expect(texte).toContain('VentesEnDoute');
  });

  test.each(alertes.map(({ alert }) => alert))(
    '%s has a case that fires and one that is quiet',
    (nom) => {
      const attendus = essais
        .flatMap(({ alert_rule_test }) => alert_rule_test)
        .filter(({ alertname }) => alertname === nom)
        .map(({ exp_alerts }) => exp_alerts.length);
      expect(attendus.some((nombre) => nombre > 0)).toBe(true);
      expect(attendus).toContain(0);
    },
  );

  test('each name the paragraph of docs/exploitation.md that says what to do, and a severity', () => {
    const connues = ancres('docs/exploitation.md');
    for (const { alert, labels, annotations } of alertes) {
      const [page, ancre] = annotations.runbook_url.split('#');
      expect(page).toBe('docs/exploitation.md');
      expect(connues).toContain(ancre);
      expect(ancre).toBe(alert.toLowerCase());
      expect(['page', 'ticket', 'metier']).toContain(labels.severite);
    }
  });
});
