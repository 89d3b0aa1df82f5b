-- Amounts are cents in bigint: a total may pass the 21 M$ that fit an integer.
CREATE TABLE vente (
  id                  uuid PRIMARY KEY,
  empreinte           text NOT NULL CHECK (length(empreinte) = 64),
  etat                text NOT NULL DEFAULT 'EN_COURS',
  panier_id           uuid NOT NULL,
  session_demandee_id uuid,
  paiements_remis     jsonb NOT NULL,
  bail_epoch          integer NOT NULL DEFAULT 1,
  bail_expire         timestamptz(3) NOT NULL,
  cree_le             timestamptz(3) NOT NULL DEFAULT now(),
  jour                date NOT NULL DEFAULT (now() AT TIME ZONE 'America/Toronto')::date,
  session_caisse_id   uuid,
  caisse_id           integer,
  magasin_id          integer,
  sous_total          bigint CHECK (sous_total >= 0),
  tps                 bigint CHECK (tps >= 0),
  tvq                 bigint CHECK (tvq >= 0),
  total               bigint CHECK (total = sous_total + tps + tvq),
  arrondi             bigint CHECK (arrondi BETWEEN -2 AND 2),
  monnaie             bigint CHECK (monnaie >= 0),
  taux_tps            integer,
  taux_tvq            integer,
  sequence_recu       bigint,
  numero              text,
  validee_le          timestamptz(3),
  refus               jsonb,
  request_id          text NOT NULL,
  trace_id            text NOT NULL,
  UNIQUE (caisse_id, sequence_recu),
  CONSTRAINT vente_etat CHECK (etat IN
    ('EN_COURS', 'EN_COMPENSATION', 'REFUSEE', 'VALIDEE', 'EN_ANNULATION', 'RETOURNEE_EN_PARTIE', 'ANNULEE')),
  CONSTRAINT vente_refus CHECK ((refus IS NOT NULL) = (etat IN ('EN_COMPENSATION', 'REFUSEE'))),
  -- A sale has the whole of its receipt from the commit point on, and nothing of it before.
  CONSTRAINT vente_recu CHECK (
    num_nonnulls(session_caisse_id, caisse_id, magasin_id, sous_total, tps, tvq, total, arrondi, monnaie,
                 taux_tps, taux_tvq, sequence_recu, numero, validee_le)
    = CASE WHEN etat IN ('EN_COURS', 'EN_COMPENSATION', 'REFUSEE') THEN 0 ELSE 14 END)
);

-- What must be finished by somebody, for the one who looks for it.
CREATE INDEX vente_en_doute ON vente (bail_expire) WHERE etat IN ('EN_COURS', 'EN_COMPENSATION');
-- The lists of receipts, the latest first: all, of a place, of a session.
CREATE INDEX vente_recente ON vente (cree_le DESC, id DESC) WHERE numero IS NOT NULL;
CREATE INDEX vente_magasin ON vente (magasin_id, cree_le DESC, id DESC) WHERE numero IS NOT NULL;
CREATE INDEX vente_session ON vente (session_caisse_id, cree_le DESC, id DESC) WHERE numero IS NOT NULL;

-- The same table as subgraphs/vente/src/domain/etats.ts; a test compares them.
CREATE FUNCTION verifier_transition_vente() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.etat, NEW.etat) IN (
    ('EN_COURS', 'VALIDEE'), ('EN_COURS', 'EN_COMPENSATION'), ('EN_COMPENSATION', 'REFUSEE'),
    ('VALIDEE', 'EN_ANNULATION'), ('RETOURNEE_EN_PARTIE', 'EN_ANNULATION'),
    ('EN_ANNULATION', 'RETOURNEE_EN_PARTIE'), ('EN_ANNULATION', 'ANNULEE')
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a sale must not move from % to %', OLD.etat, NEW.etat USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER vente_transition BEFORE UPDATE OF etat ON vente FOR EACH ROW
  WHEN (OLD.etat <> NEW.etat) EXECUTE FUNCTION verifier_transition_vente();

CREATE TABLE ligne_vente (
  vente_id           uuid NOT NULL REFERENCES vente (id),
  rang               integer NOT NULL,
  produit_id         integer NOT NULL,
  nom_produit        text NOT NULL,
  quantite           integer NOT NULL CHECK (quantite >= 1),
  prix_unitaire      bigint NOT NULL CHECK (prix_unitaire >= 0),
  sous_total         bigint NOT NULL CHECK (sous_total = quantite * prix_unitaire),
  statut_tps         text NOT NULL CHECK (statut_tps IN ('TAXABLE', 'DETAXE', 'HORS_CHAMP')),
  statut_tvq         text NOT NULL CHECK (statut_tvq IN ('TAXABLE', 'DETAXE', 'HORS_CHAMP')),
  tps                bigint NOT NULL CHECK (tps >= 0),
  tvq                bigint NOT NULL CHECK (tvq >= 0),
  quantite_retournee integer NOT NULL DEFAULT 0 CHECK (quantite_retournee BETWEEN 0 AND quantite),
  PRIMARY KEY (vente_id, rang)
);

CREATE TABLE paiement (
  vente_id uuid NOT NULL REFERENCES vente (id),
  rang     integer NOT NULL,
  mode     text NOT NULL CHECK (mode IN ('COMPTANT', 'CARTE')),
  montant  bigint NOT NULL CHECK (montant >= 0),
  PRIMARY KEY (vente_id, rang)
);

CREATE TABLE annulation (
  id          uuid PRIMARY KEY,
  vente_id    uuid NOT NULL REFERENCES vente (id),
  empreinte   text NOT NULL CHECK (length(empreinte) = 64),
  etat        text NOT NULL CHECK (etat IN ('EN_COURS', 'VALIDEE', 'REFUSEE')),
  motif       text NOT NULL CHECK (motif <> ''),
  bail_epoch  integer NOT NULL DEFAULT 1,
  bail_expire timestamptz(3) NOT NULL,
  cree_le     timestamptz(3) NOT NULL DEFAULT now(),
  jour        date NOT NULL DEFAULT (now() AT TIME ZONE 'America/Toronto')::date,
  sous_total  bigint CHECK (sous_total >= 0),
  tps         bigint CHECK (tps >= 0),
  tvq         bigint CHECK (tvq >= 0),
  total       bigint CHECK (total = sous_total + tps + tvq),
  -- Cash is rounded over all the returns of a sale together, so one of them may be off by 4 cents.
  arrondi     bigint CHECK (arrondi BETWEEN -4 AND 4),
  refus       jsonb,
  request_id  text NOT NULL,
  trace_id    text NOT NULL,
  CONSTRAINT annulation_refus CHECK ((refus IS NOT NULL) = (etat = 'REFUSEE')),
  CONSTRAINT annulation_note CHECK (
    num_nonnulls(sous_total, tps, tvq, total, arrondi) = CASE etat WHEN 'VALIDEE' THEN 5 ELSE 0 END)
);

CREATE INDEX annulation_vente ON annulation (vente_id, cree_le);
-- The returns of a sale are done one after the other: each one's amounts depend on those before it.
CREATE UNIQUE INDEX annulation_en_cours ON annulation (vente_id) WHERE etat = 'EN_COURS';
CREATE INDEX annulation_en_doute ON annulation (bail_expire) WHERE etat = 'EN_COURS';

CREATE TABLE ligne_annulation (
  annulation_id uuid NOT NULL REFERENCES annulation (id),
  rang          integer NOT NULL,
  produit_id    integer NOT NULL,
  -- Zero on a line that only corrects a cent of tax.
  quantite      integer NOT NULL CHECK (quantite >= 0),
  sous_total    bigint,
  tps           bigint,
  tvq           bigint,
  PRIMARY KEY (annulation_id, rang)
);

CREATE TABLE remboursement (
  annulation_id uuid NOT NULL REFERENCES annulation (id),
  rang          integer NOT NULL,
  mode          text NOT NULL CHECK (mode IN ('COMPTANT', 'CARTE')),
  montant       bigint NOT NULL CHECK (montant >= 0),
  PRIMARY KEY (annulation_id, rang)
);

CREATE TABLE compteur_recu (
  caisse_id integer PRIMARY KEY,
  dernier   bigint NOT NULL CHECK (dernier >= 1)
);

-- Append-only. Positions are given before transactions commit, in another order: a reader stops at the
-- first transaction that is still open, see src/data/evenement-repository.ts.
CREATE TABLE evenement (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid      xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id       uuid NOT NULL UNIQUE,
  type     text NOT NULL,
  charge   jsonb NOT NULL,
  trace_id text NOT NULL,
  cree_le  timestamptz(3) NOT NULL DEFAULT now()
);

CREATE INDEX evenement_journal ON evenement (xid, position);

-- The steps. Each is one statement of the client, which commits by itself. Leases are granted and
-- judged by clock_timestamp(): now() is older by as long as the statement waited for a lock.

CREATE FUNCTION lire_bail(p_expire timestamptz) RETURNS integer LANGUAGE sql VOLATILE
  RETURN ceil(extract(epoch FROM p_expire - clock_timestamp()) * 1000)::integer;

CREATE FUNCTION fin_de_bail(p_ms integer) RETURNS timestamptz LANGUAGE sql VOLATILE
  RETURN clock_timestamp() + p_ms * interval '1 millisecond';

CREATE FUNCTION vente_json(p_vente vente) RETURNS jsonb LANGUAGE sql VOLATILE
  RETURN to_jsonb(p_vente) || jsonb_build_object('bail_restant_ms', lire_bail(p_vente.bail_expire));

CREATE FUNCTION annulation_json(p_annulation annulation) RETURNS jsonb LANGUAGE sql VOLATILE
  RETURN to_jsonb(p_annulation) || jsonb_build_object('bail_restant_ms', lire_bail(p_annulation.bail_expire));

-- Step 1 of checkout. NOUVELLE and REPRISE give the lease to the caller; EXISTANTE does not.
CREATE FUNCTION reclamer_vente(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_issue text := 'NOUVELLE';
  v_vente vente;
BEGIN
  INSERT INTO vente (id, empreinte, panier_id, session_demandee_id, paiements_remis, bail_expire, request_id, trace_id)
  VALUES (p_id, p_saisie ->> 'empreinte', (p_saisie ->> 'panierId')::uuid, (p_saisie ->> 'sessionCaisseId')::uuid,
          p_saisie -> 'paiements', fin_de_bail(p_bail_ms), p_saisie ->> 'requestId', p_saisie ->> 'traceId')
  ON CONFLICT (id) DO NOTHING
  RETURNING * INTO v_vente;
  IF NOT FOUND THEN
    v_issue := 'REPRISE';
    UPDATE vente SET bail_epoch = bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
    WHERE id = p_id AND empreinte = p_saisie ->> 'empreinte'
      AND etat IN ('EN_COURS', 'EN_COMPENSATION') AND bail_expire <= clock_timestamp()
    RETURNING * INTO v_vente;
  END IF;
  IF NOT FOUND THEN
    v_issue := 'EXISTANTE';
    SELECT * INTO STRICT v_vente FROM vente WHERE id = p_id;
  END IF;
  RETURN jsonb_build_object('issue', v_issue, 'vente', vente_json(v_vente));
END
$$;

-- Step 5 of checkout, the commit point. No row when the lease was lost.
CREATE FUNCTION valider_vente(p_id uuid, p_epoch integer, p_recu jsonb, p_charge jsonb) RETURNS SETOF jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_vente vente;
  v_caisse integer := (p_recu ->> 'caisseId')::integer;
  v_sequence bigint;
BEGIN
  -- Before the counter: a number taken for a sale that is then not validated would be a gap.
  PERFORM FROM vente WHERE id = p_id AND etat = 'EN_COURS' AND bail_epoch = p_epoch FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  INSERT INTO compteur_recu AS c (caisse_id, dernier) VALUES (v_caisse, 1)
  ON CONFLICT (caisse_id) DO UPDATE SET dernier = c.dernier + 1
  RETURNING dernier INTO v_sequence;

  UPDATE vente SET
    etat = 'VALIDEE', validee_le = now(), sequence_recu = v_sequence, caisse_id = v_caisse,
    numero = format('%s-%s-%s', p_recu ->> 'magasinId', v_caisse,
                    lpad(v_sequence::text, greatest(6, length(v_sequence::text)), '0')),
    session_caisse_id = (p_recu ->> 'sessionCaisseId')::uuid, magasin_id = (p_recu ->> 'magasinId')::integer,
    sous_total = (p_recu ->> 'sousTotal')::bigint, tps = (p_recu ->> 'tps')::bigint,
    tvq = (p_recu ->> 'tvq')::bigint, total = (p_recu ->> 'total')::bigint,
    arrondi = (p_recu ->> 'arrondi')::bigint, monnaie = (p_recu ->> 'monnaie')::bigint,
    taux_tps = (p_recu #>> '{taux,tps}')::integer, taux_tvq = (p_recu #>> '{taux,tvq}')::integer
  WHERE id = p_id AND etat = 'EN_COURS' AND bail_epoch = p_epoch
  RETURNING * INTO STRICT v_vente;

  INSERT INTO ligne_vente (vente_id, rang, produit_id, nom_produit, quantite, prix_unitaire, sous_total,
                           statut_tps, statut_tvq, tps, tvq)
  SELECT p_id, l.n - 1, l."produitId", l."nomProduit", l.quantite, l."prixUnitaire", l."sousTotal",
         l."statutTps", l."statutTvq", l.tps, l.tvq
  FROM ROWS FROM (jsonb_to_recordset(p_recu -> 'lignes') AS (
    "produitId" integer, "nomProduit" text, quantite integer, "prixUnitaire" bigint, "sousTotal" bigint,
    "statutTps" text, "statutTvq" text, tps bigint, tvq bigint
  )) WITH ORDINALITY AS l ("produitId", "nomProduit", quantite, "prixUnitaire", "sousTotal", "statutTps", "statutTvq", tps, tvq, n);

  INSERT INTO paiement (vente_id, rang, mode, montant)
  SELECT p_id, p.n - 1, p.mode, p.montant
  FROM ROWS FROM (jsonb_to_recordset(p_recu -> 'paiements') AS (mode text, montant bigint))
    WITH ORDINALITY AS p (mode, montant, n);

  INSERT INTO evenement (id, type, charge, trace_id)
  VALUES (p_id, 'VenteValidee', p_charge || jsonb_build_object(
    'venteId', p_id, 'panierId', v_vente.panier_id, 'numero', v_vente.numero, 'requestId', v_vente.request_id,
    'dateHeure', v_vente.cree_le, 'jour', v_vente.jour,
    'heure', extract(hour FROM v_vente.cree_le AT TIME ZONE 'America/Toronto')::integer), v_vente.trace_id);

  RETURN NEXT vente_json(v_vente);
END
$$;

-- Step 1 of a return: the checks and the quantities, under the lock of the sale's row, which puts the
-- returns of a sale one after the other. OCCUPEE gives the return that is in progress.
CREATE FUNCTION reclamer_annulation(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_vente_id uuid := (p_saisie ->> 'venteId')::uuid;
  v_demandes jsonb := nullif(p_saisie -> 'lignes', 'null');
  v_annulation annulation;
  v_etat text;
  v_exces jsonb;
  v_refus jsonb;
BEGIN
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

  INSERT INTO annulation (id, vente_id, empreinte, etat, motif, refus, bail_expire, request_id, trace_id)
  VALUES (p_id, v_vente_id, p_saisie ->> 'empreinte', CASE WHEN v_refus IS NULL THEN 'EN_COURS' ELSE 'REFUSEE' END,
          p_saisie ->> 'motif', v_refus, fin_de_bail(p_bail_ms), p_saisie ->> 'requestId', p_saisie ->> 'traceId')
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

-- Last step of a return: its credit note, the state of the sale and the event. No row when the lease
-- was lost.
CREATE FUNCTION valider_annulation(p_id uuid, p_epoch integer, p_note jsonb, p_charge jsonb) RETURNS SETOF jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_annulation annulation;
  v_vente vente;
  v_complete boolean;
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

  RETURN NEXT jsonb_build_object('annulation', annulation_json(v_annulation), 'vente', vente_json(v_vente));
END
$$;
