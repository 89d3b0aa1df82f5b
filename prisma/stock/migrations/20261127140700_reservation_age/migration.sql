-- For who removes what is past its time: the oldest reservations. By a date that no update changes, so that confirming one
-- touches no index. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS reservation_age ON reservation (cree_le);
