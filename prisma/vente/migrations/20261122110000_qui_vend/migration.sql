-- Who sells, and who cancels. All are null in what was written before, and by a service.
ALTER TABLE vente
  ADD COLUMN employe_id text,
  -- The only store whose carts this sale may sell: whoever goes on with it keeps to it.
  ADD COLUMN employe_magasin_id integer;

-- Who asked, as the audit log keeps it: a sweeper may be the one who finishes.
ALTER TABLE annulation ADD COLUMN acteur jsonb;

-- Step 1 of checkout. NOUVELLE and REPRISE give the lease to the caller; EXISTANTE does not, and is all that somebody
-- of another store gets: who may see it is for the caller to say.
CREATE OR REPLACE FUNCTION reclamer_vente(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_issue text := 'NOUVELLE';
  v_vente vente;
  v_magasin integer := (p_saisie ->> 'magasinId')::integer;
BEGIN
  INSERT INTO vente (id, empreinte, panier_id, session_demandee_id, paiements_remis, bail_expire, request_id, trace_id,
                     employe_id, employe_magasin_id)
  VALUES (p_id, p_saisie ->> 'empreinte', (p_saisie ->> 'panierId')::uuid, (p_saisie ->> 'sessionCaisseId')::uuid,
          p_saisie -> 'paiements', fin_de_bail(p_bail_ms), p_saisie ->> 'requestId', p_saisie ->> 'traceId',
          p_saisie ->> 'employeId', v_magasin)
  ON CONFLICT (id) DO NOTHING
  RETURNING * INTO v_vente;
  IF NOT FOUND THEN
    v_issue := 'REPRISE';
    UPDATE vente SET bail_epoch = bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
    WHERE id = p_id AND empreinte = p_saisie ->> 'empreinte'
      AND etat IN ('EN_COURS', 'EN_COMPENSATION') AND bail_expire <= clock_timestamp()
      AND (employe_magasin_id = v_magasin) IS NOT FALSE
    RETURNING * INTO v_vente;
  END IF;
  IF NOT FOUND THEN
    v_issue := 'EXISTANTE';
    SELECT * INTO STRICT v_vente FROM vente WHERE id = p_id;
  END IF;
  RETURN jsonb_build_object('issue', v_issue, 'vente', vente_json(v_vente));
END
$$;

-- Step 1 of a return: the checks and the quantities, under the lock of the sale's row, which puts the
-- returns of a sale one after the other. OCCUPEE gives the return that is in progress. AUTRE_MAGASIN comes before
-- anything is said or taken.
CREATE OR REPLACE FUNCTION reclamer_annulation(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_vente_id uuid := (p_saisie ->> 'venteId')::uuid;
  v_magasin integer := (p_saisie ->> 'magasinId')::integer;
  v_demandes jsonb := nullif(p_saisie -> 'lignes', 'null');
  v_annulation annulation;
  v_etat text;
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

  SELECT etat INTO v_etat FROM vente WHERE id = v_vente_id FOR UPDATE;
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

  -- A product may stand on several lines: its quantity is taken from the first ones first.
  WITH reste AS (
    SELECT l.rang, l.produit_id, l.quantite - l.quantite_retournee AS reste, d.quantite AS demande,
           sum(l.quantite - l.quantite_retournee) OVER (PARTITION BY l.produit_id ORDER BY l.rang) AS cumul
    FROM ligne_vente AS l
    LEFT JOIN jsonb_to_recordset(v_demandes) AS d ("produitId" integer, quantite integer) ON d."produitId" = l.produit_id
    WHERE l.vente_id = v_vente_id
  ), prise AS (
    INSERT INTO ligne_annulation (annulation_id, rang, produit_id, quantite)
    SELECT p_id, rang, produit_id, quantite
    FROM reste, LATERAL (SELECT CASE WHEN v_demandes IS NULL THEN reste
                                     ELSE least(reste, greatest(0, demande - (cumul - reste))) END AS quantite) AS q
    WHERE quantite > 0
    RETURNING rang, quantite
  )
  UPDATE ligne_vente AS l SET quantite_retournee = l.quantite_retournee + prise.quantite
  FROM prise WHERE l.vente_id = v_vente_id AND l.rang = prise.rang;

  UPDATE vente SET etat = 'EN_ANNULATION' WHERE id = v_vente_id;
  RETURN jsonb_build_object('issue', 'NOUVELLE', 'annulation', annulation_json(v_annulation));
END
$$;

-- Last step of a return: its credit note, the state of the sale, the event and the entry of the audit log. No row when
-- the lease was lost, hence one entry whoever finishes.
CREATE OR REPLACE FUNCTION valider_annulation(p_id uuid, p_epoch integer, p_note jsonb, p_charge jsonb) RETURNS SETOF jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_annulation annulation;
  v_vente vente;
  v_complete boolean;
  v_avant jsonb;
  v_apres jsonb;
BEGIN
  -- The sale first, as in reclamer_annulation: one order of locks, no deadlock.
  PERFORM FROM vente WHERE id = (SELECT vente_id FROM annulation WHERE id = p_id) FOR UPDATE;
  UPDATE annulation SET
    etat = 'VALIDEE', sous_total = (p_note ->> 'sousTotal')::bigint, tps = (p_note ->> 'tps')::bigint,
    tvq = (p_note ->> 'tvq')::bigint, total = (p_note ->> 'total')::bigint, arrondi = (p_note ->> 'arrondi')::bigint
  WHERE id = p_id AND etat = 'EN_COURS' AND bail_epoch = p_epoch
  RETURNING * INTO v_annulation;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  -- The quantities were taken by reclamer_annulation; the amounts join them.
  INSERT INTO ligne_annulation AS l (annulation_id, rang, produit_id, quantite, sous_total, tps, tvq)
  SELECT p_id, n.rang, n."produitId", n.quantite, n."sousTotal", n.tps, n.tvq
  FROM jsonb_to_recordset(p_note -> 'lignes') AS n
    (rang integer, "produitId" integer, quantite integer, "sousTotal" bigint, tps bigint, tvq bigint)
  ON CONFLICT (annulation_id, rang) DO UPDATE
    SET sous_total = excluded.sous_total, tps = excluded.tps, tvq = excluded.tvq;

  INSERT INTO remboursement (annulation_id, rang, mode, montant)
  SELECT p_id, r.n - 1, r.mode, r.montant
  FROM ROWS FROM (jsonb_to_recordset(p_note -> 'remboursements') AS (mode text, montant bigint))
    WITH ORDINALITY AS r (mode, montant, n);

  SELECT bool_and(quantite_retournee = quantite) INTO STRICT v_complete
  FROM ligne_vente WHERE vente_id = v_annulation.vente_id;
  UPDATE vente SET etat = CASE WHEN v_complete THEN 'ANNULEE' ELSE 'RETOURNEE_EN_PARTIE' END
  WHERE id = v_annulation.vente_id
  RETURNING * INTO STRICT v_vente;

  INSERT INTO evenement (id, type, charge, trace_id)
  VALUES (p_id, 'VenteAnnulee', p_charge || jsonb_build_object(
    'annulationId', p_id, 'venteId', v_vente.id, 'panierId', v_vente.panier_id, 'complete', v_complete,
    'requestId', v_annulation.request_id, 'dateHeure', v_annulation.cree_le, 'jour', v_annulation.jour,
    'heure', extract(hour FROM v_annulation.cree_le AT TIME ZONE 'America/Toronto')::integer), v_annulation.trace_id);

  WITH retours AS (
    SELECT coalesce(sum(total) FILTER (WHERE id <> p_id), 0)::bigint AS avant, sum(total)::bigint AS apres,
           count(*) > 1 AS plusieurs
    FROM annulation WHERE vente_id = v_vente.id AND etat = 'VALIDEE'
  ), lignes AS (
    SELECT jsonb_agg(jsonb_build_object('produitId', l.produit_id, 'quantite', l.quantite, 'retournee',
                                        l.quantite_retournee - coalesce(n.quantite, 0)) ORDER BY l.rang) AS avant,
           jsonb_agg(jsonb_build_object('produitId', l.produit_id, 'quantite', l.quantite, 'retournee',
                                        l.quantite_retournee) ORDER BY l.rang) AS apres
    FROM ligne_vente AS l LEFT JOIN ligne_annulation AS n ON n.annulation_id = p_id AND n.rang = l.rang
    WHERE l.vente_id = v_vente.id
  )
  SELECT jsonb_build_object('statut', CASE WHEN r.plusieurs THEN 'RETOURNEE_EN_PARTIE' ELSE 'VALIDEE' END,
                            'total', v_vente.total, 'rembourse', r.avant, 'lignes', l.avant),
         jsonb_build_object('statut', v_vente.etat, 'total', v_vente.total, 'rembourse', r.apres, 'lignes', l.apres,
                            'annulation', p_id, 'motif', v_annulation.motif,
                            'note', p_note - 'lignes')
  INTO STRICT v_avant, v_apres
  FROM retours AS r, lignes AS l;
  -- Last: entries follow each other, and whoever adds one waits for the one before.
  PERFORM inscrire_audit(
    CASE WHEN v_complete THEN 'VENTE_ANNULEE' ELSE 'VENTE_RETOURNEE_EN_PARTIE' END,
    coalesce(v_annulation.acteur, jsonb_build_object('service', 'vente', 'requete', v_annulation.request_id)),
    'vente ' || v_vente.id, v_avant, v_apres);

  RETURN NEXT jsonb_build_object('annulation', annulation_json(v_annulation), 'vente', vente_json(v_vente));
END
$$;
