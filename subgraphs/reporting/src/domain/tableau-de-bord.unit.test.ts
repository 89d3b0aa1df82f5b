import { describe, expect, test } from '@jest/globals';

import { completer, tableauDe } from './tableau-de-bord.ts';

describe('tableauDe', () => {
  test('covers the whole chain and seven days when no place is named', () => {
    expect(tableauDe(null, '2026-11-22')).toEqual({
      id: 'RESEAU',
      periode: { du: '2026-11-16', au: '2026-11-22', magasinId: null },
      jours: [
        '2026-11-16',
        '2026-11-17',
        '2026-11-18',
        '2026-11-19',
        '2026-11-20',
        '2026-11-21',
        '2026-11-22',
      ],
    });
  });

  test('is found again by the id that it gave', () => {
    expect(tableauDe('RESEAU', '2026-11-22')).toEqual(tableauDe(undefined, '2026-11-22'));
    expect(tableauDe('4', '2026-11-22')).toMatchObject({ id: '4', periode: { magasinId: 4 } });
  });

  test.each(['', '0', '-1', '1.5', 'reseau', '99999999999'])('knows no place « %s »', (id) => {
    expect(tableauDe(id, '2026-11-22')).toBeNull();
  });
});

describe('completer', () => {
  test('shows a day without sales as zero, in its place', () => {
    const vente = { jour: '2026-11-21', total: 330, nombreVentes: 1 };
    expect(completer(['2026-11-20', '2026-11-21'], [vente])).toEqual([
      { jour: '2026-11-20', total: 0, nombreVentes: 0 },
      vente,
    ]);
  });
});
