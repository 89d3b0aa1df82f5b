-- The additions that go with their cart. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS ajout_panier ON ajout (panier_id);
