-- A cart can be made again at today's prices and taxes: another one takes its place, and is the only one to be sold.
ALTER TABLE panier
  -- The cart that took its place: this one is neither changed nor sold any more.
  ADD COLUMN remplace_par uuid,
  -- In a cart that took the place of another: what changed for its lines, as it was told then.
  ADD COLUMN changements jsonb;

-- A cart with its lines, as the service reads it. The two statuses of a line are for the replicas of before.
CREATE OR REPLACE FUNCTION panier_en_json(p panier) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p.id, 'sessionCaisseId', p.session_caisse_id, 'caisseId', p.caisse_id,
    'magasinId', p.magasin_id, 'statut', p.statut, 'figeLe', p.fige_le,
    'jour', jour_de_panier(p), 'jourVente', p.jour_vente, 'changements', p.changements,
    'lignes', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'produitId', l.produit_id, 'nomProduit', l.nom_produit, 'quantite', l.quantite,
        'prixUnitaire', l.prix_unitaire, 'statuts', statuts_de_ligne(l),
        'statutTps', statut_au(statuts_de_ligne(l), 'TPS', coalesce(p.jour_vente, jour_de_panier(p))),
        'statutTvq', statut_au(statuts_de_ligne(l), 'TVQ', coalesce(p.jour_vente, jour_de_panier(p))))
        ORDER BY l.position, l.produit_id)
      FROM ligne_panier l WHERE l.panier_id = p.id), '[]'::jsonb))
$$;

-- Locks a cart for a change: null when it may be changed, the refusal otherwise.
--
-- p_jour: the business day on which it is changed; null: today, by this database's clock
CREATE OR REPLACE FUNCTION verrouiller_panier(p_panier uuid, p_magasin integer, p_jour date) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_panier.magasin_id <> p_magasin THEN
    RETURN jsonb_build_object('verdict', 'AUTRE_MAGASIN');
  END IF;
  IF v_panier.statut <> 'OUVERT' THEN
    RETURN issue_panier('NON_MODIFIABLE', p_panier);
  END IF;
  IF v_panier.remplace_par IS NOT NULL
     OR jour_de_panier(v_panier) < coalesce(p_jour, (clock_timestamp() AT TIME ZONE 'America/Toronto')::date) THEN
    RETURN jsonb_build_object('verdict', 'EXPIRE');
  END IF;
  RETURN NULL;
END $$;

-- Adds to the line of a product, or makes the line, one of 500 at most. p_ajout may be null: such an addition is not
-- recognised.
CREATE OR REPLACE FUNCTION ajouter_ligne(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_nom text, p_prix integer, p_statuts jsonb, p_ajout uuid,
  p_magasin integer, p_jour date
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin, p_jour);
  v_ligne ligne_panier;
  v_ajout ajout;
BEGIN
  IF v_refus ->> 'verdict' IN ('INTROUVABLE', 'AUTRE_MAGASIN') THEN
    RETURN v_refus;
  END IF;
  -- Before anything that may have changed since the first time, the cart's status and the day included.
  SELECT * INTO v_ajout FROM ajout WHERE id = p_ajout;
  IF FOUND THEN
    IF (v_ajout.panier_id, v_ajout.produit_id, v_ajout.quantite) = (p_panier, p_produit, p_quantite) THEN
      RETURN issue_panier('FAIT', p_panier);
    END IF;
    RETURN jsonb_build_object('verdict', 'CLE_REUTILISEE');
  END IF;
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;

  SELECT * INTO v_ligne FROM ligne_panier l WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  IF FOUND AND v_ligne.prix_unitaire <> p_prix THEN
    RETURN jsonb_build_object('verdict', 'PRIX_MODIFIE', 'prixUnitaire', v_ligne.prix_unitaire);
  END IF;
  IF FOUND AND statuts_de_ligne(v_ligne) <> p_statuts THEN
    RETURN jsonb_build_object('verdict', 'STATUT_MODIFIE');
  END IF;
  IF coalesce(v_ligne.quantite, 0) + p_quantite > 9999 THEN
    RETURN jsonb_build_object('verdict', 'QUANTITE_EXCESSIVE', 'quantite', coalesce(v_ligne.quantite, 0));
  END IF;

  IF v_ligne.produit_id IS NULL AND (SELECT count(*) FROM ligne_panier l WHERE l.panier_id = p_panier) >= 500 THEN
    RETURN jsonb_build_object('verdict', 'TROP_DE_LIGNES');
  END IF;

  IF p_ajout IS NOT NULL THEN
    -- The cart's lock does not cover the same id sent for another cart at this moment: the key does.
    INSERT INTO ajout (id, panier_id, produit_id, quantite) VALUES (p_ajout, p_panier, p_produit, p_quantite)
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('verdict', 'CLE_REUTILISEE');
    END IF;
  END IF;
  INSERT INTO ligne_panier AS l
    (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statuts)
  SELECT p_panier, p_produit, coalesce(max(autre.position), 0) + 1, p_nom, p_quantite, p_prix, p_statuts
  FROM ligne_panier autre WHERE autre.panier_id = p_panier
  ON CONFLICT (panier_id, produit_id) DO UPDATE SET quantite = l.quantite + p_quantite;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Freezes a cart for a sale. Repeated by the same sale, it gives the same lines again.
--
-- p_jour: the business day of the sale, as its claim wrote it; null in sales of the replicas of before, which sell a
-- cart of any day
CREATE OR REPLACE FUNCTION figer_panier(
  p_panier uuid, p_vente uuid, p_magasin integer DEFAULT NULL, p_jour date DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  PERFORM attendre_tour(p_panier);
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_panier.magasin_id <> p_magasin THEN
    RETURN jsonb_build_object('verdict', 'AUTRE_MAGASIN');
  END IF;
  IF v_panier.gel_vente_id = p_vente THEN
    RETURN issue_panier('FAIT', p_panier);
  END IF;
  IF v_panier.statut <> 'OUVERT'
     OR EXISTS (SELECT FROM gel_rendu g WHERE g.panier_id = p_panier AND g.vente_id = p_vente) THEN
    RETURN jsonb_build_object('verdict', 'INDISPONIBLE');
  END IF;
  IF v_panier.remplace_par IS NOT NULL OR jour_de_panier(v_panier) < p_jour THEN
    RETURN jsonb_build_object('verdict', 'EXPIRE');
  END IF;
  IF NOT EXISTS (SELECT FROM ligne_panier l WHERE l.panier_id = p_panier) THEN
    RETURN jsonb_build_object('verdict', 'VIDE');
  END IF;
  UPDATE panier p SET statut = 'FIGE', gel_vente_id = p_vente, fige_le = now(), jour_vente = p_jour
  WHERE p.id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Puts a new cart in the place of another, with lines that the service made from those it read. Repeated, or asked
-- again under another id, it gives the cart that took the place.
--
-- p_lues: the lines as they were read; others meanwhile: RELIRE, and nothing is done
CREATE FUNCTION renouveler_panier(
  p_ancien uuid, p_nouveau uuid, p_session uuid, p_caisse integer, p_magasin integer,
  p_lues jsonb, p_lignes jsonb, p_changements jsonb, p_request text
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_ancien panier;
BEGIN
  SELECT * INTO v_ancien FROM panier p WHERE p.id = p_ancien FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_ancien.magasin_id <> p_magasin THEN
    RETURN jsonb_build_object('verdict', 'AUTRE_MAGASIN');
  END IF;
  IF v_ancien.remplace_par IS NOT NULL THEN
    RETURN issue_panier('FAIT', v_ancien.remplace_par);
  END IF;
  IF v_ancien.statut <> 'OUVERT' THEN
    RETURN issue_panier('NON_MODIFIABLE', p_ancien);
  END IF;
  IF panier_en_json(v_ancien) -> 'lignes' <> p_lues THEN
    RETURN jsonb_build_object('verdict', 'RELIRE');
  END IF;

  INSERT INTO panier (id, session_caisse_id, caisse_id, magasin_id, request_id, changements)
  VALUES (p_nouveau, p_session, p_caisse, p_magasin, p_request, p_changements)
  ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'CLE_REUTILISEE');
  END IF;
  INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statuts)
  SELECT p_nouveau, l."produitId", l.rang, l."nomProduit", l.quantite, l."prixUnitaire", l.statuts
  FROM ROWS FROM (jsonb_to_recordset(p_lignes)
    AS ("produitId" integer, "nomProduit" text, quantite integer, "prixUnitaire" integer, statuts jsonb))
    WITH ORDINALITY AS l ("produitId", "nomProduit", quantite, "prixUnitaire", statuts, rang);
  UPDATE panier p SET remplace_par = p_nouveau WHERE p.id = p_ancien;
  RETURN issue_panier('FAIT', p_nouveau);
END $$;
