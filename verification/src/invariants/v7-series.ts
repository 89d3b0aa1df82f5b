/** Numbers that a till gives one after the other. */
export interface Series {
  name: string;
  table: 'vente' | 'annulation';
  sequence: string;
  counter: string;
  /** Rows {id, sequence, numero, wanted} of the till $1 after the number $2, at most $4. */
  rows: string;
  /** What the row is named by in a difference. */
  key: 'venteId' | 'annulationId';
  /** What it is called there. */
  called: string;
  whatCounter: string;
  expectedNone: string;
}

const padded = (sequence: string) =>
  `lpad(${sequence}::text, greatest(6, length(${sequence}::text)), '0')`;

export const RECEIPTS: Series = {
  name: 'receipts',
  table: 'vente',
  sequence: 'sequence_recu',
  counter: 'compteur_recu',
  rows: `
    SELECT id, sequence_recu AS sequence, numero,
      format('%s-%s-%s', magasin_id, caisse_id, ${padded('sequence_recu')}) AS wanted
    FROM vente WHERE caisse_id = $1 AND sequence_recu > $2 ORDER BY sequence_recu LIMIT $4`,
  key: 'venteId',
  called: 'receipt',
  whatCounter: 'a counter that is not the last receipt of its till',
  expectedNone: 'no receipt',
};

/** Those of before credit notes had numbers have none. */
export const NOTES: Series = {
  name: 'credit notes',
  table: 'annulation',
  sequence: 'sequence_note',
  counter: 'compteur_note',
  rows: `
    SELECT a.id, a.sequence_note AS sequence, a.numero,
      format('NC-%s-%s-%s', v.magasin_id, v.caisse_id, ${padded('a.sequence_note')}) AS wanted
    FROM annulation a JOIN vente v ON v.id = a.vente_id
    WHERE a.caisse_id = $1 AND a.sequence_note > $2 ORDER BY a.sequence_note LIMIT $4`,
  key: 'annulationId',
  called: 'credit note',
  whatCounter: 'a counter that is not the last credit note of its till',
  expectedNone: 'no credit note',
};
