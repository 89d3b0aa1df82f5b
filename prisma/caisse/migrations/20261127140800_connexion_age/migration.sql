-- For who removes what is past its time: the oldest sign-ins. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS connexion_age ON connexion (expire_le);
