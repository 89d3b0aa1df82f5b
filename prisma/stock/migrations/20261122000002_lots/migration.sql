-- Reservations of several sales in one call, which commits once: what the service sends when sales wait for
-- one another's products.

-- The verdict of reserver_stock for each of several sales, as if they had come one by one in the order of the
-- array: a sale that is refused leaves no trace and takes nothing from the others. One demand is {venteId,
-- magasinId, lignes, requestId}; a sale may be there once, and has lines. Answers {verdicts, niveaux}: the
-- verdicts in the same order, {statut, rejoue, ruptures} as reserver_stock has them, and the rows touched. A row
-- is written once for the whole lot: its version grows by one.
--
-- Locks: the reservations in the order of vente_id, then the levels in the order (magasin_id, produit_id),
-- which is the order of every function.
CREATE FUNCTION reserver_stock_lot(p_demandes jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_nouvelles   uuid[];
  v_reservees   uuid[] := '{}';
  v_magasins    integer[];
  v_produits    integer[];
  v_disponibles integer[];
  v_mouvements  mouvement_a_inscrire[] := '{}';
  v_verdicts    jsonb[] := '{}';
  v_niveaux     jsonb := '[]';
  v_ruptures    jsonb;
  v_ecrit       jsonb;
  d             record;
BEGIN
  IF (SELECT count(*) > count(DISTINCT e."venteId") FROM jsonb_to_recordset(p_demandes) AS e ("venteId" uuid)) THEN
    RAISE EXCEPTION 'A sale is twice in the lot';
  END IF;

  WITH nouvelles AS (
    INSERT INTO reservation (vente_id, magasin_id, etat, request_id)
    SELECT e."venteId", e."magasinId", 'RESERVEE', e."requestId"
    FROM jsonb_to_recordset(p_demandes) AS e ("venteId" uuid, "magasinId" integer, "requestId" text)
    ORDER BY 1
    ON CONFLICT DO NOTHING RETURNING vente_id
  )
  SELECT coalesce(array_agg(vente_id), '{}') INTO v_nouvelles FROM nouvelles;

  -- The levels that the new sales want. As arrays, because PostgreSQL expects ten elements of one, and ten
  -- thousand lines of a JSON text, for which it would read the whole table.
  SELECT coalesce(array_agg(c.magasin), '{}'), coalesce(array_agg(c.produit), '{}') INTO v_magasins, v_produits
  FROM (
    SELECT DISTINCT e."magasinId" AS magasin, (l ->> 'produitId')::integer AS produit
    FROM jsonb_to_recordset(p_demandes) AS e ("venteId" uuid, "magasinId" integer, lignes jsonb)
    CROSS JOIN jsonb_array_elements(e.lignes) AS l
    WHERE e."venteId" = ANY (v_nouvelles)
  ) AS c;

  -- A statement of its own, as in inscrire_mouvements(): the levels are read once nobody else can change them.
  PERFORM FROM stock s
  WHERE (s.magasin_id, s.produit_id) IN (SELECT c.m, c.p FROM unnest(v_magasins, v_produits) AS c (m, p))
  ORDER BY s.magasin_id, s.produit_id
  FOR NO KEY UPDATE OF s;

  SELECT array_agg(coalesce(s.disponible, 0) ORDER BY c.rang) INTO v_disponibles
  FROM unnest(v_magasins, v_produits) WITH ORDINALITY AS c (m, p, rang)
  LEFT JOIN stock s ON s.magasin_id = c.m AND s.produit_id = c.p;

  -- `places` says where in v_disponibles the level of each line is.
  FOR d IN
    SELECT e.rang, e."venteId" AS vente, e."magasinId" AS magasin, e."requestId" AS request_id, l.*
    FROM ROWS FROM (
      jsonb_to_recordset(p_demandes) AS ("venteId" uuid, "magasinId" integer, "requestId" text, lignes jsonb)
    ) WITH ORDINALITY AS e ("venteId", "magasinId", "requestId", lignes, rang)
    CROSS JOIN LATERAL (
      SELECT array_agg(a.produit_id ORDER BY a.produit_id) AS produits,
        array_agg(a.quantite ORDER BY a.produit_id) AS quantites,
        array_agg(c.rang ORDER BY a.produit_id) AS places
      FROM lignes_agregees(e.lignes) AS a
      JOIN unnest(v_magasins, v_produits) WITH ORDINALITY AS c (m, p, rang)
        ON c.m = e."magasinId" AND c.p = a.produit_id
    ) AS l
    WHERE e."venteId" = ANY (v_nouvelles) ORDER BY e.rang
  LOOP
    v_ruptures := '[]';
    FOR i IN 1 .. cardinality(d.produits) LOOP
      IF d.quantites[i] > v_disponibles[d.places[i]] THEN
        v_ruptures := v_ruptures || jsonb_build_object('produitId', d.produits[i],
          'demande', d.quantites[i], 'disponible', v_disponibles[d.places[i]]);
      END IF;
    END LOOP;
    IF v_ruptures <> '[]' THEN
      v_verdicts[d.rang] := jsonb_build_object('statut', 'INSUFFISANT', 'ruptures', v_ruptures);
      CONTINUE;
    END IF;
    FOR i IN 1 .. cardinality(d.produits) LOOP
      v_disponibles[d.places[i]] := v_disponibles[d.places[i]] - d.quantites[i];
      v_mouvements := v_mouvements || ROW(d.magasin, d.produits[i], -d.quantites[i], d.quantites[i],
        'RESERVATION', d.vente, NULL, NULL, d.request_id)::mouvement_a_inscrire;
    END LOOP;
    v_reservees := v_reservees || d.vente;
    v_verdicts[d.rang] := jsonb_build_object('statut', 'RESERVEE', 'rejoue', false);
  END LOOP;

  DELETE FROM reservation WHERE vente_id = ANY (v_nouvelles) AND vente_id <> ALL (v_reservees);
  IF cardinality(v_reservees) > 0 THEN
    v_ecrit := inscrire_mouvements(v_mouvements);
    IF v_ecrit ? 'ruptures' THEN
      RAISE EXCEPTION 'Stock changed under its lock: %', v_ecrit -> 'ruptures';
    END IF;
    v_niveaux := v_ecrit -> 'niveaux';
  END IF;

  -- Replays and tombstones write nothing; after the writes, so that a row is told as it is in the end.
  FOR d IN
    SELECT e.rang, reserver_stock(e."venteId", e."magasinId", e.lignes, e."requestId") AS connue
    FROM ROWS FROM (
      jsonb_to_recordset(p_demandes) AS ("venteId" uuid, "magasinId" integer, "requestId" text, lignes jsonb)
    ) WITH ORDINALITY AS e ("venteId", "magasinId", "requestId", lignes, rang)
    WHERE e."venteId" <> ALL (v_nouvelles)
  LOOP
    v_verdicts[d.rang] := d.connue - 'niveaux';
    v_niveaux := v_niveaux || (d.connue -> 'niveaux');
  END LOOP;

  RETURN jsonb_build_object('verdicts', to_jsonb(v_verdicts), 'niveaux', (
    SELECT coalesce(jsonb_agg(DISTINCT n), '[]') FROM jsonb_array_elements(v_niveaux) AS n));
END $$;
