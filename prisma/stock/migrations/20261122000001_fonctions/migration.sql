-- The writes of stock. Each function that a client calls (the last five) is one operation, which commits by
-- itself, and answers jsonb: `statut`, and `niveaux`, the rows it touched with their new versions.
--
-- Lock order, the same everywhere, hence no deadlock:
--   1. the key of the operation: reservation (in the order of vente_id), retour, transfert, consommateur;
--   2. rows of stock that do not exist yet, in the order (magasin_id, produit_id);
--   3. rows of stock, in the order (magasin_id, produit_id).
-- Nobody waits in 3 for a row that 2 has just made, since it cannot be seen before its transaction ends.

CREATE TYPE mouvement_a_inscrire AS (
  magasin_id       integer,
  produit_id       integer,
  delta_disponible integer,
  delta_reserve    integer,
  type             text,
  vente_id         uuid,
  annulation_id    uuid,
  transfert_id     uuid,
  request_id       text
);

-- A row as clients and caches see it.
CREATE FUNCTION niveau(s stock) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object('magasinId', s.magasin_id, 'produitId', s.produit_id, 'disponible', s.disponible,
    'reserve', s.reserve, 'seuil', s.seuil, 'plafond', s.plafond, 'version', s.version);

-- Lines as a client sends them, a product appearing once.
CREATE FUNCTION lignes_agregees(p_lignes jsonb) RETURNS TABLE (produit_id integer, quantite integer)
  LANGUAGE sql IMMUTABLE AS $$
  SELECT (l ->> 'produitId')::integer, sum((l ->> 'quantite')::integer)::integer
  FROM jsonb_array_elements(p_lignes) AS l GROUP BY 1
$$;

-- The only writer of stock and of the ledger: applies movements to the levels and inscribes them, all or
-- nothing. Answers {niveaux}, or, having changed nothing, {ruptures} when goods would be lacking.
CREATE FUNCTION inscrire_mouvements(p_mouvements mouvement_a_inscrire[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_ruptures jsonb;
  v_niveaux  jsonb;
  v_attendus integer;
  v_ecrits   integer;
BEGIN
  -- Goods may arrive where none ever were.
  INSERT INTO stock (magasin_id, produit_id)
  SELECT DISTINCT m.magasin_id, m.produit_id FROM unnest(p_mouvements) AS m
  WHERE m.delta_disponible > 0 AND NOT EXISTS (
    SELECT FROM stock s WHERE s.magasin_id = m.magasin_id AND s.produit_id = m.produit_id)
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING;

  -- A statement of its own: as a part of another one, it might be run in part, or in another order.
  PERFORM FROM stock s
  WHERE (s.magasin_id, s.produit_id) IN (SELECT m.magasin_id, m.produit_id FROM unnest(p_mouvements) AS m)
  ORDER BY s.magasin_id, s.produit_id
  FOR NO KEY UPDATE OF s;

  SELECT count(*), jsonb_agg(
    jsonb_build_object('produitId', b.produit_id, 'demande', -b.delta, 'disponible', coalesce(s.disponible, 0))
    ORDER BY b.produit_id) FILTER (WHERE b.delta < 0 AND coalesce(s.disponible, 0) + b.delta < 0)
  INTO v_attendus, v_ruptures
  FROM (
    SELECT m.magasin_id, m.produit_id, sum(m.delta_disponible)::integer AS delta
    FROM unnest(p_mouvements) AS m GROUP BY 1, 2
  ) AS b LEFT JOIN stock s USING (magasin_id, produit_id);

  IF v_ruptures IS NOT NULL THEN
    -- Only this transaction sees rows of version 0: they are those that it has just made.
    DELETE FROM stock s USING unnest(p_mouvements) AS m
    WHERE s.magasin_id = m.magasin_id AND s.produit_id = m.produit_id AND s.version = 0;
    RETURN jsonb_build_object('ruptures', v_ruptures);
  END IF;

  WITH bilan AS (
    SELECT m.magasin_id, m.produit_id,
      sum(m.delta_disponible)::integer AS disponible, sum(m.delta_reserve)::integer AS reserve
    FROM unnest(p_mouvements) AS m GROUP BY 1, 2
  ), ecrits AS (
    UPDATE stock s SET disponible = s.disponible + b.disponible, reserve = s.reserve + b.reserve,
      version = s.version + 1
    FROM bilan b
    WHERE s.magasin_id = b.magasin_id AND s.produit_id = b.produit_id AND s.disponible + b.disponible >= 0
    RETURNING niveau(s) AS niveau
  ), inscrits AS (
    INSERT INTO mouvement (magasin_id, produit_id, delta_disponible, delta_reserve, type,
      vente_id, annulation_id, transfert_id, request_id)
    SELECT m.* FROM unnest(p_mouvements) AS m
  )
  SELECT count(*), coalesce(jsonb_agg(niveau), '[]') INTO v_ecrits, v_niveaux FROM ecrits;
  IF v_ecrits <> v_attendus THEN
    RAISE EXCEPTION 'Stock changed under its lock: % rows of % were written', v_ecrits, v_attendus;
  END IF;
  RETURN jsonb_build_object('niveaux', v_niveaux);
END $$;

-- The current rows that the movements of an operation touched: what its replay answers.
CREATE FUNCTION niveaux_actuels(p_mouvements mouvement[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(niveau(s)), '[]') FROM stock s
  WHERE (s.magasin_id, s.produit_id) IN (SELECT m.magasin_id, m.produit_id FROM unnest(p_mouvements) AS m)
$$;

-- statut: RESERVEE (with rejoue), INSUFFISANT (with ruptures; nothing is kept, the same sale may try again),
-- ANNULEE (by a tombstone), AUTRE_CONTENU (the sale has reserved something else).
CREATE FUNCTION reserver_stock(p_vente uuid, p_magasin integer, p_lignes jsonb, p_request_id text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_connue reservation;
  v_passes mouvement[];
  v_ecrit  jsonb;
BEGIN
  INSERT INTO reservation (vente_id, magasin_id, etat, request_id)
  VALUES (p_vente, p_magasin, 'RESERVEE', p_request_id) ON CONFLICT DO NOTHING;

  IF NOT FOUND THEN
    SELECT * INTO STRICT v_connue FROM reservation WHERE vente_id = p_vente;
    IF v_connue.etat = 'ANNULEE' THEN
      RETURN jsonb_build_object('statut', 'ANNULEE', 'niveaux', '[]'::jsonb);
    END IF;
    SELECT array_agg(m) INTO v_passes FROM mouvement m WHERE m.vente_id = p_vente AND m.type = 'RESERVATION';
    IF v_connue.magasin_id <> p_magasin OR EXISTS (
      SELECT FROM lignes_agregees(p_lignes) AS l FULL JOIN unnest(v_passes) AS m USING (produit_id)
      WHERE l.quantite IS DISTINCT FROM m.delta_reserve
    ) THEN
      RETURN jsonb_build_object('statut', 'AUTRE_CONTENU', 'niveaux', '[]'::jsonb);
    END IF;
    RETURN jsonb_build_object('statut', 'RESERVEE', 'rejoue', true, 'niveaux', niveaux_actuels(v_passes));
  END IF;

  v_ecrit := inscrire_mouvements(ARRAY(
    SELECT ROW(p_magasin, l.produit_id, -l.quantite, l.quantite, 'RESERVATION', p_vente, NULL, NULL,
      p_request_id)::mouvement_a_inscrire
    FROM lignes_agregees(p_lignes) AS l));
  IF v_ecrit ? 'ruptures' THEN
    -- Rather than an exception, whose handler would make every successful call pay for a subtransaction.
    DELETE FROM reservation WHERE vente_id = p_vente;
    RETURN v_ecrit || jsonb_build_object('statut', 'INSUFFISANT', 'niveaux', '[]'::jsonb);
  END IF;
  RETURN v_ecrit || jsonb_build_object('statut', 'RESERVEE', 'rejoue', false);
END $$;

-- statut: ANNULEE (now, before, or as a tombstone for a sale not seen yet), CONFIRMEE (too late: it is sold).
CREATE FUNCTION annuler_reservation(p_vente uuid, p_request_id text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_etat text;
BEGIN
  INSERT INTO reservation (vente_id, etat, request_id) VALUES (p_vente, 'ANNULEE', p_request_id)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN jsonb_build_object('statut', 'ANNULEE', 'niveaux', '[]'::jsonb);
  END IF;

  UPDATE reservation SET etat = 'ANNULEE', modifie_le = now() WHERE vente_id = p_vente AND etat = 'RESERVEE';
  IF NOT FOUND THEN
    SELECT etat INTO STRICT v_etat FROM reservation WHERE vente_id = p_vente;
    RETURN jsonb_build_object('statut', v_etat, 'niveaux', (
      SELECT niveaux_actuels(array_agg(m)) FROM mouvement m
      WHERE m.vente_id = p_vente AND m.type = 'RESERVATION'));
  END IF;
  RETURN jsonb_build_object('statut', 'ANNULEE') || inscrire_mouvements(ARRAY(
    SELECT ROW(m.magasin_id, m.produit_id, -m.delta_disponible, -m.delta_reserve, 'LIBERATION', p_vente,
      NULL, NULL, p_request_id)::mouvement_a_inscrire
    FROM mouvement m WHERE m.vente_id = p_vente AND m.type = 'RESERVATION'));
END $$;

-- statut: RETOURNE (with rejoue), AUTRE_CONTENU (the cancellation has brought back something else).
CREATE FUNCTION retourner_stock(
  p_annulation uuid, p_vente uuid, p_magasin integer, p_lignes jsonb, p_request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_connu  retour;
  v_passes mouvement[];
BEGIN
  INSERT INTO retour (annulation_id, vente_id, magasin_id, request_id)
  VALUES (p_annulation, p_vente, p_magasin, p_request_id) ON CONFLICT DO NOTHING;

  IF NOT FOUND THEN
    SELECT * INTO STRICT v_connu FROM retour WHERE annulation_id = p_annulation;
    SELECT array_agg(m) INTO v_passes FROM mouvement m
    WHERE m.vente_id = v_connu.vente_id AND m.type = 'RETOUR' AND m.annulation_id = p_annulation;
    IF v_connu.vente_id <> p_vente OR v_connu.magasin_id <> p_magasin OR EXISTS (
      SELECT FROM lignes_agregees(p_lignes) AS l FULL JOIN unnest(v_passes) AS m USING (produit_id)
      WHERE l.quantite IS DISTINCT FROM m.delta_disponible
    ) THEN
      RETURN jsonb_build_object('statut', 'AUTRE_CONTENU', 'niveaux', '[]'::jsonb);
    END IF;
    RETURN jsonb_build_object('statut', 'RETOURNE', 'rejoue', true, 'niveaux', niveaux_actuels(v_passes));
  END IF;
  RETURN jsonb_build_object('statut', 'RETOURNE', 'rejoue', false) || inscrire_mouvements(ARRAY(
    SELECT ROW(p_magasin, l.produit_id, l.quantite, 0, 'RETOUR', p_vente, p_annulation, NULL,
      p_request_id)::mouvement_a_inscrire
    FROM lignes_agregees(p_lignes) AS l));
END $$;

-- statut: RECU (with rejoue), INSUFFISANT (with ruptures; nothing is kept), AUTRE_CONTENU.
CREATE FUNCTION transferer_stock(
  p_transfert uuid, p_source integer, p_destination integer, p_lignes jsonb, p_empreinte text, p_request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_connu text;
  v_ecrit jsonb;
BEGIN
  INSERT INTO transfert (id, source_id, destination_id, empreinte, statut, request_id)
  VALUES (p_transfert, p_source, p_destination, p_empreinte, 'RECU', p_request_id) ON CONFLICT DO NOTHING;

  IF NOT FOUND THEN
    SELECT empreinte INTO STRICT v_connu FROM transfert WHERE id = p_transfert;
    IF v_connu <> p_empreinte THEN
      RETURN jsonb_build_object('statut', 'AUTRE_CONTENU', 'niveaux', '[]'::jsonb);
    END IF;
    RETURN jsonb_build_object('statut', 'RECU', 'rejoue', true, 'niveaux', (
      SELECT niveaux_actuels(array_agg(m)) FROM mouvement m WHERE m.transfert_id = p_transfert));
  END IF;

  v_ecrit := inscrire_mouvements(ARRAY(
    SELECT ROW(b.magasin_id, l.produit_id, b.sens * l.quantite, 0, b.type, NULL, NULL, p_transfert,
      p_request_id)::mouvement_a_inscrire
    FROM lignes_agregees(p_lignes) AS l CROSS JOIN (VALUES
      (p_source, -1, 'TRANSFERT_SORTIE'), (p_destination, 1, 'TRANSFERT_ENTREE')) AS b (magasin_id, sens, type)));
  IF v_ecrit ? 'ruptures' THEN
    DELETE FROM transfert WHERE id = p_transfert;
    RETURN v_ecrit || jsonb_build_object('statut', 'INSUFFISANT', 'niveaux', '[]'::jsonb);
  END IF;
  INSERT INTO transfert_ligne (transfert_id, produit_id, quantite)
  SELECT p_transfert, l.produit_id, l.quantite FROM lignes_agregees(p_lignes) AS l;
  RETURN v_ecrit || jsonb_build_object('statut', 'RECU', 'rejoue', false);
END $$;

-- Turns the reservations of paid sales into goods gone; a reservation is confirmed once, whatever is retried.
-- `anomalies` are the sales that have nothing to confirm: a bug elsewhere, told rather than blocking the log.
CREATE FUNCTION confirmer_reservations(p_ventes uuid[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_mouvements mouvement_a_inscrire[];
  v_anomalies  jsonb;
BEGIN
  PERFORM FROM reservation WHERE vente_id = ANY (p_ventes) ORDER BY vente_id FOR NO KEY UPDATE;

  SELECT coalesce(jsonb_agg(v), '[]') INTO v_anomalies FROM unnest(p_ventes) AS v
  WHERE NOT EXISTS (SELECT FROM reservation r WHERE r.vente_id = v AND r.etat <> 'ANNULEE');

  WITH confirmees AS (
    UPDATE reservation SET etat = 'CONFIRMEE', modifie_le = now()
    WHERE vente_id = ANY (p_ventes) AND etat = 'RESERVEE' RETURNING vente_id
  )
  SELECT array_agg(ROW(m.magasin_id, m.produit_id, 0, -m.delta_reserve, 'CONFIRMATION', m.vente_id, NULL,
    NULL, m.request_id)::mouvement_a_inscrire)
  INTO v_mouvements
  FROM confirmees JOIN mouvement m USING (vente_id) WHERE m.type = 'RESERVATION';

  RETURN inscrire_mouvements(v_mouvements) || jsonb_build_object('anomalies', v_anomalies);
END $$;

-- Applies a slice of the sales log, with its cursor: nothing if the cursor no longer stands at p_de, because
-- another replica was faster. Only VenteValidee matters here: the goods of a cancellation come back through
-- retourner_stock, before its event. Each event is {id, type, venteId}.
CREATE FUNCTION appliquer_evenements_vente(p_de text, p_a text, p_evenements jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_ventes uuid[];
BEGIN
  UPDATE consommateur SET curseur = p_a WHERE nom = 'ventes' AND curseur IS NOT DISTINCT FROM p_de;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('applique', false, 'niveaux', '[]'::jsonb, 'anomalies', '[]'::jsonb);
  END IF;

  WITH recus AS (
    SELECT DISTINCT ON (e.id) e.id, e.type, e."venteId"
    FROM jsonb_to_recordset(p_evenements) AS e (id uuid, type text, "venteId" uuid)
  ), nouveaux AS (
    INSERT INTO evenement_vu (id) SELECT id FROM recus ON CONFLICT DO NOTHING RETURNING id
  )
  SELECT array_agg(DISTINCT r."venteId") INTO v_ventes
  FROM recus r JOIN nouveaux USING (id) WHERE r.type = 'VenteValidee';
  RETURN jsonb_build_object('applique', true) || confirmer_reservations(coalesce(v_ventes, '{}'));
END $$;
