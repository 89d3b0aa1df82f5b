import type { CheckContext, Invariant } from '../invariant.ts';
import { type Acknowledged, chunks } from '../journal.ts';
import type { Tally } from '../result.ts';
import { bySales } from '../sales.ts';
import { wholeAtOnce } from '../walk.ts';

const CHUNK = 2_000;

/**
 * V1: every acknowledged sale exists once, with its receipt, and the same total.
 *
 * That it exists once is the primary key's work; what is compared is the answer that a till was given with
 * the row, when there is a journal, and in any case the row with the event that tells the others about it.
 */
export const v1: Invariant = {
  id: 'V1',
  title: 'Acknowledged sales exist, once, with the same total',
  acrossDatabases: false,
  walks: [
    wholeAtOnce('journal', false, async (context, tally) => {
      if (context.journal) await checkJournal(context, context.journal, tally);
      else tally.note('journal', 'no journal: only what the database says of itself');
    }),
    ...bySales(checkEvents),
  ],
};

interface Row {
  id: string;
  etat: string;
  total: string | null;
  numero: string | null;
}

async function checkJournal(
  { db }: CheckContext,
  journal: NonNullable<CheckContext['journal']>,
  tally: Tally,
): Promise<void> {
  for await (const chunk of chunks<Acknowledged>(journal, CHUNK)) {
    const sales = chunk.filter((line) => 'venteId' in line);
    const notes = chunk.filter((line) => 'annulationId' in line);
    const found = await byId(
      db.vente.query<Row>(
        `SELECT id, etat, total::text AS total, numero FROM vente WHERE id = ANY ($1::uuid[])`,
        [sales.map(({ venteId }) => venteId)],
      ),
    );
    const foundNotes = await byId(
      db.vente.query<Row>(
        `SELECT id, etat, total::text AS total, NULL AS numero FROM annulation WHERE id = ANY ($1::uuid[])`,
        [notes.map(({ annulationId }) => annulationId)],
      ),
    );
    for (const { venteId, total, numero } of sales) {
      const row = found.get(venteId.toLowerCase());
      if (row?.numero === numero && row.total === String(total)) continue;
      tally.differ({
        what: 'a till was told of a sale that the database tells otherwise, or does not hold',
        ids: { venteId },
        expected: { etat: 'VALIDEE', numero, total },
        found: row ?? 'no row',
      });
    }
    for (const { annulationId, total } of notes) {
      const row = foundNotes.get(annulationId.toLowerCase());
      if (row?.etat === 'VALIDEE' && row.total === String(total)) continue;
      tally.differ({
        what: 'a till was told of a return that the database tells otherwise, or does not hold',
        ids: { annulationId },
        expected: { etat: 'VALIDEE', total },
        found: row ?? 'no row',
      });
    }
    tally.compare(chunk.length);
  }
}

async function byId(rows: Promise<Row[]>): Promise<Map<string, Row>> {
  return new Map((await rows).map((row) => [row.id, row]));
}

/** A receipt, or a credit note, whose event is missing or says something else: it would be lost for the others. */
async function checkEvents(
  { db }: CheckContext,
  ids: readonly string[],
  tally: Tally,
): Promise<void> {
  const rows = await db.vente.query<{
    genre: string;
    id: string;
    expected: object;
    found: object | null;
  }>(
    `WITH pieces AS (
       SELECT 'venteId' AS genre, 'VenteValidee' AS type, v.id,
         jsonb_build_object('venteId', v.id, 'numero', v.numero, 'total', v.total, 'jour', v.jour,
           'magasinId', v.magasin_id, 'caisseId', v.caisse_id) AS dit,
         EXISTS (SELECT FROM ligne_vente l WHERE l.vente_id = v.id) AS lignes
       FROM vente v WHERE v.id = ANY ($1::uuid[])
       UNION ALL
       SELECT 'annulationId', 'VenteAnnulee', a.id,
         jsonb_build_object('annulationId', a.id, 'venteId', a.vente_id, 'total', a.total, 'jour', a.jour),
         EXISTS (SELECT FROM ligne_annulation l WHERE l.annulation_id = a.id)
       FROM annulation a WHERE a.vente_id = ANY ($1::uuid[]) AND a.etat = 'VALIDEE'
     )
     SELECT p.genre, p.id, p.dit || '{"lines": true}' AS expected,
       (SELECT jsonb_object_agg(cle, e.charge -> cle) FROM jsonb_object_keys(p.dit) AS cle WHERE e.id IS NOT NULL)
         || jsonb_build_object('lines', p.lignes) AS found
     FROM pieces p LEFT JOIN evenement e ON e.id = p.id AND e.type = p.type
     WHERE e.id IS NULL OR NOT e.charge @> p.dit OR NOT p.lignes`,
    [ids],
  );
  for (const { genre, id, expected, found } of rows) {
    tally.differ({
      what: 'a receipt or a credit note whose event or lines are missing, or differ from it',
      ids: { [genre]: id },
      expected,
      found: found ?? 'no event',
    });
  }
}
