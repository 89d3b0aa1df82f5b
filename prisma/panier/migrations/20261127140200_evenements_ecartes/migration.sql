-- Events that panier does not understand: put aside in the statement that moves the cursor, applied once a newer version
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

-- Concludes the carts of validated sales: the two arrays are parallel. Repeated, it changes nothing.
CREATE FUNCTION conclure_paniers(p_paniers uuid[], p_ventes uuid[]) RETURNS void LANGUAGE sql VOLATILE AS $$
  UPDATE panier p SET statut = 'ENCAISSE'
  FROM unnest(p_paniers, p_ventes) AS e (panier_id, vente_id)
  WHERE p.id = e.panier_id AND p.gel_vente_id = e.vente_id AND p.statut = 'FIGE'
$$;

-- Concludes carts, puts events aside and moves the cursor, unless it stands elsewhere: another replica was faster. The
-- cursor alone says what was read, so that no id is kept: a slice is applied whole, once.
--
-- p_ecartes: [{ id, type, charge, traceId, reason }]
CREATE FUNCTION suivre_ventes(p_de text, p_a text, p_paniers uuid[], p_ventes uuid[], p_ecartes jsonb)
RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  UPDATE curseur c SET position = p_a WHERE c.journal = 'ventes' AND c.position IS NOT DISTINCT FROM p_de;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO evenement_ecarte (id, type, charge, trace_id, raison)
  SELECT e.id, e.type, e.charge, e."traceId", e.reason
  FROM jsonb_to_recordset(p_ecartes) AS e (id uuid, type text, charge text, "traceId" text, reason text)
  ON CONFLICT DO NOTHING;
  PERFORM conclure_paniers(p_paniers, p_ventes);
  RETURN true;
END $$;

-- Applies events that were put aside.
CREATE FUNCTION reprendre_ecartes(p_evenements uuid[], p_paniers uuid[], p_ventes uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  DELETE FROM evenement_ecarte WHERE id = ANY (p_evenements);
  PERFORM conclure_paniers(p_paniers, p_ventes);
END $$;

-- For the replicas of before, as long as an upgrade takes: the same, without ids.
CREATE OR REPLACE FUNCTION encaisser_paniers(
  p_de text, p_a text, p_evenements uuid[], p_paniers uuid[], p_ventes uuid[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN suivre_ventes(p_de, p_a, p_paniers, p_ventes, '[]');
END $$;

-- A replica of before that is in the middle of a slice finds it missing, once, and reads the slice again.
DROP TABLE evenement_recu;
