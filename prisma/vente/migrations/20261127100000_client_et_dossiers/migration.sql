-- What needs the customer, and what nobody could finish: adr 0016 and 0017.

ALTER TABLE vente
  -- When the till last asked. Written once per request of the till, whoever holds the lease.
  ADD COLUMN demandee_le timestamptz(3) NOT NULL DEFAULT now(),
  -- Validated by a sweeper: every card had been accepted, and the till never learnt it.
  ADD COLUMN conclu_sans_caisse boolean NOT NULL DEFAULT false,
  -- When somebody at the till saw that.
  ADD COLUMN reconnue_le timestamptz(3),
  -- A sale given up before it was ever heard of has neither cart nor fingerprint.
  ALTER COLUMN empreinte DROP NOT NULL,
  ALTER COLUMN panier_id DROP NOT NULL,
  ADD CONSTRAINT vente_jamais_demandee CHECK (
    num_nonnulls(empreinte, panier_id) = 2 OR (etat = 'REFUSEE' AND num_nonnulls(empreinte, panier_id) = 0)) NOT VALID;

-- What tills have not been told yet.
CREATE INDEX vente_sans_caisse ON vente (caisse_id, cree_le) WHERE conclu_sans_caisse AND reconnue_le IS NULL;

-- A simulated terminal says so on the receipt.
ALTER TABLE paiement ADD COLUMN simule boolean NOT NULL DEFAULT false;

-- Each refund goes to the tender that it came from.
ALTER TABLE remboursement
  -- Rank of the card in the sale; null for cash.
  ADD COLUMN rang_origine integer,
  -- Signed rounding of cash: what was handed over less the exact amount.
  ADD COLUMN arrondi bigint NOT NULL DEFAULT 0 CHECK (arrondi BETWEEN -4 AND 4),
  ADD COLUMN etat text NOT NULL DEFAULT 'FAIT' CHECK (etat IN ('FAIT', 'A_FAIRE', 'CONVERTI')),
  -- What the provider said, while a refund is to be made.
  ADD COLUMN code_refus text,
  -- Of a refund by another tender: the one that it stands for, its number, who paid it, when, in which session.
  ADD COLUMN convertit integer,
  ADD COLUMN numero text,
  ADD COLUMN session_caisse_id uuid,
  ADD COLUMN paye_le timestamptz(3),
  ADD CONSTRAINT remboursement_a_faire CHECK (etat = 'FAIT' OR mode = 'CARTE'),
  ADD CONSTRAINT remboursement_converti CHECK ((convertit IS NULL) = (numero IS NULL)),
  ADD CONSTRAINT remboursement_une_fois UNIQUE (annulation_id, convertit);

-- Cash was rounded as a whole before: its row carries what the note does.
UPDATE remboursement AS r SET arrondi = a.arrondi
FROM annulation AS a WHERE a.id = r.annulation_id AND r.mode = 'COMPTANT' AND a.arrondi <> 0;
-- A single card could be told before; two were refunded as one amount, and stay without origin.
UPDATE remboursement AS r SET rang_origine = p.rang
FROM annulation AS a JOIN LATERAL (
  SELECT min(rang) AS rang FROM paiement WHERE vente_id = a.vente_id AND mode = 'CARTE' HAVING count(*) = 1
) AS p ON true
WHERE a.id = r.annulation_id AND r.mode = 'CARTE';

-- Credit notes have numbers from now on: a series of each till, without gap, as receipts.
ALTER TABLE annulation
  ADD COLUMN caisse_id integer,
  ADD COLUMN sequence_note bigint,
  ADD COLUMN numero text,
  ADD CONSTRAINT annulation_numero UNIQUE (caisse_id, sequence_note),
  ADD CONSTRAINT annulation_numerotee CHECK (num_nonnulls(caisse_id, sequence_note, numero) IN (0, 3));

CREATE TABLE compteur_note (
  caisse_id integer PRIMARY KEY,
  dernier   bigint NOT NULL CHECK (dernier >= 1)
);

-- What a sweeper tried in vain: when it is tried again, why, and since when a person should look at it.
CREATE TABLE dossier (
  sorte          text NOT NULL CHECK (sorte IN ('VENTE', 'RETOUR', 'REMBOURSEMENT')),
  -- The sale's; the return's.
  id             uuid NOT NULL,
  -- Rank of the refund; 0 for a sale and for a return.
  rang           integer NOT NULL DEFAULT 0,
  magasin_id     integer,
  ouvert_le      timestamptz(3) NOT NULL DEFAULT now(),
  essais         integer NOT NULL DEFAULT 0,
  prochain_essai timestamptz(3) NOT NULL DEFAULT now(),
  dernier_essai  timestamptz(3),
  -- Whose answer is missing, or who said no.
  participant    text,
  a_traiter_le   timestamptz(3),
  -- The last tries and what people did, the oldest first: [{instant, participant, issue, detail}].
  historique     jsonb NOT NULL DEFAULT '[]',
  resolu_le      timestamptz(3),
  PRIMARY KEY (sorte, id, rang)
);

CREATE INDEX dossier_ouvert ON dossier (ouvert_le DESC, sorte, id, rang) WHERE resolu_le IS NULL;
CREATE INDEX dossier_resolu ON dossier (resolu_le) WHERE resolu_le IS NOT NULL;

-- What a person declares given back by other means, so that a sale that the provider refuses to cancel can end.
CREATE TABLE carte_rendue (
  vente_id   uuid NOT NULL REFERENCES vente (id),
  rang       integer NOT NULL,
  motif      text NOT NULL CHECK (motif <> ''),
  acteur     jsonb NOT NULL,
  declare_le timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (vente_id, rang)
);

-- A case ends with what it is about, whoever ends that.
CREATE FUNCTION clore_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dossier SET resolu_le = clock_timestamp()
  WHERE sorte = TG_ARGV[0] AND id = NEW.id AND rang = 0 AND resolu_le IS NULL;
  RETURN NULL;
END
$$;

CREATE TRIGGER vente_fin_de_dossier AFTER UPDATE OF etat ON vente FOR EACH ROW
  WHEN (OLD.etat IN ('EN_COURS', 'EN_COMPENSATION') AND NEW.etat IN ('VALIDEE', 'REFUSEE'))
  EXECUTE FUNCTION clore_dossier('VENTE');
CREATE TRIGGER annulation_fin_de_dossier AFTER UPDATE OF etat ON annulation FOR EACH ROW
  WHEN (OLD.etat = 'EN_COURS' AND NEW.etat = 'VALIDEE')
  EXECUTE FUNCTION clore_dossier('RETOUR');

-- For how long no till has asked, by the same clock as the lease.
CREATE OR REPLACE FUNCTION vente_json(p_vente vente) RETURNS jsonb LANGUAGE sql VOLATILE
  RETURN to_jsonb(p_vente) || jsonb_build_object(
    'bail_restant_ms', lire_bail(p_vente.bail_expire), 'silence_ms', -lire_bail(p_vente.demandee_le),
    'cartes_rendues', CASE p_vente.etat WHEN 'EN_COMPENSATION' THEN
      (SELECT jsonb_agg(rang) FROM carte_rendue WHERE vente_id = p_vente.id) END);

-- Step 1 of checkout. NOUVELLE and REPRISE give the lease to the caller; EXISTANTE does not, and is all that somebody
-- of another store gets: who may see it is for the caller to say. `premiere` is true once per request of the till:
-- it tells that somebody stands there, also while another one works.
CREATE OR REPLACE FUNCTION reclamer_vente(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_issue text := 'NOUVELLE';
  v_vente vente;
  v_magasin integer := (p_saisie ->> 'magasinId')::integer;
  -- An older instance does not say so, and asks for the lease at each look.
  v_premiere boolean := coalesce((p_saisie ->> 'premiere')::boolean, true);
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
    UPDATE vente SET bail_epoch = bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms),
      demandee_le = CASE WHEN v_premiere THEN clock_timestamp() ELSE demandee_le END
    WHERE id = p_id AND empreinte = p_saisie ->> 'empreinte'
      AND etat IN ('EN_COURS', 'EN_COMPENSATION') AND bail_expire <= clock_timestamp()
      AND (employe_magasin_id = v_magasin) IS NOT FALSE
    RETURNING * INTO v_vente;
  END IF;
  IF NOT FOUND AND v_premiere THEN
    v_issue := 'EXISTANTE';
    UPDATE vente SET demandee_le = clock_timestamp()
    WHERE id = p_id AND empreinte = p_saisie ->> 'empreinte' AND etat = 'EN_COURS'
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

-- The cashier's own word. Whatever the lease: from this statement on the sale cannot be validated, and whoever works on
-- it loses. An id that was never heard of leaves a tombstone. ABANDONNEE gives the lease to the caller.
CREATE FUNCTION abandonner_vente(p_id uuid, p_saisie jsonb, p_bail_ms integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_refus constant jsonb := '{"type": "VenteAbandonnee"}';
  v_magasin integer := (p_saisie ->> 'magasinId')::integer;
  v_vente vente;
BEGIN
  INSERT INTO vente (id, etat, refus, paiements_remis, bail_expire, request_id, trace_id, employe_id, employe_magasin_id)
  VALUES (p_id, 'REFUSEE', v_refus, '[]', clock_timestamp(), p_saisie ->> 'requestId', p_saisie ->> 'traceId',
          p_saisie ->> 'employeId', v_magasin)
  ON CONFLICT (id) DO NOTHING
  RETURNING * INTO v_vente;
  IF NOT FOUND THEN
    UPDATE vente SET
      etat = 'EN_COMPENSATION', refus = CASE etat WHEN 'EN_COURS' THEN v_refus ELSE refus END,
      bail_epoch = bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
    WHERE id = p_id
      AND (etat = 'EN_COURS' OR etat = 'EN_COMPENSATION' AND bail_expire <= clock_timestamp())
      AND (employe_magasin_id = v_magasin) IS NOT FALSE
    RETURNING * INTO v_vente;
    IF FOUND THEN
      RETURN jsonb_build_object('issue', 'ABANDONNEE', 'vente', vente_json(v_vente));
    END IF;
    SELECT * INTO STRICT v_vente FROM vente WHERE id = p_id;
  END IF;
  RETURN jsonb_build_object('issue', 'CONNUE', 'vente', vente_json(v_vente));
END
$$;

-- Step 5 of checkout, the commit point. No row when the lease was lost.
CREATE OR REPLACE FUNCTION valider_vente(p_id uuid, p_epoch integer, p_recu jsonb, p_charge jsonb) RETURNS SETOF jsonb
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
    taux_tps = (p_recu #>> '{taux,tps}')::integer, taux_tvq = (p_recu #>> '{taux,tvq}')::integer,
    conclu_sans_caisse = coalesce((p_recu ->> 'sansCaisse')::boolean, false)
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

  INSERT INTO paiement (vente_id, rang, mode, montant, simule)
  SELECT p_id, p.n - 1, p.mode, p.montant, coalesce(p.simule, false)
  FROM ROWS FROM (jsonb_to_recordset(p_recu -> 'paiements') AS (mode text, montant bigint, simule boolean))
    WITH ORDINALITY AS p (mode, montant, simule, n);

  INSERT INTO evenement (id, type, charge, trace_id)
  VALUES (p_id, 'VenteValidee', p_charge || jsonb_build_object(
    'venteId', p_id, 'panierId', v_vente.panier_id, 'numero', v_vente.numero, 'requestId', v_vente.request_id,
    'dateHeure', v_vente.cree_le, 'jour', v_vente.jour,
    'heure', extract(hour FROM v_vente.cree_le AT TIME ZONE 'America/Toronto')::integer), v_vente.trace_id);

  RETURN NEXT vente_json(v_vente);
END
$$;

-- Last step of a return: its credit note with its number, the state of the sale, the event, the entry of the audit log,
-- and a case for each refund that the provider refused. No row when the lease was lost, hence one entry whoever finishes.
CREATE OR REPLACE FUNCTION valider_annulation(p_id uuid, p_epoch integer, p_note jsonb, p_charge jsonb) RETURNS SETOF jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_annulation annulation;
  v_vente vente;
  v_complete boolean;
  v_sequence bigint;
  v_avant jsonb;
  v_apres jsonb;
BEGIN
  -- The sale first, as in reclamer_annulation: one order of locks, no deadlock.
  SELECT v.* INTO STRICT v_vente FROM vente v JOIN annulation a ON a.vente_id = v.id WHERE a.id = p_id FOR UPDATE OF v;
  PERFORM FROM annulation WHERE id = p_id AND etat = 'EN_COURS' AND bail_epoch = p_epoch FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  INSERT INTO compteur_note AS c (caisse_id, dernier) VALUES (v_vente.caisse_id, 1)
  ON CONFLICT (caisse_id) DO UPDATE SET dernier = c.dernier + 1
  RETURNING dernier INTO v_sequence;

  UPDATE annulation SET
    etat = 'VALIDEE', sous_total = (p_note ->> 'sousTotal')::bigint, tps = (p_note ->> 'tps')::bigint,
    tvq = (p_note ->> 'tvq')::bigint, total = (p_note ->> 'total')::bigint, arrondi = (p_note ->> 'arrondi')::bigint,
    caisse_id = v_vente.caisse_id, sequence_note = v_sequence,
    numero = format('NC-%s-%s-%s', v_vente.magasin_id, v_vente.caisse_id,
                    lpad(v_sequence::text, greatest(6, length(v_sequence::text)), '0'))
  WHERE id = p_id AND etat = 'EN_COURS' AND bail_epoch = p_epoch
  RETURNING * INTO STRICT v_annulation;

  -- The quantities were taken by reclamer_annulation; the amounts join them.
  INSERT INTO ligne_annulation AS l (annulation_id, rang, produit_id, quantite, sous_total, tps, tvq)
  SELECT p_id, n.rang, n."produitId", n.quantite, n."sousTotal", n.tps, n.tvq
  FROM jsonb_to_recordset(p_note -> 'lignes') AS n
    (rang integer, "produitId" integer, quantite integer, "sousTotal" bigint, tps bigint, tvq bigint)
  ON CONFLICT (annulation_id, rang) DO UPDATE
    SET sous_total = excluded.sous_total, tps = excluded.tps, tvq = excluded.tvq;

  -- An older instance names neither card, rounding nor state: one amount for the cards, and all of it done.
  INSERT INTO remboursement (annulation_id, rang, mode, montant, rang_origine, arrondi, etat, code_refus)
  SELECT p_id, r.n - 1, r.mode, r.montant, r.rang, coalesce(r.arrondi, 0), coalesce(r.etat, 'FAIT'), r."codeRefus"
  FROM ROWS FROM (jsonb_to_recordset(p_note -> 'remboursements') AS
    (mode text, montant bigint, rang integer, arrondi bigint, etat text, "codeRefus" text))
    WITH ORDINALITY AS r (mode, montant, rang, arrondi, etat, "codeRefus", n);

  INSERT INTO dossier (sorte, id, rang, magasin_id, participant, a_traiter_le, historique)
  SELECT 'REMBOURSEMENT', p_id, r.rang, v_vente.magasin_id, 'terminal', now(), jsonb_build_array(jsonb_build_object(
    'instant', now(), 'participant', 'terminal', 'issue', 'REFUSE', 'detail', r.code_refus))
  FROM remboursement AS r WHERE r.annulation_id = p_id AND r.etat = 'A_FAIRE';

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
                            'annulation', p_id, 'numero', v_annulation.numero, 'motif', v_annulation.motif,
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

-- The sweepers. Two lanes, so that what nobody can finish does not stand in the way of what somebody can: first tries,
-- the most recent first, and cases, whose pauses grow. statement_timestamp() rather than clock_timestamp(), so that the
-- index on bail_expire serves; nothing waits here, rows that somebody holds are passed over.

-- An instance of before would authorise cards with nobody there: its sweepers end here, the others take over.
DROP FUNCTION reprendre_ventes_en_doute(integer, integer);
DROP FUNCTION reprendre_annulations_en_doute(integer, integer);

-- Cases that are due: their pause is over, or they are the most recent one that waits for their participant, which is
-- asked again within 5 s whatever the pause, so that the others learn soon that it answers.
CREATE FUNCTION dossiers_dus(p_sorte text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM (
    SELECT id, prochain_essai, dernier_essai,
           row_number() OVER (PARTITION BY participant ORDER BY ouvert_le DESC) AS place
    FROM dossier WHERE sorte = p_sorte AND resolu_le IS NULL
  ) AS d
  WHERE prochain_essai <= statement_timestamp()
     OR place = 1 AND dernier_essai + interval '5 seconds' <= statement_timestamp()
$$;

-- Sales in doubt that nobody works on, to a sweeper. One that is EN_COURS only when no till has asked for so long.
CREATE FUNCTION reprendre_ventes(p_limite integer, p_bail_ms integer, p_sans_caisse_ms integer, p_dossiers boolean)
RETURNS SETOF jsonb LANGUAGE sql VOLATILE AS $$
  WITH prise AS (
    SELECT v.id FROM vente AS v
    WHERE v.etat IN ('EN_COURS', 'EN_COMPENSATION') AND v.bail_expire < statement_timestamp()
      AND (v.etat = 'EN_COMPENSATION' OR v.demandee_le < statement_timestamp() - p_sans_caisse_ms * interval '1 millisecond')
      AND CASE WHEN p_dossiers THEN v.id IN (SELECT dossiers_dus('VENTE'))
               ELSE NOT EXISTS (SELECT FROM dossier d WHERE d.sorte = 'VENTE' AND d.id = v.id AND d.resolu_le IS NULL) END
    ORDER BY v.cree_le DESC LIMIT p_limite
    FOR UPDATE OF v SKIP LOCKED
  )
  UPDATE vente AS v SET bail_epoch = v.bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
  FROM prise WHERE v.id = prise.id
  RETURNING vente_json(v)
$$;

CREATE FUNCTION reprendre_annulations(p_limite integer, p_bail_ms integer, p_dossiers boolean)
RETURNS SETOF jsonb LANGUAGE sql VOLATILE AS $$
  WITH prise AS (
    SELECT a.id FROM annulation AS a
    WHERE a.etat = 'EN_COURS' AND a.bail_expire < statement_timestamp()
      AND CASE WHEN p_dossiers THEN a.id IN (SELECT dossiers_dus('RETOUR'))
               ELSE NOT EXISTS (SELECT FROM dossier d WHERE d.sorte = 'RETOUR' AND d.id = a.id AND d.resolu_le IS NULL) END
    ORDER BY a.cree_le DESC LIMIT p_limite
    FOR UPDATE OF a SKIP LOCKED
  )
  UPDATE annulation AS a SET bail_epoch = a.bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
  FROM prise WHERE a.id = prise.id
  RETURNING annulation_json(a)
$$;

-- Notes a try in vain. p_note: participant, issue (INCONNU, REFUSE), detail, pauseMs, essaisMaximum, ageMaximumMs. A
-- definitive no is for a person at once; silence after so many tries, or so long.
CREATE FUNCTION noter_essai(p_sorte text, p_id uuid, p_magasin integer, p_note jsonb) RETURNS SETOF dossier
LANGUAGE sql VOLATILE AS $$
  INSERT INTO dossier AS d (sorte, id, magasin_id, essais, prochain_essai, dernier_essai, participant, a_traiter_le, historique)
  VALUES (p_sorte, p_id,
          coalesce(p_magasin, (SELECT v.magasin_id FROM annulation a JOIN vente v ON v.id = a.vente_id WHERE a.id = p_id)),
          1, clock_timestamp() + (p_note ->> 'pauseMs')::integer * interval '1 millisecond',
          clock_timestamp(), p_note ->> 'participant',
          CASE WHEN p_note ->> 'issue' = 'REFUSE' THEN clock_timestamp() END,
          jsonb_build_array(jsonb_build_object('instant', clock_timestamp()) || (p_note - '{pauseMs,essaisMaximum,ageMaximumMs}'::text[])))
  ON CONFLICT (sorte, id, rang) DO UPDATE SET
    essais = d.essais + 1, dernier_essai = clock_timestamp(), participant = excluded.participant,
    -- Twice as long each time, up to a minute.
    prochain_essai = clock_timestamp()
      + least(60000, (p_note ->> 'pauseMs')::integer * 2 ^ least(d.essais, 16)) * interval '1 millisecond',
    a_traiter_le = coalesce(d.a_traiter_le, CASE
      WHEN p_note ->> 'issue' = 'REFUSE' OR d.essais + 1 >= (p_note ->> 'essaisMaximum')::integer
        OR d.ouvert_le <= clock_timestamp() - (p_note ->> 'ageMaximumMs')::integer * interval '1 millisecond'
      THEN clock_timestamp() END),
    -- The first try, and the last ones.
    historique = CASE WHEN jsonb_array_length(d.historique) >= 20 THEN d.historique - 1 ELSE d.historique END || excluded.historique,
    resolu_le = NULL
  RETURNING d.*
$$;

-- A refund that a card refused, and took when somebody tried again. Nothing when it was not to be made any more.
CREATE FUNCTION solder_remboursement(p_id uuid, p_rang integer, p_acteur jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_ligne remboursement;
BEGIN
  UPDATE remboursement SET etat = 'FAIT', code_refus = NULL, paye_le = clock_timestamp()
  WHERE annulation_id = p_id AND rang = p_rang AND etat = 'A_FAIRE'
  RETURNING * INTO v_ligne;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE dossier SET resolu_le = clock_timestamp() WHERE sorte = 'REMBOURSEMENT' AND id = p_id AND rang = p_rang;
  PERFORM inscrire_audit('REMBOURSEMENT_FAIT', p_acteur, 'annulation ' || p_id, jsonb_build_object('statut', 'A_FAIRE'),
    jsonb_build_object('statut', 'FAIT', 'rang', v_ligne.rang, 'mode', v_ligne.mode, 'montant', v_ligne.montant));
  RETURN true;
END
$$;

-- The same, paid in cash instead: the exact amount rounded alone, under a number of its own.
CREATE FUNCTION convertir_remboursement(p_id uuid, p_rang integer, p_saisie jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_ligne remboursement;
  v_nouveau remboursement;
BEGIN
  UPDATE remboursement SET etat = 'CONVERTI' WHERE annulation_id = p_id AND rang = p_rang AND etat = 'A_FAIRE'
  RETURNING * INTO v_ligne;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO remboursement (annulation_id, rang, mode, montant, rang_origine, arrondi, convertit, numero,
                             session_caisse_id, paye_le)
  SELECT p_id, max(r.rang) + 1, 'COMPTANT', v_ligne.montant + (p_saisie ->> 'arrondi')::bigint, v_ligne.rang_origine,
         (p_saisie ->> 'arrondi')::bigint, p_rang, format('%s-R%s', coalesce(a.numero, 'NC'), p_rang + 1),
         (p_saisie ->> 'sessionCaisseId')::uuid, clock_timestamp()
  FROM remboursement r JOIN annulation a ON a.id = r.annulation_id WHERE r.annulation_id = p_id GROUP BY a.id
  RETURNING * INTO STRICT v_nouveau;
  UPDATE dossier SET resolu_le = clock_timestamp() WHERE sorte = 'REMBOURSEMENT' AND id = p_id AND rang = p_rang;
  PERFORM inscrire_audit('REMBOURSEMENT_CONVERTI', p_saisie -> 'acteur', 'annulation ' || p_id,
    jsonb_build_object('statut', 'A_FAIRE', 'mode', v_ligne.mode, 'montant', v_ligne.montant),
    jsonb_build_object('statut', 'CONVERTI', 'mode', v_nouveau.mode, 'montant', v_nouveau.montant,
                       'numero', v_nouveau.numero, 'session', v_nouveau.session_caisse_id));
  RETURN true;
END
$$;

-- A person's word that a card of a refused sale was given back by other means; the sweeper ends the sale.
CREATE FUNCTION declarer_carte_rendue(p_id uuid, p_rang integer, p_motif text, p_acteur jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO carte_rendue (vente_id, rang, motif, acteur) VALUES (p_id, p_rang, p_motif, p_acteur)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE dossier SET prochain_essai = clock_timestamp() WHERE sorte = 'VENTE' AND id = p_id AND resolu_le IS NULL;
  PERFORM inscrire_audit('CARTE_RENDUE', p_acteur, 'vente ' || p_id, NULL,
    jsonb_build_object('rang', p_rang, 'motif', p_motif));
  RETURN true;
END
$$;
