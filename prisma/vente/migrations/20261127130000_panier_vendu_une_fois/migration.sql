-- A cart is sold once, whatever froze it. Built beside the work, hence alone in its script: see docs/recettes.md.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS vente_panier ON vente (panier_id) WHERE numero IS NOT NULL;
