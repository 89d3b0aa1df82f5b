-- What each place holds. Written by inscrire_mouvements() alone, together with the ledger.
CREATE TABLE stock (
  magasin_id integer NOT NULL CHECK (magasin_id > 0),
  produit_id integer NOT NULL CHECK (produit_id > 0),
  disponible integer NOT NULL DEFAULT 0 CHECK (disponible >= 0),
  reserve    integer NOT NULL DEFAULT 0 CHECK (reserve >= 0),
  seuil      integer NOT NULL DEFAULT 10 CHECK (seuil >= 0),
  plafond    integer NOT NULL DEFAULT 10000,
  -- Grows by one at each write. 0 is a row that its own transaction has just made, and nobody else sees.
  version    bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  -- Goods reserved are as good as sold: both alerts look at what can still be sold.
  alerte     text GENERATED ALWAYS AS (
    CASE WHEN disponible <= seuil THEN 'RUPTURE' WHEN disponible > plafond THEN 'SURSTOCK' END
  ) STORED,
  PRIMARY KEY (magasin_id, produit_id),
  CHECK (plafond >= seuil)
) WITH (fillfactor = 80);

CREATE INDEX stock_produit ON stock (produit_id, magasin_id);
-- On the alert and not on the quantity: a sale that raises no alert then touches no index (a HOT update,
-- for which the fill factor leaves room in the page).
CREATE INDEX stock_alerte ON stock (alerte, magasin_id) WHERE alerte IS NOT NULL;

-- What became of the stock of a sale. Its lines are its RESERVATION movements.
CREATE TABLE reservation (
  vente_id   uuid PRIMARY KEY,
  -- Absent from a tombstone: a cancellation that came before its reservation, which it then forbids.
  magasin_id integer CHECK (magasin_id > 0),
  etat       text NOT NULL CHECK (etat IN ('RESERVEE', 'CONFIRMEE', 'ANNULEE')),
  request_id text NOT NULL,
  cree_le    timestamptz(3) NOT NULL DEFAULT now(),
  modifie_le timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (magasin_id IS NOT NULL OR etat = 'ANNULEE')
);

-- The goods that a cancellation of a sale brought back. Its lines are its RETOUR movements.
CREATE TABLE retour (
  annulation_id uuid PRIMARY KEY,
  vente_id      uuid NOT NULL,
  magasin_id    integer NOT NULL CHECK (magasin_id > 0),
  request_id    text NOT NULL,
  cree_le       timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE transfert (
  id             uuid PRIMARY KEY,
  source_id      integer NOT NULL CHECK (source_id > 0),
  destination_id integer NOT NULL CHECK (destination_id > 0),
  -- SHA-256 of what was asked: the same id with other content is refused.
  empreinte      text NOT NULL,
  statut         text NOT NULL CHECK (statut IN ('RECU')),
  request_id     text NOT NULL,
  cree_le        timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (source_id <> destination_id)
);

CREATE TABLE transfert_ligne (
  transfert_id uuid NOT NULL REFERENCES transfert (id),
  produit_id   integer NOT NULL CHECK (produit_id > 0),
  quantite     integer NOT NULL CHECK (quantite > 0),
  PRIMARY KEY (transfert_id, produit_id)
);

-- The ledger: per place and product, the sum of its deltas is the level, opening stock included. No foreign
-- key to stock: the one function that writes both would pay for it at each line of each sale.
CREATE TABLE mouvement (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  magasin_id       integer NOT NULL,
  produit_id       integer NOT NULL,
  delta_disponible integer NOT NULL,
  delta_reserve    integer NOT NULL,
  type             text NOT NULL CHECK (type IN (
    'OUVERTURE', 'RESERVATION', 'LIBERATION', 'CONFIRMATION', 'RETOUR', 'TRANSFERT_SORTIE', 'TRANSFERT_ENTREE'
  )),
  vente_id         uuid,
  annulation_id    uuid,
  transfert_id     uuid,
  request_id       text NOT NULL,
  cree_le          timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (delta_disponible <> 0 OR delta_reserve <> 0),
  CHECK (CASE type
    WHEN 'OUVERTURE' THEN num_nonnulls(vente_id, annulation_id, transfert_id) = 0
    WHEN 'RETOUR' THEN vente_id IS NOT NULL AND annulation_id IS NOT NULL AND transfert_id IS NULL
    WHEN 'TRANSFERT_SORTIE' THEN transfert_id IS NOT NULL AND num_nonnulls(vente_id, annulation_id) = 0
    WHEN 'TRANSFERT_ENTREE' THEN transfert_id IS NOT NULL AND num_nonnulls(vente_id, annulation_id) = 0
    ELSE vente_id IS NOT NULL AND num_nonnulls(annulation_id, transfert_id) = 0
  END)
);

-- Nothing is written twice, whatever is retried.
CREATE UNIQUE INDEX mouvement_vente ON mouvement (vente_id, produit_id, type, annulation_id)
  NULLS NOT DISTINCT WHERE vente_id IS NOT NULL;
CREATE UNIQUE INDEX mouvement_transfert ON mouvement (transfert_id, produit_id, type)
  WHERE transfert_id IS NOT NULL;
CREATE UNIQUE INDEX mouvement_ouverture ON mouvement (magasin_id, produit_id) WHERE type = 'OUVERTURE';

CREATE FUNCTION refuser_reecriture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER mouvement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON mouvement
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_reecriture();

-- How far a log has been read, and which of its events were applied.
CREATE TABLE consommateur (
  nom     text PRIMARY KEY,
  -- Cursor as the log gave it; absent before the first batch.
  curseur text
);
INSERT INTO consommateur (nom) VALUES ('ventes');

CREATE TABLE evenement_vu (
  id    uuid PRIMARY KEY,
  vu_le timestamptz(3) NOT NULL DEFAULT now()
);
