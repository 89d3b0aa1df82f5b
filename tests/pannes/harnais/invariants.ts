import { comparerFournisseur, attendreLesLecteurs } from './controle.ts';
import type { Systeme } from './systeme.ts';

/** Everything that does not hold, each in one line that begins with the invariant; empty when all is well. */
export async function ecarts(systeme: Systeme): Promise<string[]> {
  await attendreLesLecteurs(systeme);
  return [...(await comparerBases(systeme)), ...(await comparerFournisseur(systeme))];
}

async function comparerBases({ base, journal }: Systeme): Promise<string[]> {
  const trouves: string[] = [];
  const ventes = new Map(
    (
      await base.sql<{ id: string; total: string; numero: string; etat: string }>(
        'vente',
        'SELECT id::text, total::text, numero, etat FROM vente WHERE numero IS NOT NULL',
      )
    ).map((v) => [v.id, v]),
  );
  for (const a of journal.acquis()) {
    if (!('venteId' in a)) continue;
    const v = ventes.get(a.venteId);
    if (v?.numero !== a.numero || Number(v.total) !== a.total)
      trouves.push(`V1 ${a.venteId} is not as acknowledged`);
  }
  const reservations = await base.sql<{ id: string; etat: string }>(
    'stock',
    'SELECT vente_id::text AS id, etat FROM reservation',
  );
  const confirmees = new Set(reservations.filter((r) => r.etat === 'CONFIRMEE').map((r) => r.id));
  for (const id of ventes.keys())
    if (!confirmees.has(id)) trouves.push(`V2 ${id} has no confirmed reservation`);
  for (const r of reservations)
    if (r.etat === 'RESERVEE' && !ventes.has(r.id)) trouves.push(`V3 ${r.id} is reserved`);
  const niveaux = await base.sql<{ quoi: string }>(
    'stock',
    `SELECT format('V4 %s-%s: %s/%s, movements %s/%s', magasin_id, produit_id, disponible, reserve, d, r) AS quoi
     FROM stock LEFT JOIN (SELECT magasin_id, produit_id, sum(delta_disponible) AS d, sum(delta_reserve) AS r
       FROM mouvement GROUP BY 1, 2) AS m USING (magasin_id, produit_id)
     WHERE disponible IS DISTINCT FROM d OR reserve IS DISTINCT FROM r OR disponible < 0`,
  );
  return [...trouves, ...niveaux.map((n) => n.quoi)];
}
