-- The few reservations that stand, for who looks at them every minute. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS reservation_tenue ON reservation (modifie_le) WHERE etat = 'RESERVEE';
