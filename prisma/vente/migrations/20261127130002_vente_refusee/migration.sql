-- Refused sales by their moment, for who compares them with the payment provider. Alone in its script: see docs/recettes.md.
CREATE INDEX CONCURRENTLY IF NOT EXISTS vente_refusee ON vente (cree_le, id) WHERE etat = 'REFUSEE';
