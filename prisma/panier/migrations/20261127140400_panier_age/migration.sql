-- For who removes what is past its time: the oldest carts. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS panier_age ON panier (cree_le);
