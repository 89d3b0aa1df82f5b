-- For who removes what is past its time: the oldest tombstones. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS gel_rendu_age ON gel_rendu (rendu_le);
