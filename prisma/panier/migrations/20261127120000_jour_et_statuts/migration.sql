-- A cart lives for its business day, and its lines keep the dated statuses of both taxes: the day of the sale chooses.
-- What is added to the functions comes last and has a default, for the replicas of before.

-- The day of the sale that holds the cart; null while it is open, and in carts frozen before.
ALTER TABLE panier ADD COLUMN jour_vente date;

-- Rows {taxe, effetDu, statut}, as packages/fiscalite reads them. Null in lines of before, which copied one status per
-- tax: it counts from the beginning. Those two columns go once no such line is left.
ALTER TABLE ligne_panier
  ADD COLUMN statuts jsonb,
  ALTER COLUMN statut_tps DROP NOT NULL,
  ALTER COLUMN statut_tvq DROP NOT NULL,
  -- Lines of before satisfy it, by the two NOT NULL that it replaces: there is no table to read.
  ADD CONSTRAINT ligne_panier_statuts CHECK (CASE
    WHEN statuts IS NULL THEN statut_tps IS NOT NULL AND statut_tvq IS NOT NULL
    ELSE jsonb_typeof(statuts) = 'array' END) NOT VALID;

DROP FUNCTION ajouter_ligne(uuid, integer, integer, text, integer, text, text, uuid, integer);
DROP FUNCTION fixer_quantite(uuid, integer, integer, integer);
DROP FUNCTION vider_panier(uuid, integer);
DROP FUNCTION figer_panier(uuid, uuid, integer);
DROP FUNCTION verrouiller_panier(uuid, integer);

-- The business day of a cart: that of its creation, in the stores' time zone.
CREATE FUNCTION jour_de_panier(p panier) RETURNS date
LANGUAGE sql IMMUTABLE AS $$
  SELECT (p.cree_le AT TIME ZONE 'America/Toronto')::date
$$;

-- Statuses copied as they were on one day, as rows that count from the beginning.
CREATE FUNCTION statuts_constants(p_tps text, p_tvq text) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_array(
    jsonb_build_object('taxe', 'TPS', 'effetDu', '0001-01-01', 'statut', p_tps),
    jsonb_build_object('taxe', 'TVQ', 'effetDu', '0001-01-01', 'statut', p_tvq))
$$;

CREATE FUNCTION statuts_de_ligne(l ligne_panier) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(l.statuts, statuts_constants(l.statut_tps, l.statut_tvq))
$$;

-- What a tax does on a day, by rows that begin at the beginning.
CREATE FUNCTION statut_au(p_statuts jsonb, p_taxe text, p_jour date) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT s ->> 'statut' FROM jsonb_array_elements(p_statuts) AS s
  WHERE s ->> 'taxe' = p_taxe AND s ->> 'effetDu' <= to_char(p_jour, 'YYYY-MM-DD')
  ORDER BY s ->> 'effetDu' DESC LIMIT 1
$$;

-- A cart with its lines, as the service reads it. The two statuses of a line are for the replicas of before.
CREATE OR REPLACE FUNCTION panier_en_json(p panier) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p.id, 'sessionCaisseId', p.session_caisse_id, 'caisseId', p.caisse_id,
    'magasinId', p.magasin_id, 'statut', p.statut, 'figeLe', p.fige_le,
    'jour', jour_de_panier(p), 'jourVente', p.jour_vente,
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
CREATE FUNCTION verrouiller_panier(p_panier uuid, p_magasin integer, p_jour date) RETURNS jsonb
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
  IF jour_de_panier(v_panier) < coalesce(p_jour, (clock_timestamp() AT TIME ZONE 'America/Toronto')::date) THEN
    RETURN jsonb_build_object('verdict', 'EXPIRE');
  END IF;
  RETURN NULL;
END $$;

-- Adds to the line of a product, or makes the line. p_ajout may be null: such an addition is not recognised.
CREATE FUNCTION ajouter_ligne(
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

-- The same for the replicas of before, which know the statuses of one day only.
CREATE FUNCTION ajouter_ligne(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_nom text, p_prix integer, p_tps text, p_tvq text, p_ajout uuid,
  p_magasin integer DEFAULT NULL
) RETURNS jsonb
LANGUAGE sql VOLATILE AS $$
  SELECT ajouter_ligne(p_panier, p_produit, p_quantite, p_nom, p_prix, statuts_constants(p_tps, p_tvq), p_ajout,
    p_magasin, NULL::date)
$$;

-- Sets the quantity of a line; zero removes it.
CREATE FUNCTION fixer_quantite(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_magasin integer DEFAULT NULL, p_jour date DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin, p_jour);
BEGIN
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;
  IF p_quantite = 0 THEN
    DELETE FROM ligne_panier l WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  ELSE
    UPDATE ligne_panier l SET quantite = p_quantite WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  END IF;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'LIGNE_INTROUVABLE');
  END IF;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Removes every line.
CREATE FUNCTION vider_panier(p_panier uuid, p_magasin integer DEFAULT NULL, p_jour date DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin, p_jour);
BEGIN
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;
  DELETE FROM ligne_panier l WHERE l.panier_id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Freezes a cart for a sale. Repeated by the same sale, it gives the same lines again.
--
-- p_jour: the business day of the sale, as its claim wrote it; null in sales of the replicas of before, which sell a
-- cart of any day
CREATE FUNCTION figer_panier(
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
  IF jour_de_panier(v_panier) < p_jour THEN
    RETURN jsonb_build_object('verdict', 'EXPIRE');
  END IF;
  IF NOT EXISTS (SELECT FROM ligne_panier l WHERE l.panier_id = p_panier) THEN
    RETURN jsonb_build_object('verdict', 'VIDE');
  END IF;
  UPDATE panier p SET statut = 'FIGE', gel_vente_id = p_vente, fige_le = now(), jour_vente = p_jour
  WHERE p.id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Gives a cart back, and forbids the sale to freeze it from now on. False when the sale was concluded: it
-- keeps the cart.
CREATE OR REPLACE FUNCTION liberer_panier(p_panier uuid, p_vente uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  PERFORM attendre_tour(p_panier);
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF FOUND AND v_panier.gel_vente_id = p_vente AND v_panier.statut = 'ENCAISSE' THEN
    RETURN false;
  END IF;
  INSERT INTO gel_rendu (panier_id, vente_id) VALUES (p_panier, p_vente) ON CONFLICT DO NOTHING;
  UPDATE panier p SET statut = 'OUVERT', gel_vente_id = NULL, fige_le = NULL, jour_vente = NULL
  WHERE p.id = p_panier AND p.gel_vente_id = p_vente;
  RETURN true;
END $$;
