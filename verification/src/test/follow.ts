import type { Bases } from './bench.ts';

interface Event {
  id: string;
  type: 'VenteValidee' | 'VenteAnnulee';
  place: string;
  charge: Record<string, unknown> & {
    venteId: string;
    panierId: string;
    complete?: boolean;
    lignes: { produitId: number; quantite: number; total: number }[];
  };
}

/** Reads the whole log and applies it with the consumers' own functions. */
export async function follow({ vente, stock, panier, reporting }: Bases): Promise<void> {
  const [cursor] = await reporting.query<{ position: string | null }>(
    `SELECT position FROM curseur WHERE nom = 'vente'`,
  );
  const from = cursor?.position ?? null;
  const [xid, position] = (from ?? '0.0').split('.');
  const events = await vente.query<Event>(
    `SELECT id, type, charge, xid::text || '.' || position AS place FROM evenement
     WHERE (xid, position) > ($1::xid8, $2::bigint) ORDER BY xid, position`,
    [xid, position],
  );
  const to = events.at(-1)?.place;
  if (to === undefined) return;
  const sales = events.filter(({ type }) => type === 'VenteValidee');
  const slim = events.map(({ id, type, charge }) => ({ id, type, venteId: charge.venteId }));
  await stock.query(`SELECT appliquer_evenements_vente($1, $2, $3)`, [
    from,
    to,
    JSON.stringify(slim),
  ]);
  await panier.query(`SELECT encaisser_paniers($1, $2, $3, $4, $5)`, [
    ...[from, to],
    sales.map(({ id }) => id),
    sales.map(({ charge }) => charge.panierId),
    sales.map(({ charge }) => charge.venteId),
  ]);
  await reporting.query(`SELECT appliquer_evenements($1, $2, $3)`, [
    JSON.stringify(events.map(contribution)),
    ...[from, to],
  ]);
}

const AMOUNTS = ['sousTotal', 'tps', 'tvq', 'total', 'arrondi'];

/** What reporting counts of an event: signed. */
function contribution({ id, type, charge }: Event) {
  const sign = type === 'VenteValidee' ? 1 : -1;
  const signed = Object.fromEntries(AMOUNTS.map((name) => [name, sign * Number(charge[name])]));
  return {
    ...{ ...charge, ...signed, id },
    nombre: sign === 1 ? 1 : charge.complete ? -1 : 0,
    lignes: charge.lignes.map(({ produitId, quantite, total }) => ({
      ...{ produitId, quantite: sign * quantite, total: sign * total },
    })),
  };
}
