-- What was returned lately, for who looks at it every minute. Built beside the work, hence alone in its script.
CREATE INDEX CONCURRENTLY IF NOT EXISTS annulation_recente ON annulation (cree_le);
