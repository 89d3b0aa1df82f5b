-- A large refund takes two people, and a large sale leaves an entry of the audit log.

-- What a return takes of each line of a sale: all that is left, or what is asked. A product may stand on several lines:
-- its quantity is taken from the first ones first.
CREATE FUNCTION lignes_rapportees(p_vente_id uuid, p_demandes jsonb)
RETURNS TABLE (rang integer, produit_id integer, quantite integer) LANGUAGE sql STABLE AS $$
  WITH reste AS (
    SELECT l.rang, l.produit_id, l.quantite - l.quantite_retournee AS reste, d.quantite AS demande,
           sum(l.quantite - l.quantite_retournee) OVER (PARTITION BY l.produit_id ORDER BY l.rang) AS cumul
    FROM ligne_vente AS l
    LEFT JOIN jsonb_to_recordset(p_demandes) AS d ("produitId" integer, quantite integer) ON d."produitId" = l.produit_id
    WHERE l.vente_id = p_vente_id
  )
  SELECT r.rang, r.produit_id, q.quantite
  FROM reste AS r, LATERAL (SELECT CASE WHEN p_demandes IS NULL THEN r.reste
                                        ELSE least(r.reste, greatest(0, r.demande - (r.cumul - r.reste))) END::integer
                                   AS quantite) AS q
  WHERE q.quantite > 0
$$;

-- Step 1 of a return: the checks and the quantities, under the lock of the sale's row, which puts the
-- returns of a sale one after the other. OCCUPEE gives the return that is in progress. AUTRE_MAGASIN comes before
-- anything is said or taken, DEUXIEME_PERSONNE before anything is taken.
CREATE OR REPLACE FUNCTION reclamer_annulation(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_vente_id uuid := (p_saisie ->> 'venteId')::uuid;
  v_magasin integer := (p_saisie ->> 'magasinId')::integer;
  v_demandes jsonb := nullif(p_saisie -> 'lignes', 'null');
  v_annulation annulation;
  v_maximum_seul bigint := (p_saisie ->> 'maximumSeul')::bigint;
  v_etat text;
  v_vendeur text;
  v_montant numeric;
  v_exces jsonb;
  v_refus jsonb;
BEGIN
  -- The store of a sale never changes: no lock is needed.
  IF v_magasin IS NOT NULL AND EXISTS (
    SELECT FROM vente v
    WHERE v.id = v_vente_id AND coalesce(v.magasin_id, v.employe_magasin_id) IS DISTINCT FROM v_magasin
  ) THEN
    RETURN jsonb_build_object('issue', 'AUTRE_MAGASIN');
  END IF;

  UPDATE annulation SET bail_epoch = bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
  WHERE id = p_id AND empreinte = p_saisie ->> 'empreinte' AND etat = 'EN_COURS' AND bail_expire <= clock_timestamp()
  RETURNING * INTO v_annulation;
  IF FOUND THEN
    RETURN jsonb_build_object('issue', 'REPRISE', 'annulation', annulation_json(v_annulation));
  END IF;
  SELECT * INTO v_annulation FROM annulation WHERE id = p_id;
  IF FOUND THEN
    RETURN jsonb_build_object('issue', 'EXISTANTE', 'annulation', annulation_json(v_annulation));
  END IF;

  SELECT etat, employe_id INTO v_etat, v_vendeur FROM vente WHERE id = v_vente_id FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('issue', 'VENTE_INTROUVABLE');
  END IF;
  IF v_etat = 'EN_ANNULATION' THEN
    SELECT * INTO STRICT v_annulation FROM annulation WHERE vente_id = v_vente_id AND etat = 'EN_COURS';
    RETURN jsonb_build_object(
      'issue', CASE v_annulation.id WHEN p_id THEN 'EXISTANTE' ELSE 'OCCUPEE' END,
      'annulation', annulation_json(v_annulation));
  END IF;

  IF v_etat IN ('VALIDEE', 'RETOURNEE_EN_PARTIE') THEN
    SELECT jsonb_agg(jsonb_build_object('produitId', d."produitId", 'demande', d.quantite,
                                        'retournable', coalesce(r.reste, 0)) ORDER BY d."produitId")
    INTO v_exces
    FROM jsonb_to_recordset(v_demandes) AS d ("produitId" integer, quantite integer)
    LEFT JOIN (
      SELECT produit_id, sum(quantite - quantite_retournee) AS reste
      FROM ligne_vente WHERE vente_id = v_vente_id GROUP BY produit_id
    ) AS r ON r.produit_id = d."produitId"
    WHERE d.quantite > coalesce(r.reste, 0);
    IF v_exces IS NOT NULL THEN
      v_refus := jsonb_build_object('type', 'RetourExcessif', 'exces', v_exces);
    END IF;
  ELSE
    v_refus := jsonb_build_object('type', 'VenteNonAnnulable');
  END IF;

  -- Whoever sold gives back no more than so much of it alone, all returns of the sale together: a large one cannot be
  -- cut into small ones. Shares of a line are within a cent of the note that is not written yet. Nothing is kept, so
  -- that the person who is fetched may ask under the same id. An older instance names no limit.
  IF v_refus IS NULL AND v_vendeur = p_saisie #>> '{acteur,employe}' THEN
    SELECT sum((l.sous_total + l.tps + l.tvq) * (l.quantite_retournee + coalesce(r.quantite, 0)) / l.quantite::numeric)
    INTO v_montant
    FROM ligne_vente AS l LEFT JOIN lignes_rapportees(v_vente_id, v_demandes) AS r ON r.rang = l.rang
    WHERE l.vente_id = v_vente_id;
    IF v_montant > v_maximum_seul THEN
      RETURN jsonb_build_object('issue', 'DEUXIEME_PERSONNE');
    END IF;
  END IF;

  INSERT INTO annulation (id, vente_id, empreinte, etat, motif, refus, bail_expire, request_id, trace_id,
                          acteur)
  VALUES (p_id, v_vente_id, p_saisie ->> 'empreinte', CASE WHEN v_refus IS NULL THEN 'EN_COURS' ELSE 'REFUSEE' END,
          p_saisie ->> 'motif', v_refus, fin_de_bail(p_bail_ms), p_saisie ->> 'requestId', p_saisie ->> 'traceId',
          nullif(p_saisie -> 'acteur', 'null'))
  ON CONFLICT (id) DO NOTHING
  RETURNING * INTO v_annulation;
  IF NOT FOUND THEN
    SELECT * INTO STRICT v_annulation FROM annulation WHERE id = p_id;
    RETURN jsonb_build_object('issue', 'EXISTANTE', 'annulation', annulation_json(v_annulation));
  END IF;
  IF v_refus IS NOT NULL THEN
    RETURN jsonb_build_object('issue', 'EXISTANTE', 'annulation', annulation_json(v_annulation));
  END IF;

  WITH prise AS (
    INSERT INTO ligne_annulation (annulation_id, rang, produit_id, quantite)
    SELECT p_id, rang, produit_id, quantite FROM lignes_rapportees(v_vente_id, v_demandes)
    RETURNING rang, quantite
  )
  UPDATE ligne_vente AS l SET quantite_retournee = l.quantite_retournee + prise.quantite
  FROM prise WHERE l.vente_id = v_vente_id AND l.rang = prise.rang;

  UPDATE vente SET etat = 'EN_ANNULATION' WHERE id = v_vente_id;
  RETURN jsonb_build_object('issue', 'NOUVELLE', 'annulation', annulation_json(v_annulation));
END
$$;

-- The entry of a sale, in the words of its row. It names who sold; who finishes may be a sweeper.
CREATE FUNCTION inscrire_vente(p_vente jsonb) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT inscrire_audit(
    'VENTE_IMPORTANTE',
    CASE WHEN p_vente ->> 'employe_id' IS NULL THEN '{"service": "vente"}'::jsonb
         ELSE jsonb_strip_nulls(jsonb_build_object('employe', p_vente -> 'employe_id', 'magasin', p_vente -> 'employe_magasin_id'))
    END || jsonb_build_object('requete', p_vente -> 'request_id'),
    'vente ' || (p_vente ->> 'id'), NULL,
    jsonb_build_object('numero', p_vente -> 'numero', 'total', p_vente -> 'total', 'arrondi', p_vente -> 'arrondi',
                       'paiements', p_vente -> 'paiements_remis', 'sansCaisse', p_vente -> 'conclu_sans_caisse'))
$$;
