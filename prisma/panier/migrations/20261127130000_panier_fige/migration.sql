-- The few carts that a sale holds, for who looks at them every minute. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS panier_fige ON panier (fige_le) WHERE statut = 'FIGE';
