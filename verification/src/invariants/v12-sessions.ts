import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { keepRules } from '../rules.ts';
import { bySales } from '../sales.ts';

/**
 * V12: the session of a sale is one that caisse opened, at the till and in the place that the sale names, before it was
 * concluded; and the events of a sale and of its returns name the same ones.
 *
 * vente is read before caisse: a session is opened before anything is sold in it.
 */
export const v12: Invariant = {
  id: 'V12',
  title: 'Session, till and place of a sale and a return agree with caisse',
  acrossDatabases: true,
  walks: bySales(async (context, ids, tally) => {
    await sameInEvents(context, ids, tally);
    await compareSessions(context, ids, tally);
  }),
};

const sameInEvents = keepRules([
  {
    what: 'an event that names another session, till or place than its sale',
    sql: `
      SELECT jsonb_build_object('venteId', v.id, 'evenementId', e.id) AS ids,
        jsonb_build_object('sessionCaisseId', v.session_caisse_id, 'caisseId', v.caisse_id, 'magasinId', v.magasin_id)
          AS expected,
        jsonb_build_object('sessionCaisseId', e.charge -> 'sessionCaisseId', 'caisseId', e.charge -> 'caisseId',
          'magasinId', e.charge -> 'magasinId') AS found
      FROM vente v
      JOIN LATERAL (
        SELECT v.id UNION ALL SELECT a.id FROM annulation a WHERE a.vente_id = v.id AND a.etat = 'VALIDEE') AS p ON true
      JOIN evenement e ON e.id = p.id
      WHERE v.id = ANY ($1::uuid[])
        AND NOT e.charge @> jsonb_build_object(
          'sessionCaisseId', v.session_caisse_id, 'caisseId', v.caisse_id, 'magasinId', v.magasin_id)`,
  },
]);

interface Sold {
  id: string;
  session: string;
  caisse: number;
  magasin: number;
  concluded: Date;
}

interface Session {
  id: string;
  caisse: number;
  magasin: number;
  opened: Date;
}

async function compareSessions({ db }: CheckContext, ids: readonly string[], tally: Tally) {
  const sales = await db.vente.query<Sold>(
    `SELECT id, session_caisse_id AS session, caisse_id AS caisse, magasin_id AS magasin, validee_le AS concluded
     FROM vente WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  const sessions = await db.caisse.query<Session>(
    `SELECT s.id, s.caisse_id AS caisse, c.magasin_id AS magasin, s.ouverte_le AS opened
     FROM session_caisse s JOIN caisse c ON c.id = s.caisse_id WHERE s.id = ANY ($1::uuid[])`,
    [[...new Set(sales.map(({ session }) => session))]],
  );
  const known = new Map(sessions.map((session) => [session.id, session]));
  for (const sale of sales) compareOne(sale, known.get(sale.session), tally);
}

function compareOne(sale: Sold, session: Session | undefined, tally: Tally): void {
  const ids = { venteId: sale.id, sessionCaisseId: sale.session };
  if (!session) {
    const what = 'a sale in a session that caisse does not know';
    tally.differ({ what, ids, expected: 'a session', found: 'no row' });
    return;
  }
  const expected = { caisseId: session.caisse, magasinId: session.magasin };
  const found = { caisseId: sale.caisse, magasinId: sale.magasin };
  if (JSON.stringify(expected) !== JSON.stringify(found)) {
    const what = 'a sale at another till or place than its session';
    tally.differ({ what, ids, expected, found });
  }
  if (sale.concluded >= session.opened) return;
  tally.differ({
    what: 'a sale that was concluded before its session was opened',
    ids,
    expected: `after ${session.opened.toISOString()}`,
    found: sale.concluded.toISOString(),
  });
}
