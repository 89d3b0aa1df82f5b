-- Events that stock does not understand: put aside in the statement that moves the cursor, applied once a newer version
-- understands them. The order of the log does not matter here.
CREATE TABLE evenement_ecarte (
  id        uuid PRIMARY KEY,
  type      text NOT NULL,
  -- As vente wrote it: nothing says that it is JSON.
  charge    text NOT NULL,
  trace_id  text,
  raison    text NOT NULL,
  ecarte_le timestamptz(3) NOT NULL DEFAULT now()
);

-- Confirms paid sales and puts events aside, unless the cursor stands elsewhere: another replica was faster. The cursor
-- alone says what was read, so that no id is kept: a slice is applied whole, once.
--
-- p_ecartes: [{ id, type, charge, traceId, reason }]
CREATE FUNCTION suivre_ventes(p_de text, p_a text, p_ventes uuid[], p_ecartes jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE consommateur SET curseur = p_a WHERE nom = 'ventes' AND curseur IS NOT DISTINCT FROM p_de;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('applique', false, 'niveaux', '[]'::jsonb, 'anomalies', '[]'::jsonb);
  END IF;
  INSERT INTO evenement_ecarte (id, type, charge, trace_id, raison)
  SELECT e.id, e.type, e.charge, e."traceId", e.reason
  FROM jsonb_to_recordset(p_ecartes) AS e (id uuid, type text, charge text, "traceId" text, reason text)
  ON CONFLICT DO NOTHING;
  RETURN jsonb_build_object('applique', true) || confirmer_reservations(p_ventes);
END $$;

-- Applies events that were put aside. A sale that was confirmed already stays as it is.
CREATE FUNCTION reprendre_ecartes(p_evenements uuid[], p_ventes uuid[]) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM evenement_ecarte WHERE id = ANY (p_evenements);
  RETURN jsonb_build_object('applique', true) || confirmer_reservations(p_ventes);
END $$;

-- For the replicas of before, as long as an upgrade takes: the same, without ids.
CREATE OR REPLACE FUNCTION appliquer_evenements_vente(p_de text, p_a text, p_evenements jsonb) RETURNS jsonb
LANGUAGE sql AS $$
  SELECT suivre_ventes(p_de, p_a, coalesce(array_agg(DISTINCT e."venteId") FILTER (WHERE e.type = 'VenteValidee'), '{}'), '[]')
  FROM jsonb_to_recordset(p_evenements) AS e (type text, "venteId" uuid)
$$;

-- A replica of before that is in the middle of a slice finds it missing, once, and reads the slice again.
DROP TABLE evenement_vu;
